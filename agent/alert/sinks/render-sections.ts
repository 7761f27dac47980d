import type { Alert } from '../../model/alert.js';
import { type BriefReason, briefOf } from '../../model/alert-brief.js';
import type { Telling } from '../../model/telling.js';

/** A heading and its lines. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** How much room there is. */
export interface Limits {
  /** Lines a section. */
  readonly lines: number;
  /** Characters a line. */
  readonly characters: number;
}

/** From the most room to less. */
const LIMITS: readonly Limits[] = [
  { lines: 12, characters: 500 },
  { lines: 8, characters: 240 },
  { lines: 5, characters: 120 },
];
/** What always fits. */
const LEAST: Limits = { lines: 2, characters: 80 };

/** Renders with as much room as `fits` allows; what had to go is in the report, and the message says so. */
export function renderToFit<T>(render: (limits: Limits) => T, fits: (rendered: T) => boolean): T {
  for (const limits of LIMITS) {
    const rendered = render(limits);
    if (fits(rendered)) return rendered;
  }
  return render(LEAST);
}

/** What an alert says, in the order in which people need it on a small screen. Empty sections are left out. */
export function sectionsOf(alert: Alert, telling: Telling, limits: Limits): readonly Section[] {
  const brief = briefOf(alert);
  const sections: readonly Section[] = [
    { heading: 'Note', lines: noteLines(telling) },
    { heading: 'Since the last message', lines: telling.earlier.map(({ title }) => title) },
    { heading: 'What to do next', lines: brief.next },
    { heading: 'Not done', lines: brief.notDone },
    { heading: 'Done', lines: brief.done },
    { heading: scoreHeading(alert), lines: brief.reasons.map(reasonLine) },
    { heading: 'Evidence', lines: brief.coverage },
  ];
  return sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, lines }) => ({ heading, lines: shortenLines(lines, limits) }));
}

/** One line for lists and subjects: how urgent, then what. */
export function headlineOf({ severity, title }: Alert, { reminder }: Telling): string {
  const urgency = reminder > 0 ? `${severity.toUpperCase()}, reminder ${reminder}` : severity.toUpperCase();
  return `[${urgency}] ${title}`;
}

/** At most so many characters, on one line; whole ones, so that nothing unreadable is left at the end. */
export function shorten(text: string, characters: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const all = [...line];
  return all.length <= characters ? line : `${all.slice(0, characters - 1).join('')}…`;
}

function noteLines({ reminder, mayBeRepeat }: Telling): readonly string[] {
  return [
    ...(reminder > 0 ? [`Reminder ${reminder}: nobody has acknowledged this alert.`] : []),
    ...(mayBeRepeat ? ['An earlier sending was broken off: this may be a repeat.'] : []),
  ];
}

function scoreHeading(alert: Alert): string {
  const { score } = briefOf(alert);
  if (score === null) return 'Why';
  return `Why: ${points(score.points)} points, an incident opens at ${points(score.threshold)}`;
}

function reasonLine({ points: weight, text }: BriefReason): string {
  return `${points(weight)}  ${text}`;
}

function points(thousandths: number): string {
  return (thousandths / 1000).toFixed(1);
}

function shortenLines(lines: readonly string[], limits: Limits): readonly string[] {
  const shown = lines.slice(0, limits.lines).map((line) => shorten(line, limits.characters));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `${more} more in the report`] : shown;
}
