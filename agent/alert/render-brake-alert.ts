import type { Action } from '../model/action.js';
import type { Alert } from '../model/alert.js';
import type { BrakeTrip } from '../model/brake.js';
import { deriveId } from '../model/ids.js';
import type { Instant } from '../model/time.js';
import { renderSystemFinding } from './render-system-finding.js';

/** A brake that was pulled, and what it holds back so far. */
export interface BrakeAlertInput {
  readonly trip: BrakeTrip;
  readonly held: readonly Action[];
  readonly now: Instant;
  readonly productVersion: string;
}

/** So many are named; the command names them all. */
const NAMED = 20;
const NEXT =
  'Look at what is held (`mailwarden actions list`). If the accounts are in other hands, let it go (`actions resume --all`); if a rule or the provider errs, drop it (`actions drop --all`) and correct the rule.';

/** Renders a brake trip, once for each; the finding is about the agent itself and belongs to no incident. */
export function renderBrakeAlert({ trip, held, now, productVersion }: BrakeAlertInput): Alert {
  const accounts = [...new Set(held.map(({ target }) => target.upn ?? target.id ?? 'unknown'))].sort();
  return renderSystemFinding({
    id: deriveId('alert', 'system', trip.id),
    uid: trip.id,
    name: 'brake',
    title: `The brake is on: ${counted(held.length)} held back, ${becauseOf(trip)}.`,
    severity: 'high',
    hasEnded: false,
    next: NEXT,
    type: 'Response Brake',
    since: trip.at,
    facts: {
      trouble: 'brake',
      cause: trip.cause,
      held: held.length,
      accounts: accounts.slice(0, NAMED),
      moreAccounts: Math.max(0, accounts.length - NAMED),
      incidents: [...new Set(held.map((one) => one.incident))].sort().slice(0, NAMED),
    },
    now,
    productVersion,
  });
}

function counted(actions: number): string {
  return actions === 1 ? '1 action is' : `${actions} actions are`;
}

function becauseOf({ cause, accounts }: BrakeTrip): string {
  if (cause === 'budget') return `since ${accounts} accounts were acted on and the budget is used up`;
  const what =
    cause === 'provider' ? "the provider's risk signals" : `the rule ${cause.replace('rule:', '')}`;
  return `since ${accounts} accounts rest on ${what} and no common intruder explains it`;
}
