import type { ActionKind, ResponseMode } from './action.js';
import type { Instant } from './time.js';

/** What an account is, where it matters for what may be done to it. One account can be several. */
export const TARGET_CLASSES = [
  'user',
  'shared',
  'service',
  'guest',
  'synced',
  'privileged',
  'protected',
] as const;

export type TargetClass = (typeof TARGET_CLASSES)[number];

/** `soft`: costs its owner one sign-in, or nothing. `hard`: costs hours, and takes more evidence. */
export type ResponseTier = 'soft' | 'hard';

/** One step, as it is shown before it is done. */
export interface PlanStep {
  readonly kind: ActionKind;
  /**
   * Which thing of the account: the event that made a rule, the id of an application, the time at which a sign-in method was
   * added. Null where an account has but one.
   */
  readonly object: string | null;
  readonly tier: ResponseTier;
  /** By whose word it is done, after `response.mode` and `response.actions`. */
  readonly mode: ResponseMode;
  /** Ids of the events that it rests on, oldest first. */
  readonly evidence: readonly string[];
  readonly because: string;
  /** The application permission that it takes. */
  readonly permission: string;
  readonly precondition: string;
  /** How it is taken back, or that it cannot be. */
  readonly undo: string;
  readonly verification: string;
}

/** What the API cannot do, for a person. */
export interface ManualStep {
  readonly because: string;
  /** To be pasted as it is; null where there is no command for it. */
  readonly command: string | null;
  /** Where the command is run, or what is to be done in words. */
  readonly where: string;
  readonly evidence: readonly string[];
}

export interface ResponsePlan {
  readonly target: readonly TargetClass[];
  /** In the order in which they are to be done. */
  readonly steps: readonly PlanStep[];
  readonly byHand: readonly ManualStep[];
}

/**
 * Whether the intruder is out. `waiting`: sessions were ended, and it is too early to say. `cannot-tell` gives the reason, which
 * is never "nothing was seen".
 */
export type StandingVerdict = 'not-begun' | 'waiting' | 'proven-out' | 'still-in' | 'cannot-tell';

export interface Standing {
  readonly verdict: StandingVerdict;
  /** In words, without times and without names. */
  readonly reason: string;
  /** When the last revocation was accepted. */
  readonly revokedAt: Instant | null;
  /** The provider's own record of it. */
  readonly auditSeenAt: Instant | null;
  /** First refusal of an old session by the provider. */
  readonly biteSeenAt: Instant | null;
  /** Last act held to be the intruder's after the revocation. */
  readonly lastSeenAt: Instant | null;
  /** From then on it can be told. */
  readonly judgeAt: Instant | null;
  readonly provenOutAt: Instant | null;
  /** From the opening of the incident. */
  readonly timeToProvenOutMs: number | null;
}

/** What is planned and what came of it, for one incident. */
export interface ContainmentState {
  readonly incident: string;
  readonly plan: ResponsePlan;
  readonly standing: Standing;
  /** Until then the account is watched with lowered thresholds; null before a revocation took. */
  readonly watchUntil: Instant | null;
  /** How the watch ended; null while it goes on. */
  readonly watchStatement: string | null;
}

/** Before anything was done. */
export const NOT_BEGUN: Standing = {
  verdict: 'not-begun',
  reason: 'no session was ended yet',
  revokedAt: null,
  auditSeenAt: null,
  biteSeenAt: null,
  lastSeenAt: null,
  judgeAt: null,
  provenOutAt: null,
  timeToProvenOutMs: null,
};

/** Why nobody can say yet whether the intruder is out. */
export const TOO_EARLY = 'too early to say: tokens that were issued before can live on until then';
