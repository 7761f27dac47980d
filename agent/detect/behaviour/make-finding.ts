import type { AccessEvent } from '../../model/access-event.js';
import type { EvidenceFamily, Finding } from '../../model/finding.js';
import { deriveId } from '../../model/ids.js';
import type { Tuning } from '../../model/tuning.js';
import { BEHAVIOUR_POINTS, type BehaviourName } from '../tuning/default-tuning.js';

const MAX_EVENTS = 50;

export interface FindingParts {
  readonly name: BehaviourName;
  readonly title: string;
  readonly subject: string;
  readonly family: EvidenceFamily;
  readonly points: number;
  readonly text: string;
  /** Oldest first, at least one; the first is the anchor. */
  readonly events: readonly AccessEvent[];
  readonly techniques: readonly string[];
  readonly sessions: readonly string[];
}

/** A behaviour's finding; nothing where its points come to none, so that a tuning of 0 switches it off. */
export function makeFinding(parts: FindingParts): readonly Finding[] {
  const first = parts.events[0];
  const points = Math.round(parts.points);
  if (first === undefined || points === 0) return [];
  const rule = `behaviour:${parts.name}`;
  return [
    {
      id: deriveId('fnd', rule, parts.subject, first.id),
      rule,
      title: parts.title,
      subject: parts.subject,
      family: parts.family,
      points,
      text: parts.text,
      events: parts.events.slice(0, MAX_EVENTS).map((event) => event.id),
      firstAt: first.at,
      lastAt: parts.events.at(-1)?.at ?? first.at,
      techniques: parts.techniques,
      needsCredential: true,
      sessions: parts.sessions,
    },
  ];
}

/** Points of a behaviour as tuned. */
export function pointsOf(name: BehaviourName, tuning: Tuning): number {
  return tuning.behaviours[name] ?? BEHAVIOUR_POINTS[name];
}

/** `1 day`, `3 days`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
