import type { DataClass, NoticeGroup, Proof } from './exposure.js';
import type { Instant } from './time.js';

/**
 * From when a period runs: `opened`, the case was opened, so that the company could know of a breach; `determined`, an
 * examination first found customer data.
 */
export const CLOCK_STARTS = ['opened', 'determined'] as const;
export type ClockStart = (typeof CLOCK_STARTS)[number];

/** Data of one customer that calls for notice. */
export interface NoticeTrigger {
  readonly id: string;
  readonly text: string;
  /** All of these, each met by any class of its list. */
  readonly all: readonly (readonly DataClass[])[];
  /** Classes that may lie elsewhere, such as the name: where only these are missing, the answer is unknown, not no. */
  readonly linking: readonly DataClass[];
}

export const NOTICE_PARTIES = ['customers', 'authority', 'others'] as const;

/** How long after the start; exactly one of the three. */
export interface NoticePeriod {
  readonly unit: 'hours' | 'days' | 'business-days';
  readonly count: number;
}

/** Somebody who must be told. */
export interface NoticeDuty {
  readonly whom: (typeof NOTICE_PARTIES)[number];
  /** Their names and what is said of the manner, in one sentence. */
  readonly text: string;
  /** Null: without unreasonable delay, no figure. */
  readonly due: NoticePeriod | null;
  readonly from: ClockStart;
  /** Only when more customers than this are affected. */
  readonly moreThan: number;
  /** Which triggers count; null for all of the regime. */
  readonly triggers: readonly string[] | null;
}

/** One law that may oblige to notice. Data, not advice: every answer ends with `counsel`. */
export interface NoticeRegime {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  /** Applies to residents of the jurisdiction only, and mail does not say where a customer lives. */
  readonly isForResidents: boolean;
  readonly triggers: readonly NoticeTrigger[];
  /** Proof levels that count as access. */
  readonly proofs: readonly Proof[];
  readonly duties: readonly NoticeDuty[];
  /** As of when the rule was read, and what of it is in doubt. */
  readonly state: string;
  readonly sources: readonly string[];
  /** What counsel must confirm. */
  readonly counsel: string;
}

/** What a regime says of a set of exposures. */
export interface NoticeJudgement {
  readonly regime: NoticeRegime;
  readonly verdict: 'yes' | 'no' | 'unknown';
  /** One sentence. */
  readonly why: string;
  /** Customers who call for notice, by the company's own two groups. */
  readonly customers: Readonly<Record<NoticeGroup, number>>;
  /** Customers of whom only a linking element was not found. */
  readonly possible: number;
  readonly triggers: readonly { readonly id: string; readonly customers: number }[];
  readonly duties: readonly NoticeDutyJudgement[];
}

export interface NoticeDutyJudgement {
  readonly duty: NoticeDuty;
  readonly verdict: 'yes' | 'no' | 'unknown';
  readonly customers: number;
  /** Null while the clock has not started. */
  readonly startsAt: Instant | null;
  /** Null without a start or without a figure. */
  readonly dueAt: Instant | null;
}
