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
  /** Read off a picture: letters and digits may be others than those that stand there. */
  readonly isRecognised?: true;
}

/** What could be had of a body or an attachment. `reasons` names what could not, never the file or what is in it. */
export interface DocumentText {
  readonly passages: readonly Passage[];
  readonly reasons: readonly string[];
}

/** The writing in one picture: its words with their places, as lines of tab-separated fields under a heading; or why there is none. */
export type PictureText = { readonly words: string } | { readonly reason: string };

/** Reads the writing in pictures, by an engine that runs on this machine. */
export interface PictureReader {
  /** `picture` must be of a kind that `pictureKindOf` knows. Never rejects. */
  read(picture: Uint8Array): Promise<PictureText>;
}
