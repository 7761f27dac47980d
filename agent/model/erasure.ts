import type { Incident } from './incident.js';
import { isJsonObject, type JsonValue } from './json.js';
import { DAY_MS, type Instant, shift } from './time.js';

/** How many rows of one table tell of a person. */
export interface TableCount {
  readonly table: string;
  readonly rows: number;
}

/** All that is stored about one person, in numbers, and what stands in the way of erasing it. No name is in it. */
export interface ErasureFacts {
  /** What stands for the person where a row has to stay: `erased-` and a keyed hash. */
  readonly pseudonym: string;
  /** False: the directory, as it is stored, knows no such account; only rows under the very name were looked for. */
  readonly isKnown: boolean;
  /** Rows that are removed. Tables without any are left out. */
  readonly removed: readonly TableCount[];
  /** Rows that tell of others too: they stay, and name the person by the pseudonym. */
  readonly renamed: readonly TableCount[];
  /** The person's own cases, and those of one actor in several mailboxes of which the person's is one. */
  readonly cases: readonly Pick<Incident, 'id' | 'status' | 'closure'>[];
  /** Steps of those cases that are under way or still to be done. */
  readonly openJobs: number;
}

/**
 * The longest that the provider hands out the same content again
 * (https://learn.microsoft.com/en-us/office/office-365-management-api/office-365-management-activity-api-reference: seven days).
 */
const REST_DAYS = 7;

/**
 * Why a person cannot be erased now, each as a sentence; empty when nothing is in the way. A case rests for seven days after it
 * was closed: its records could come again and open it anew, without anybody's verdict.
 */
export function reasonsAgainst(facts: ErasureFacts, now: Instant): readonly string[] {
  const rested = shift(now, -REST_DAYS * DAY_MS);
  const reasons = facts.cases.flatMap(({ id, status, closure }) => {
    if (status !== 'closed') return [`${id} is not closed: it is kept until a person gives a verdict`];
    if (closure !== undefined && closure.at > rested)
      return [`${id} was closed less than ${REST_DAYS} days ago: its records can still come again`];
    return [];
  });
  if (facts.openJobs === 0) return reasons;
  return [...reasons, `steps of the person's cases are still to be done: ${facts.openJobs}`];
}

/**
 * A value in which a person's names are replaced, in texts and in keys of objects, whatever their case. A name counts only where
 * it stands by itself: `ann@contoso.com` is not in `joann@contoso.com`.
 */
export function withoutNames(value: JsonValue, names: readonly string[], pseudonym: string): JsonValue {
  if (typeof value === 'string')
    return names.reduce((text, name) => replaceName(text, name, pseudonym), value);
  if (Array.isArray(value)) return value.map((one: JsonValue) => withoutNames(one, names, pseudonym));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, one]) =>
    one === undefined
      ? []
      : [[withoutNames(key, names, pseudonym), withoutNames(one, names, pseudonym)] as const],
  );
  return Object.fromEntries(entries) as JsonValue;
}

/** Letters of another alphabet that change their length with their case would shift the places: then the case counts. */
function replaceName(text: string, name: string, pseudonym: string): string {
  const lower = text.toLowerCase();
  const searched = lower.length === text.length ? lower : text;
  let replaced = '';
  let from = 0;
  for (let at = searched.indexOf(name); at >= 0; at = searched.indexOf(name, at + name.length)) {
    if (!standsAlone(searched, at, at + name.length)) continue;
    replaced += text.slice(from, at) + pseudonym;
    from = at + name.length;
  }
  return from === 0 ? text : replaced + text.slice(from);
}

/** A sentence may end with the name, so a dot after it goes on only where a letter or digit follows. */
function standsAlone(text: string, from: number, to: number): boolean {
  const before = text.charAt(from - 1);
  const after = text.slice(to, to + 2);
  return !/[\p{L}\p{N}._%+'-]/u.test(before) && !/^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}])/u.test(after);
}
