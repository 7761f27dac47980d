import type { JobContext } from '../../jobs/context.js';
import type { TellingContext } from '../../jobs/tell.js';
import type { ResponseMode } from '../../model/action.js';
import type { StoreTx } from '../../model/store.js';
import { DAY_MS, type Instant } from '../../model/time.js';

/** Under which terms requests about cases are carried out. */
export interface CaseTerms {
  readonly mode: ResponseMode;
  /** How long an approval stands that names no time. */
  readonly approvalMs: number;
  readonly telling: TellingContext;
}

/** The terms of an agent that runs. */
export function caseTermsOf(context: JobContext): CaseTerms {
  return { mode: context.mode, approvalMs: context.policy.approvalMs ?? DAY_MS, telling: context };
}

/** What a request came to. Refused: nothing was changed. */
export interface Answer {
  readonly status: 'done' | 'refused';
  readonly result: string;
}

/** Carries out one request inside the transaction that answers it. */
export type CarryOut = (
  payload: Readonly<Record<string, unknown>>,
  tx: StoreTx,
  terms: CaseTerms,
  now: Instant,
) => Promise<Answer>;

export function refused(result: string): Answer {
  return { status: 'refused', result };
}

/** `1 action`, `3 actions`, and what became of them. */
export function done(count: number, what = ''): Answer {
  return { status: 'done', result: `${count} ${count === 1 ? 'action' : 'actions'}${what}` };
}

/** A text of a request, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
