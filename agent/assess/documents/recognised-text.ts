import { pageText } from './pdf-page.js';

/** What can be made of an engine's words. */
export interface RecognisedText {
  readonly text: string;
  /** Whether nearly all of the words are sure enough. */
  readonly isLegible: boolean;
}

/** One line of Tesseract's `tsv`: which page, block, paragraph and line a word is of, and where it stands, from the upper left corner. */
interface Word {
  readonly text: string;
  readonly line: string;
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 0 to 100. */
  readonly confidence: number;
}

/** Below this, what stands there is a stain, a logo or a stroke of a pen as often as a word. */
const LEAST_CONFIDENCE = 30;
const SURE = 60;
const LEAST_SURE_SHARE = 0.7;
const FEW_WORDS = 3;
/** A line of type is higher than the ink of its letters. */
const TYPE_SIZE = 1.6;
const LEVEL_OF_WORDS = '5';

/**
 * The text of a picture. Words of one height are put on one line, whatever block the engine has found them in: it takes the columns of a
 * form or a table for columns of a newspaper, and a value would be parted from its name.
 */
export function recognisedText(tsv: string): RecognisedText {
  const words = tsv.split('\n').flatMap(readWord);
  const kept = words.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
  const sure = words.filter(({ confidence }) => confidence >= SURE);
  const pages = groupBy(kept, ({ page }) => page).map((page) => pageText(runsOf(page), []));
  const isLegible = words.length < FEW_WORDS || sure.length >= words.length * LEAST_SURE_SHARE;
  return { text: pages.join('\n\n'), isLegible };
}

function readWord(row: string): readonly Word[] {
  const fields = row.replace(/\r$/, '').split('\t');
  const [level, page, block, paragraph, line, , left, top, width, height, confidence, text = ''] = fields;
  const numbers = [page, left, top, width, height, confidence].map(Number);
  if (level !== LEVEL_OF_WORDS || text.trim() === '' || numbers.some((one) => !Number.isFinite(one)))
    return [];
  return [
    {
      text: text.trim(),
      line: `${page} ${block} ${paragraph} ${line}`,
      page: Number(page),
      left: Number(left),
      top: Number(top),
      width: Number(width),
      height: Number(height),
      confidence: Number(confidence),
    },
  ];
}

/** In the order in which they are read, as runs of a page whose corner is the lower left one. */
function runsOf(words: readonly Word[]): readonly unknown[] {
  const lines = groupBy(upright(words), ({ line }) => line);
  return rowsOf(lines).flatMap((row) =>
    row.map(({ text, left, width, middle, height }) => ({
      str: text,
      transform: [1, 0, 0, 1, left, -middle],
      width,
      height: height * TYPE_SIZE,
      hasEOL: false,
    })),
  );
}

/** A page that lies on its side is read with it: the engine gives places as they are in the picture. */
function upright(words: readonly Word[]): readonly Word[] {
  const long = words.filter(({ text }) => text.length >= FEW_WORDS);
  const lying = long.filter(({ width, height }) => height > width);
  if (lying.length * 2 <= long.length) return words;
  const isDownwards = countDownwards(words) >= 0;
  return words.map((word) => ({
    ...word,
    left: isDownwards ? word.top : -word.top - word.height,
    top: isDownwards ? -word.left - word.width : word.left,
    width: word.height,
    height: word.width,
  }));
}

function countDownwards(words: readonly Word[]): number {
  return groupBy(words, ({ line }) => line).reduce((sum, line) => {
    const [first, last] = [line[0], line.at(-1)];
    return first === undefined || last === undefined ? sum : sum + Math.sign(last.top - first.top);
  }, 0);
}

interface PlacedWord extends Word {
  /** Of the row that it stands in. */
  readonly middle: number;
}

/** Lines whose middles are less than half a line apart are one row, from the left to the right. */
function rowsOf(lines: readonly (readonly Word[])[]): readonly (readonly PlacedWord[])[] {
  const placed = lines
    .map((line) => ({ line, middle: middleOf(line), height: Math.max(...line.map(({ height }) => height)) }))
    .sort((left, right) => left.middle - right.middle);
  const rows: PlacedWord[][] = [];
  let last: { readonly middle: number; readonly height: number } | null = null;
  for (const { line, middle, height } of placed) {
    if (last === null || middle - last.middle > Math.min(height, last.height) / 2) {
      rows.push([]);
      last = { middle, height };
    }
    const row = last;
    rows.at(-1)?.push(...line.map((word) => ({ ...word, middle: row.middle, height: row.height })));
  }
  return rows.map((row) => row.sort((left, right) => left.left - right.left));
}

function middleOf(line: readonly Word[]): number {
  return line.reduce((sum, { top, height }) => sum + top + height / 2, 0) / line.length;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | number): readonly (readonly T[])[] {
  const groups = new Map<string | number, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
