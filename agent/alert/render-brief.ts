import { principalKey } from '../model/access-event.js';
import type { Action } from '../model/action.js';
import type { Milestone } from '../model/alert.js';
import type { AlertBrief } from '../model/alert-brief.js';
import type { ContainmentState } from '../model/containment.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type { AlertLinks } from './links.js';
import { nextSteps } from './wording.js';
import { doneLines, notDoneLines } from './wording-actions.js';
import { actorName, memberLines, tieLines } from './wording-campaign.js';

/** What a brief is made from. */
export interface BriefInput {
  readonly incident: Incident;
  readonly actions: readonly Action[];
  readonly exposure: Exposure | null;
  readonly containment?: ContainmentState | null;
  readonly milestone: Milestone;
}

const REASONS = 5;
const GAPS = 3;

/** An incident as people read it: why, what was done and what not, what comes next, how complete the evidence is. */
export function renderBrief(input: BriefInput, links: AlertLinks): AlertBrief {
  const { incident, actions } = input;
  return {
    key: incident.id,
    state: stateOf(input.milestone),
    subject: {
      kind: incident.kind,
      name: actorName(incident) ?? principalKey(incident.mailbox) ?? incident.subject,
      classes: [],
    },
    score: { points: incident.score, threshold: incident.threshold },
    reasons: [...tieReasons(incident), ...weightiestReasons(incident)],
    ...(incident.kind === 'actor'
      ? { done: memberLines(incident, true), notDone: memberLines(incident, false) }
      : responseLines(incident, actions)),
    next: [...nextSteps(input), ...byHandSteps(input), ...runbookSteps(incident, links)],
    coverage: coverageLines(incident),
    report: `${links.reportBase ?? ''}${incident.id}.html`,
    command: `mailwarden incidents show ${incident.id} --config <file>`,
  };
}

function weightiestReasons({ reasons }: Incident): AlertBrief['reasons'] {
  return [...reasons]
    .sort((a, b) => b.points - a.points)
    .slice(0, REASONS)
    .map(({ rule, points, text }) => ({ rule, points, text }));
}

/** What makes one actor of several mailboxes weighs nothing by itself, and comes first. */
function tieReasons(incident: Incident): AlertBrief['reasons'] {
  return tieLines(incident).map((text) => ({ rule: 'actor:in-common', points: 0, text }));
}

function responseLines(incident: Incident, actions: readonly Action[]): Pick<AlertBrief, 'done' | 'notDone'> {
  const nothing = actions.length === 0 ? [`Nothing was done: ${incident.containmentReason}`] : [];
  return { done: doneLines(actions), notDone: [...notDoneLines(actions), ...nothing] };
}

function stateOf(milestone: Milestone): AlertBrief['state'] {
  if (milestone === 'withdrawn' || milestone === 'closed') return 'ended';
  return milestone === 'acknowledged' ? 'acknowledged' : 'open';
}

/** What no program of ours can do, with the exact command. */
function byHandSteps({ containment }: BriefInput): readonly string[] {
  return (containment?.plan.byHand ?? []).map(
    ({ because, command, where }) =>
      `By hand (${where}): ${because}${command === null ? '' : `: ${command}`}`,
  );
}

/** Runbooks of the incident's rules, each once, the weightiest reason's first. */
function runbookSteps(incident: Incident, { runbooks }: AlertLinks): readonly string[] {
  const found = incident.reasons.flatMap(({ rule }) => runbooks.get(rule) ?? []);
  return [...new Set(found)].map((runbook) => `Runbook: ${runbook}`);
}

function coverageLines({ coverage }: Incident): readonly string[] {
  if (coverage.complete) return ['All logs were read for the time of the incident.'];
  const shown = coverage.gaps
    .slice(0, GAPS)
    .map((gap) => `${gap.source} was not seen from ${gap.from} to ${gap.to}: ${gap.reason}`);
  const more = coverage.gaps.length - shown.length;
  return [
    'The evidence is NOT complete.',
    ...shown,
    ...(more > 0 ? [`${more} more gaps are in the report`] : []),
  ];
}
