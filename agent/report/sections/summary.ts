import type { IncidentClosure } from '../../model/incident.js';
import { countText, numberText, timeElement, timeText } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import { badge, callout, type Section } from '../page/section.js';
import type { ReportInput } from '../report-input.js';
import { exposureStanding } from '../wording-exposure.js';
import { principalText, statusWords } from '../wording-incident.js';
import { responseStanding } from '../wording-response.js';
import { gapsOf } from './gaps.js';

const VERDICT_WORDS: Readonly<Record<IncidentClosure['verdict'], string>> = {
  'true-positive': 'a true takeover',
  'false-positive': 'a false alarm',
  benign: 'benign: it happened, and it was allowed',
  unknown: 'undecided',
};

/** Status at a glance. */
export function summarySection(input: ReportInput): Section {
  const { incident, exposure } = input;
  const response = responseStanding(input);
  const reached = exposureStanding(exposure);
  const gaps = gapsOf(input).length;
  const isComplete = incident.coverage.complete && (exposure?.coverage.complete ?? true);
  const coverage = isComplete
    ? badge('good', 'Complete')
    : badge('warn', gaps === 0 ? 'Incomplete' : countText(gaps, 'gap'));
  const facts: readonly (readonly [string, Fragment])[] = [
    [
      'Case',
      html`<strong>${statusWords(incident)}</strong><span>opened ${timeElement(incident.openedAt)}</span>`,
    ],
    ['Containment', badge(response.tone, response.label)],
    ['Customer data reached', badge(reached.tone, reached.label)],
    ['Customers to be told', toBeTold(exposure)],
    [
      'Score',
      html`<strong>${numberText(incident.score)}</strong><span>a case opens at ${numberText(incident.threshold)}, containment at ${numberText(incident.containThreshold)}</span>`,
    ],
    [
      'First and last event',
      html`<span>${timeElement(incident.firstEvent)}<br>${timeElement(incident.lastEvent)}</span>`,
    ],
    ['Log coverage', coverage],
  ];
  return {
    id: 'summary',
    title: 'At a glance',
    body: [
      html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
      notes(input),
    ],
  };
}

function toBeTold(exposure: ReportInput['exposure']): Fragment {
  if (exposure === null || exposure.verdict === 'unknown') return html`<strong>Not known</strong>`;
  const { account, sensitive } = exposure.groups;
  return html`<strong>${numberText(account + sensitive)}</strong><span>${numberText(sensitive)} sensitive, ${numberText(account)} account only</span>`;
}

function notes({ incident }: ReportInput): Fragment {
  return [
    html`<p class="note">Mailbox: <span class="id">${principalText(incident.mailbox)}</span></p>`,
    incident.note !== null && callout('warn', html`<strong>Note:</strong> ${incident.note}`),
    incident.late &&
      callout(
        'calm',
        'Opened late: the evidence arrived long after it happened, beyond the usual delay of the logs.',
      ),
    closureText(incident),
    incident.follows !== undefined &&
      callout(
        'warn',
        `A closed case of this mailbox lies before this one: ${incident.follows.join(', ')}. What is told here happened after it.`,
      ),
    incident.aliases.length > 0 &&
      html`<p class="note">Also known as <span class="id">${incident.aliases.join(', ')}</span></p>`,
  ];
}

function closureText({ closure }: ReportInput['incident']): Fragment {
  if (closure === undefined) return null;
  const by = closure.by === null ? '' : ` by ${closure.by}`;
  const because = closure.reason === null ? '' : `: ${closure.reason}`;
  return callout(
    'calm',
    `Closed as ${VERDICT_WORDS[closure.verdict]} at ${timeText(closure.at)} UTC${by}${because}.`,
  );
}
