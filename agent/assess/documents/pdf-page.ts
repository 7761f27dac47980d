import { TextBuffer } from './text-buffer.js';

/** What pdf.js gives of a run of text; marked content has none of these. */
interface TextRun {
  readonly str: string;
  /** The last two are its place: to the right, and up. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

interface Note {
  readonly fieldName?: unknown;
  readonly alternativeText?: unknown;
  readonly fieldValue?: unknown;
  readonly contentsObj?: { readonly str?: unknown };
}

/** Gaps as parts of the height of the letters. */
const WORD_GAP = 0.15;
const COLUMN_GAP = 1.5;
const PARAGRAPH_GAP = 1.8;

/**
 * The text of one page. Runs are joined by where they stand, not by the spaces between them, which many programs leave
 * out: wide gaps become two blanks, so that columns are told, and wide leading a new paragraph.
 */
export function pageText(items: readonly unknown[], notes: readonly unknown[]): string {
  const buffer = new TextBuffer();
  let last: TextRun | null = null;
  for (const item of items) {
    const run = item as TextRun;
    if (typeof run.str !== 'string' || !Array.isArray(run.transform)) continue;
    if (run.str.trim() !== '') {
      if (last !== null) buffer.append(gap(last, run, buffer));
      buffer.append(run.str);
      last = run;
    }
  }
  buffer.breakLine(true);
  for (const note of notes) buffer.append(noteText(note as Note));
  return buffer.toString();
}

function gap(last: TextRun, run: TextRun, buffer: TextBuffer): string {
  const height = Math.max(last.height, run.height, 1);
  const down = Math.abs((last.transform[5] ?? 0) - (run.transform[5] ?? 0));
  if (down > height * PARAGRAPH_GAP) return '\n\n';
  if (down > height * 0.5) return '\n';
  const right = (run.transform[4] ?? 0) - (last.transform[4] ?? 0) - last.width;
  if (right > height * COLUMN_GAP || right < -height * COLUMN_GAP) return '   ';
  return right > height * WORD_GAP && !buffer.endsInBlank() ? ' ' : '';
}

/** A filled field behind its name, or the text of a comment. */
function noteText({ fieldName, alternativeText, fieldValue, contentsObj }: Note): string {
  const value = Array.isArray(fieldValue) ? fieldValue.join(' ') : fieldValue;
  const comment = contentsObj?.str;
  if (typeof value === 'string' && value !== '' && value !== 'Off') {
    const name = [alternativeText, fieldName].find((one) => typeof one === 'string' && one !== '');
    return `${typeof name === 'string' ? name.slice(0, 80) : 'field'}: ${value}\n`;
  }
  return typeof comment === 'string' && comment !== '' ? `${comment}\n\n` : '';
}
