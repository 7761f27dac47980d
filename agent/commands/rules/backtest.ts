import { compareOutcomes, supportedIncidents } from '../../detect/loop/compare-outcomes.js';
import {
  type AccountOutcome,
  joinChanges,
  NO_CHANGE,
  type OutcomeChange,
} from '../../detect/loop/outcome-change.js';
import type { StoreReads, Timeline } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import { withContext } from '../../pipeline/account-context.js';
import { pastLimit } from '../../pipeline/settings.js';
import { correlateHistory } from './correlate-history.js';
import {
  casesOf,
  changedPlans,
  type DryCase,
  type DryTerms,
  type PlanChange,
  type TripChange,
} from './dry-plans.js';
import { type MatchesByEvent, matchFrom, type RulesOnTrial, tryRules } from './try-rules.js';

/** A change to be tried on the stored history. */
export interface BacktestInput {
  readonly tenantId: string;
  readonly since: Instant;
  readonly now: Instant;
  /** How far back an account is judged, as the agent does. */
  readonly pastMs: number;
  /** Null: what the agent itself found stands for the present rules. */
  readonly present: RulesOnTrial | null;
  readonly changed: RulesOnTrial;
  readonly response: Pick<DryTerms, 'policy' | 'protectionOf'>;
  readonly onProgress: (done: number, of: number) => void;
}

export interface Backtest extends OutcomeChange {
  /** For what is contained under the change, where the plan is another than under the present rules. */
  readonly plans: readonly PlanChange[];
  readonly trips: readonly TripChange[];
  readonly since: Instant;
  readonly accounts: number;
  /** Events that were not matched anew, as their records are no longer kept: their stored matches stand. */
  readonly eventsWithoutRecord: number;
  /** Accounts that the agent has read and not scored yet. */
  readonly accountsUnscored: number;
}

/**
 * What the change would have made of every account that did something since then. Account by account: held of all at once
 * is only what correlations saw. */
export async function backtest(reads: StoreReads, input: BacktestInput): Promise<Backtest> {
  const accounts = await reads.accountsSince(input.since);
  const trials = trialsOf(input);
  const correlated = await correlateHistory(trials, reads, matchFrom(input.since));
  let change: OutcomeChange = NO_CHANGE;
  const { present, changed, since, now } = input;
  const tunings = { before: (present ?? changed).tuning, after: changed.tuning };
  const terms = { ...input.response, tunings, since, now };
  const cases: DryCase[] = [];
  let gone = 0;
  for (const [at, account] of accounts.entries()) {
    input.onProgress(at, accounts.length);
    const stored = (await reads.timelines([account], pastLimit(input, now))).get(account);
    if (stored === undefined) continue;
    const incidents = (await reads.incidentsOf([account])).get(account) ?? [];
    const timeline = await withContext(stored, incidents, reads, input.changed.tuning);
    const tried = await tryOn(timeline, trials, correlated, reads, input);
    gone += tried.gone;
    change = joinChanges(change, compareOutcomes(account, tried.before, tried.after, input.since));
    cases.push(...(await casesOf(timeline, tried.before, tried.after, reads, terms)));
  }
  return {
    since: input.since,
    accounts: accounts.length,
    eventsWithoutRecord: gone,
    accountsUnscored: await reads.dirtyCount(),
    ...change,
    ...changedPlans(cases, terms),
  };
}

interface TriedAccount {
  readonly before: AccountOutcome;
  readonly after: AccountOutcome;
  readonly gone: number;
}

const NOTHING: AccountOutcome = { findings: [], incidents: [] };

function trialsOf({ present, changed }: BacktestInput): readonly RulesOnTrial[] {
  return present === null ? [changed] : [changed, present];
}

async function tryOn(
  timeline: Timeline,
  trials: readonly RulesOnTrial[],
  correlated: readonly MatchesByEvent[],
  reads: StoreReads,
  { tenantId, now, since }: BacktestInput,
): Promise<TriedAccount> {
  const context = { tenantId, now, matchFrom: matchFrom(since), correlated };
  const { outcomes, gone } = await tryRules(timeline, trials, reads, context);
  const [after = NOTHING, before = await storedOutcome(timeline.subject, reads)] = outcomes;
  return { before, after, gone };
}

async function storedOutcome(subject: string, reads: StoreReads): Promise<AccountOutcome> {
  const findings = await reads.findingsOf(subject);
  const incidents = (await reads.incidentsOf([subject])).get(subject) ?? [];
  return { findings, incidents: supportedIncidents({ findings, incidents }) };
}
