import type { Node } from 'yaml';
import { DAY_MS, type Instant, parseInstant, shift } from '../../model/time.js';
import type { TuningContext, TuningTerm } from './tuning-draft.js';
import type { TuningReader } from './tuning-reader.js';

/** The keys by which an entry says who answers for it, why it is there, and until when. */
export const TERM_KEYS = ['owner', 'reason', 'until'] as const;

const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * Reads owner, reason and end of an entry and notes the end. Null where it has none of them, or has mistakes, which are then
 * said: whoever names one of the three must name all.
 */
export function readTerm(
  node: unknown,
  pairs: ReadonlyMap<string, Node>,
  { reader, terms }: TuningContext,
  isRequired = false,
): TuningTerm | null {
  const given = TERM_KEYS.filter((key) => pairs.has(key));
  if (given.length === 0 && !isRequired) return null;
  const missing = TERM_KEYS.filter((key) => !pairs.has(key));
  if (missing.length > 0) {
    reader.fail(node, `an exception with ${given[0] ?? 'an end'} needs ${missing.join(' and ')} too`);
    return null;
  }
  const owner = readLine(pairs.get('owner'), 'owner', 'who answers for it: a person or a team', reader);
  const reason = readLine(pairs.get('reason'), 'reason', 'one sentence, best with a ticket', reader);
  const until = pairs.get('until');
  const day = readDay(until, 'until', reader);
  if (owner === null || reason === null || day === null) return null;
  const term: TuningTerm = {
    owner,
    until: day.slice(0, 10),
    endsAt: shift(day, DAY_MS),
    issueAt: (message) => reader.issueAt(until, message),
  };
  terms.push(term);
  return term;
}

/** A day written as `2026-06-30`, as its first instant in UTC; null, and an issue, for anything else. */
export function readDay(node: Node | undefined, name: string, reader: TuningReader): Instant | null {
  const expected = 'a day, written as 2026-06-30 (UTC)';
  const day = reader.text(node, name, expected, (text) => DAY.test(text) && parseInstant(text) !== null);
  return day === null ? null : parseInstant(day);
}

function readLine(
  node: Node | undefined,
  name: string,
  expected: string,
  reader: TuningReader,
): string | null {
  return reader.text(node, name, expected, (text) => text.trim() !== '');
}
