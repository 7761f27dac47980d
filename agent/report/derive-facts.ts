import { canonicalJson } from '../model/json.js';
import type { ReportFacts, ReportVersion } from '../model/report-version.js';
import { noticesOf } from './notice/notices-of.js';
import type { ReportInput } from './report-input.js';
import { gapsOf } from './sections/gaps.js';

/** What a report says, in figures. */
export function deriveFacts(input: ReportInput): ReportFacts {
  const { incident, exposure, actions } = input;
  return {
    status: incident.status,
    score: incident.score,
    verdict: exposure?.verdict ?? 'not-examined',
    sensitive: exposure?.groups.sensitive ?? 0,
    account: exposure?.groups.account ?? 0,
    unmatched: exposure?.index?.unmatched ?? 0,
    messages: exposure?.reached.filter((item) => item.proof !== 'present').length ?? 0,
    unread: exposure?.unread.length ?? 0,
    gaps: gapsOf(input).length,
    actionsDone: actions.filter((action) => action.status === 'done').length,
    actionsWaiting: actions.filter(({ status }) => status === 'proposed' || status === 'held').length,
    notices: noticesOf(input).map(({ regime, verdict }) => `${regime.id}: ${verdict}`),
    madeFrom: {
      mailEvents: incident.mailEvents.length,
      reasons: incident.reasons.length,
      indexVersion: exposure?.index?.version ?? null,
      productVersion: input.productVersion,
    },
  };
}

/** The version that this report is: the last one while it says the same, else a new one. */
export function versionOf(input: ReportInput): ReportVersion {
  const facts = deriveFacts(input);
  const last = input.versions?.at(-1);
  if (last !== undefined && canonicalJson({ ...last.facts }) === canonicalJson({ ...facts })) return last;
  return { incident: input.incident.id, version: (last?.version ?? 0) + 1, at: input.now, facts };
}

/** All versions up to this report. */
export function versionsOf(input: ReportInput): readonly ReportVersion[] {
  const known = input.versions ?? [];
  const own = versionOf(input);
  return known.at(-1) === own ? known : [...known, own];
}
