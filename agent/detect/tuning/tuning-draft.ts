import type { InputIssue } from '../../model/errors.js';
import type { Instant } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import type { TuningReader } from './tuning-reader.js';

/** Tuning while files are read over it. */
export type TuningDraft = { -readonly [K in keyof Tuning]: Tuning[K] };

/** The end of an entry, and who answers for it. */
export interface TuningTerm {
  readonly owner: string;
  /** The last day on which it holds, as written. */
  readonly until: string;
  /** The first instant at which it no longer holds. */
  readonly endsAt: Instant;
  /** What it is the end of goes on holding: it is only to be looked at again. */
  readonly isReview?: true;
  /** An issue that names the place of the end. */
  readonly issueAt: (message: string) => InputIssue;
}

/** What the readers of the parts of a tuning document share. */
export interface TuningContext {
  readonly reader: TuningReader;
  readonly draft: TuningDraft;
  /** Every end that was read, for the check of what is over. */
  readonly terms: TuningTerm[];
}
