import type { Passage } from '../../model/document-text.js';

export type { DocumentText, Origin, Passage } from '../../model/document-text.js';

/** Limits that hold one document within memory and time. */
export interface DocumentLimits {
  /** An attachment beyond it is not read. */
  readonly attachmentBytes: number;
  /** All parts of an archive together, inflated. */
  readonly inflatedBytes: number;
  /** Characters of running text or markup. */
  readonly textLength: number;
  readonly rows: number;
  readonly cells: number;
  /** Parts of a mail, and mails within mails. */
  readonly mailParts: number;
  readonly mailDepth: number;
  /** Archives within archives; mails and embedded files count as one each. */
  readonly archiveDepth: number;
  /** Files of an archive, or embedded in a document. */
  readonly archiveFiles: number;
  /** How much larger than itself an archive may become; small ones may reach 10 MB. */
  readonly inflationRatio: number;
  readonly pages: number;
  /** Characters of all passages of one document together. */
  readonly passagesLength: number;
}

export const DEFAULT_LIMITS: DocumentLimits = {
  attachmentBytes: 25_000_000,
  inflatedBytes: 200_000_000,
  textLength: 5_000_000,
  rows: 100_000,
  cells: 1_000_000,
  mailParts: 200,
  mailDepth: 8,
  archiveDepth: 5,
  archiveFiles: 1_000,
  inflationRatio: 200,
  pages: 2_000,
  passagesLength: 20_000_000,
};

/** A passage of running text that begins at `at` in its document. */
export function textPassage(text: string, at = 0): Passage {
  const origins = [{ start: 0, length: text.length, at, column: -1 }];
  return { kind: 'text', text, origins, table: -1, row: -1, headings: [] };
}

/** A stretch of a text; end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with sorted, separate spans replaced by blanks; line ends stay, so that positions and paragraphs do. */
export function blankSpans(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(from, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
