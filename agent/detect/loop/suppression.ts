import { isJsonObject, type JsonObject } from '../../model/json.js';
import { nearestName } from '../../model/nearest-name.js';
import { DAY_MS, type Instant, parseInstant, shift } from '../../model/time.js';
import type { YamlPath } from '../content/yaml-documents.js';
import type { Expression } from '../sigma/language/expression.js';
import type { Issues } from '../sigma/language/issues.js';

/** Who answers for an exception, why it is there, and until when. */
export interface Suppression {
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it holds, as written: `2026-06-30`. */
  readonly until: string;
  /** The first instant at which it no longer holds. */
  readonly endsAt: Instant;
}

const KEYS = ['owner', 'reason', 'until'];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Whether a file lies below a folder `tuning`: a filter there must say who answers for it. */
export function isTuningFile(file: string): boolean {
  return file.split(/[\\/]/).slice(0, -1).includes('tuning');
}

/** Reads the `mailwarden` part of a filter. Null when it is left out or has mistakes, which `issues` then says. */
export function readSuppression(value: unknown, isRequired: boolean, issues: Issues): Suppression | null {
  if (value === undefined) {
    if (isRequired) issues.error([], `an exception needs "mailwarden" with ${KEYS.join(', ')}`);
    return null;
  }
  if (!isJsonObject(value)) {
    issues.error(['mailwarden'], `mailwarden must be a map of ${KEYS.join(', ')}`);
    return null;
  }
  for (const key of Object.keys(value))
    if (!KEYS.includes(key)) issues.error(['mailwarden', key], unknownKey(key), 'key');
  return readAnswer(value, ['mailwarden'], 'an exception', issues);
}

/**
 * Reads owner, reason and end from the map at a path. Null when one of them is missing or no use, which `issues` then says of `what`, a
 * noun with its article.
 */
export function readAnswer(map: JsonObject, at: YamlPath, what: string, issues: Issues): Suppression | null {
  const line = (key: string, expected: string): string | null => {
    const text = map[key];
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
    issues.error([...at, key], `${what} needs "${key}": ${expected}`);
    return null;
  };
  const owner = line('owner', 'who answers for it: a person or a team');
  const reason = line('reason', 'one sentence, best with a ticket');
  const end = endOf(map);
  if (end === null)
    issues.error([...at, 'until'], `${what} needs "until": its last day, written as 2026-06-30 (UTC)`);
  return owner === null || reason === null || end === null ? null : { owner, reason, ...end };
}

/**
 * The condition of a filter, left open for everything after its last day. Told by the time of the event and not by the
 * clock, so that findings still follow from events and rules alone. A record without an event has no time: for it the
 * filter holds.
 */
export function untilItEnds(expression: Expression, { endsAt }: Suppression): Expression {
  const isLater: Expression = {
    type: 'field',
    field: 'mailwarden.at',
    test: ({ values }) => values.some(({ text }) => text >= endsAt),
    equals: null,
  };
  return { type: 'or', parts: [expression, isLater] };
}

function unknownKey(key: string): string {
  const near = nearestName(key, KEYS);
  return `"mailwarden.${key}" is not known in a filter; ${near === null ? `expected one of: ${KEYS.join(', ')}` : `did you mean "${near}"?`}`;
}

function endOf({ until }: JsonObject): Pick<Suppression, 'until' | 'endsAt'> | null {
  const midnight = typeof until === 'string' && DAY.test(until) ? parseInstant(until) : null;
  return typeof until === 'string' && midnight !== null ? { until, endsAt: shift(midnight, DAY_MS) } : null;
}
