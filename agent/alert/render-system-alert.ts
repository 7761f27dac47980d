import type { Alert } from '../model/alert.js';
import { deriveId } from '../model/ids.js';
import type { Instant } from '../model/time.js';
import { renderSystemFinding } from './render-system-finding.js';

/** What a log does that it should not. */
export type SystemTrouble = 'unread' | 'silence' | 'collapse' | 'flood';

/** One begin or end of a trouble with a log. */
export interface SystemAlertInput {
  readonly source: string;
  readonly trouble: SystemTrouble;
  readonly phase: 'begin' | 'end';
  /** Begin of the stretch that raised it: with source, trouble and phase it makes the alert's id. */
  readonly from: Instant;
  /** Records in the judged stretch, and the usual number; null where none are counted. */
  readonly counts: { readonly records: number; readonly usual: number } | null;
  readonly now: Instant;
  readonly productVersion: string;
}

const SEVERITIES = { unread: 'high', silence: 'high', collapse: 'high', flood: 'medium' } as const;

/** Renders trouble with a log as an OCSF 1.3 Detection Finding that belongs to no incident. */
export function renderSystemAlert(input: SystemAlertInput): Alert {
  const { source, trouble, phase, from, counts } = input;
  const hasEnded = phase === 'end';
  return renderSystemFinding({
    id: deriveId('alert', 'system', source, trouble, from, phase),
    uid: deriveId('system', source, trouble, from),
    name: source,
    title: titleOf(input),
    severity: hasEnded ? 'informational' : SEVERITIES[trouble],
    hasEnded,
    next: NEXT_STEPS[trouble],
    type: 'Log Source Health',
    since: from,
    facts: {
      source,
      trouble,
      phase,
      from,
      records: counts?.records ?? null,
      usual: counts?.usual ?? null,
    },
    now: input.now,
    productVersion: input.productVersion,
  });
}

const NEXT_STEPS: Readonly<Record<SystemTrouble, string>> = {
  unread: 'Look at the agent’s log for why the provider refuses or does not answer, and at the credentials.',
  silence:
    'Nothing that happens is seen there. Check that auditing is on and the subscription enabled, and who changed it: an intruder may have.',
  collapse:
    'Most of what happens is not seen there. Check whether auditing was switched off for some of the mailboxes, and by whom.',
  flood: 'Check what floods it: an attack, a program gone wild, or a way to hide single records in many.',
};

function titleOf({ source, trouble, phase, from, counts }: SystemAlertInput): string {
  if (phase === 'end') return `The log ${source} is as usual again (${trouble} since ${from}).`;
  if (counts === null) return `The log ${source} has not been read since ${from}.`;
  if (trouble === 'silence' && counts.usual === 0)
    return `The log ${source} can be read, but never brought a record; it was read whole since ${from}.`;
  const numbers = `${counts.records} records since ${from}, usually ${Math.round(counts.usual)}`;
  if (trouble === 'silence') return `The log ${source} can be read but is silent: ${numbers}.`;
  return trouble === 'collapse'
    ? `The log ${source} has nearly stopped: ${numbers}.`
    : `The log ${source} is flooded: ${numbers}.`;
}
