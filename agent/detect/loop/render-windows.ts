import { toInstant } from '../../model/time.js';
import type { ExplainedWindow } from './explain-window.js';

/** What a correlation makes of one record: the window of each group that the record lies in. */
export interface ShownCorrelation {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  /** As the file writes them; null where it says nothing. */
  readonly timespan: string;
  readonly condition: string | null;
  readonly groupBy: readonly string[];
  /** Whether it is about which of its rules were seen; the other types count or compute with the matches of any. */
  readonly asksForRules: boolean;
  /** Why the record lies in no group; null when it does. */
  readonly reason: string | null;
  readonly groups: readonly {
    /** What keeps the group apart from others, in the order of `groupBy`, or what may be told of it. */
    readonly group: readonly string[];
    readonly window: ExplainedWindow;
  }[];
}

/** How people call records and rules. */
export interface WindowNames {
  /** The record that is explained. */
  readonly record: string;
  readonly nameOf: (record: string) => string;
  readonly titleOf: (rule: string) => string;
}

const MAX_SHOWN = 20;

/** For people: one part a line, `yes` where it held. */
export function renderWindows(correlation: ShownCorrelation, names: WindowNames): string {
  const { title, file, line, timespan, condition, groupBy, asksForRules, reason, groups } = correlation;
  const isPart = groups.some(({ window }) => window.part !== 'none');
  const lines = [
    `${isPart ? 'matches' : 'does not match'}: ${title} (${file}:${line})`,
    `  within ${timespan}${groupBy.length === 0 ? ', all records together' : `, by ${groupBy.join(', ')}`}; condition: ${condition ?? 'all of its rules'}`,
    ...(reason === null ? [] : [`  no  ${reason}`]),
    ...groups.flatMap(({ group, window }) => [
      ...(groupBy.length === 0 ? [] : [`  group: ${group.join(', ')}`]),
      ...windowLines(window, asksForRules, names),
    ]),
  ];
  return lines.map((text) => `${text}\n`).join('');
}

function windowLines(window: ExplainedWindow, asksForRules: boolean, names: WindowNames): readonly string[] {
  const { isMet, part, from, closesAt, value, records, rules } = window;
  const asked = value === null ? '' : `; the condition was asked of ${Number(value.toFixed(3))}`;
  const times = `${toInstant(from)} to ${toInstant(closesAt)}`;
  const shown = records.slice(0, MAX_SHOWN).map((one) => recordLine(one, window, names));
  const more = records.length - shown.length;
  return [
    `  ${answer(isMet)} for the ${records.length} of the window from ${times}${asked}`,
    ...(part === 'open'
      ? ['      counts for no containment: without what an outsider can cause it does not hold']
      : []),
    ...shown,
    ...(more > 0 ? [`      and ${more} more`] : []),
    ...rules.map(({ rule, seen }) => {
      const said = asksForRules ? answer(seen > 0) : '   ';
      return `    ${said} ${names.titleOf(rule)}: ${seen === 0 && asksForRules ? 'missing' : seenText(seen)}`;
    }),
  ];
}

function recordLine(
  { record, at, rule, needsCredential }: ExplainedWindow['records'][number],
  { completedBy }: ExplainedWindow,
  { record: explained, nameOf, titleOf }: WindowNames,
): string {
  const notes = [
    ...(record === explained ? ['this record'] : []),
    ...(record === completedBy ? ['from here on it held'] : []),
    ...(needsCredential ? [] : ['needs no credential']),
  ];
  return `      ${toInstant(at)}  ${nameOf(record)}  ${titleOf(rule)}${notes.length === 0 ? '' : `   (${notes.join('; ')})`}`;
}

function seenText(seen: number): string {
  return seen === 1 ? '1 record' : `${seen} records`;
}

function answer(held: boolean): string {
  return held ? 'yes' : 'no ';
}
