/** A stretch of a passage that stands in the document's text; what lies outside (a column's heading) is context only. */
export interface Origin {
  /** Position in the passage. */
  readonly start: number;
  readonly length: number;
  /** Position in the document's text. */
  readonly at: number;
  /** Column of the cell, 0-based; -1 in running text. */
  readonly column: number;
}

/** What is classified at once: a running text, or one row of a table with its headings before each cell. */
export interface Passage {
  readonly kind: 'text' | 'row';
  readonly text: string;
  /** Sorted by `start`. */
  readonly origins: readonly Origin[];
  /** Number of the table in the document, a form being text with one; -1 for the running text itself. */
  readonly table: number;
  readonly row: number;
  /** The heading of each column as words, for rows. */
  readonly headings: readonly string[];
}

/** What could be had of a body or an attachment. `reasons` names what could not. */
export interface DocumentText {
  readonly passages: readonly Passage[];
  readonly reasons: readonly string[];
}

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
}

export const DEFAULT_LIMITS: DocumentLimits = {
  attachmentBytes: 25_000_000,
  inflatedBytes: 200_000_000,
  textLength: 5_000_000,
  rows: 100_000,
  cells: 1_000_000,
  mailParts: 200,
  mailDepth: 8,
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
