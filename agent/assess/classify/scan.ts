import type { Confidence } from '../../model/exposure.js';
import { LABEL_PARTS } from './label-words.js';
import type { Label, LabelFinder } from './labels.js';
import { LabelMap } from './labels.js';
import { maskSpans } from './mask-spans.js';
import { type RepairedText, repairWords, type Slip, type SlipFinder } from './repair-words.js';
import type { ClassifierSettings } from './settings.js';
import type { LabelKind } from './vocabulary.js';

/** One passage as the detectors see it. */
export interface Scan {
  readonly text: string;
  /** The text with everything that only looks like a value (URLs, GUIDs, dates, addresses) blotted out. */
  readonly digits: string;
  readonly labels: LabelMap;
  /** The same by their positions in the passage; nothing else of them may be asked than what is near. */
  readonly writtenLabels: LabelMap;
  readonly settings: ClassifierSettings;
  /** The position in the passage of one in `text`, where mistyped words were put right. */
  original(position: number): number;
}

/** What a classifier prepares once for all passages. */
export interface ScanTools {
  readonly finder: LabelFinder;
  readonly slips: SlipFinder;
}

/** Prepares a passage for the detectors. */
export function createScan(passage: string, settings: ClassifierSettings, tools: ScanTools): Scan {
  // Mail programs write blanks that must not break as other characters; one for one, so that positions stay true.
  const { text, original } = repairLabels(passage.replace(/[\u00a0\u2007\u202f]/g, ' '), tools);
  const digits = maskSpans(text);
  // A word inside an address of a page or of a mail (`@mail.example`) labels nothing.
  const labels: readonly Label[] = tools.finder(digits);
  const written = labels.map(({ kind, start, end }) => ({
    kind,
    start: original(start),
    end: original(end),
  }));
  return {
    text,
    digits,
    labels: new LabelMap(text, labels),
    writtenLabels: new LabelMap(text, written),
    settings,
    original,
  };
}

/** With the mistyped words put right that are part of a label then. Those that are not may be a value's own: `Familie` is no `famille`. */
export function repairLabels(written: string, { slips, finder }: ScanTools): RepairedText {
  const found = slips(written);
  if (found.length === 0) return repairWords(written, found);
  const all = repairWords(written, found);
  const labels = finder(maskSpans(all.text));
  let next = 0;
  const isInLabel = ({ start, end, isWeak }: Slip): boolean => {
    while (next < labels.length && all.original(labels[next]?.end ?? 0) < end) next += 1;
    const label = labels[next];
    if (label === undefined || all.original(label.start) > start) return false;
    return !isWeak || label.end - label.start > end - start + 1;
  };
  return repairWords(
    written,
    found.filter((slip) => isInLabel(slip) || LABEL_PARTS.has(slip.meant)),
  );
}

/** 85 with the kind's own word beside it, 75 with one within 300 units, else 65. */
export function confidenceOf(
  scan: Scan,
  kinds: ReadonlySet<LabelKind>,
  start: number,
  end: number,
): Confidence {
  const before = scan.labels.before(start);
  const after = scan.labels.after(end);
  if (before !== null && kinds.has(before.kind)) return 85;
  const isFree = before === null || PERSONS.has(before.kind);
  if (isFree && after !== null && kinds.has(after.kind)) return 85;
  return scan.labels.hasNear(kinds, start, end) ? 75 : 65;
}

/** Words for a person claim no value: what follows the value may still say what it is. */
const PERSONS: ReadonlySet<LabelKind> = new Set(['customer', 'name']);
