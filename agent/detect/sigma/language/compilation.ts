import type { Issues } from './issues.js';
import type { PlaceholderLists } from './placeholders.js';

/** What the compilation of one document needs beside its text. */
export interface Compilation {
  readonly issues: Issues;
  /** What `|expand` puts in the place of placeholders. */
  readonly placeholders: PlaceholderLists;
}
