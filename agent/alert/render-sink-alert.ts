import type { Alert } from '../model/alert.js';
import { deriveId } from '../model/ids.js';
import type { Instant } from '../model/time.js';
import { renderSystemFinding } from './render-system-finding.js';

/** One begin or end of a trouble with a receiver of alerts. */
export interface SinkAlertInput {
  readonly sink: string;
  readonly phase: 'begin' | 'end';
  /** When the trouble began: with the sink's name, what names it. */
  readonly since: Instant;
  /** Why the receiver did not take them; carries no address and no secret. */
  readonly reason: string;
  readonly now: Instant;
  readonly productVersion: string;
}

const NEXT =
  'Mend the receiver or its settings. What waits is sent by itself then; what was given up is listed by "mailwarden alerts dead" and sent again by "mailwarden alerts retry".';

/** Renders that a receiver takes no alerts, or takes them again. */
export function renderSinkAlert(input: SinkAlertInput): Alert {
  const { sink, phase, since, reason } = input;
  const hasEnded = phase === 'end';
  return renderSystemFinding({
    id: deriveId('alert', 'system', 'sink', sink, since, phase),
    uid: deriveId('system', 'sink', sink, since),
    name: sink,
    title: hasEnded
      ? `The alert sink ${sink} takes alerts again; it had failed since ${since}.`
      : `The alert sink ${sink} does not take alerts since ${since}: ${reason}.`,
    severity: hasEnded ? 'informational' : 'high',
    hasEnded,
    next: NEXT,
    type: 'Alert Sink Health',
    since,
    facts: { sink, phase, since },
    now: input.now,
    productVersion: input.productVersion,
  });
}
