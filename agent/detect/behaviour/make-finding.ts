import type { AccessEvent } from '../../model/access-event.js';
import type { EvidenceFamily, Finding } from '../../model/finding.js';
import { deriveId } from '../../model/ids.js';
import { BEHAVIOUR_TYPES, type BehaviourName } from './declaration/behaviour-types.js';
import { settingsOf } from './declaration/settings-of.js';
import type { AccountView } from './session-view.js';

const MAX_EVENTS = 50;

export interface FindingParts {
  readonly name: BehaviourName;
  readonly account: Pick<AccountView, 'subject' | 'tuning'>;
  readonly points: number;
  readonly text: string;
  /** Oldest first, at least one; the first is the anchor. */
  readonly events: readonly AccessEvent[];
  readonly sessions: readonly string[];
  /** Of a behaviour that has several families, and techniques by which act it was: those of this finding. */
  readonly kind?: { readonly family: EvidenceFamily; readonly techniques: readonly string[] };
}

/**
 * A behaviour's finding, with title and techniques as its file has them; nothing where its points come to none, so that a tuning
 * of 0 switches it off. On trial it weighs nothing.
 */
export function makeFinding(parts: FindingParts): readonly Finding[] {
  const { subject, tuning } = parts.account;
  const first = parts.events[0];
  const points = Math.round(parts.points);
  if (first === undefined || points === 0) return [];
  const rule = `behaviour:${parts.name}`;
  const { title, techniques, isShadow } = settingsOf(parts.name, tuning);
  return [
    {
      id: deriveId('fnd', rule, subject, first.id),
      rule,
      title,
      subject,
      family: parts.kind?.family ?? BEHAVIOUR_TYPES[parts.name].families[0],
      points: isShadow ? 0 : points,
      text: parts.text,
      events: parts.events.slice(0, MAX_EVENTS).map((event) => event.id),
      firstAt: first.at,
      lastAt: parts.events.at(-1)?.at ?? first.at,
      techniques: parts.kind?.techniques ?? techniques,
      needsCredential: true,
      sessions: parts.sessions,
      ...(isShadow ? { isShadow } : {}),
    },
  ];
}

/** `1 day`, `3 days`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
