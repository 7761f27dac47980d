import type { AccessEvent } from '../../model/access-event.js';
import {
  type AccountHabit,
  continuedTrait,
  isDenial,
  shortTrait,
  traitOf,
} from '../../model/account-habit.js';
import type { Finding } from '../../model/finding.js';
import type { Timeline } from '../../model/store.js';
import { DAY_MS, type Instant, laterOf, shift } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { settingsOf } from './declaration/settings-of.js';
import { mailAllowance } from './read-volume.js';
import type { AccountView, SessionView } from './session-view.js';
import { denialWindowMs } from './success-after-failures.js';
import { viewAccount } from './view-account.js';

/** A trait that was not seen for so long is no habit any more. */
const FORGOTTEN_AFTER_MS = 90 * DAY_MS;
/** Some 3 kB; a person has a tenth of it, a mailbox of many delegates more. */
const MAX_TRAITS = 250;
/** Mail without a sign-in is told of once a sign-in of some hours later is there; after three days none is waited for. */
const ORPHAN_WAIT_MS = 3 * DAY_MS;

/** What is familiar of an account by now; `findings` are all that stand against it. `watchedUntil` is left to the caller. */
export function deriveHabit(
  timeline: Timeline,
  findings: readonly Finding[],
  tuning: Tuning,
): Omit<AccountHabit, 'watchedUntil'> {
  const account = viewAccount(timeline, tuning);
  const accused = new Set(
    findings.filter((finding) => finding.points > 0).flatMap((finding) => finding.sessions),
  );
  const isAccused = ({ session }: SessionView): boolean =>
    accused.has(session.key) || accused.has(session.root);
  const signIns = account.sessions.flatMap((view) => view.signIns.at(-1)?.at ?? []);
  const lastSignIn = signIns.reduce(laterOf, '');
  return {
    traits: traitsOf(account, isAccused),
    mailAllowance: mailAllowance(account),
    lastSignIn,
    waryUntil: waryUntil(account, lastSignIn, isAccused),
  };
}

/** The latest first, so that the oldest are left out where there are too many. */
function traitsOf(account: AccountView, isAccused: (view: SessionView) => boolean): readonly string[] {
  const since = sinceOf(account);
  const lastUse = new Map<string, Instant>();
  for (const view of account.sessions) {
    if (view.session.lastAt < since) continue;
    const isSuspect = isAccused(view);
    const traitIn = isSuspect ? traitInSession : createTraitReader();
    for (const event of view.events) {
      if (event.at < since) continue;
      const trait = traitIn(event);
      if (trait !== null && event.at > (lastUse.get(trait) ?? '')) lastUse.set(trait, event.at);
    }
  }
  return [...lastUse]
    .sort(([left, leftAt], [right, rightAt]) => compare(rightAt, leftAt) || compare(left, right))
    .slice(0, MAX_TRAITS)
    .map(([trait]) => shortTrait(trait));
}

function traitInSession(event: AccessEvent): string | null {
  const trait = traitOf(event);
  return trait === null ? null : continuedTrait(trait, event);
}

/** In one session reads, syncs and sign-ins follow each other, over one or two networks. */
const LATELY = 6;

/** Remembers the acts that it met last: writing a trait out is what costs most here. */
function createTraitReader(): (event: AccessEvent) => string | null {
  const lately: { readonly event: AccessEvent; readonly trait: string | null }[] = [];
  return (event) => {
    const known = lately.find((one) => isAlike(one.event, event));
    if (known !== undefined) return known.trait;
    const trait = traitOf(event);
    lately.unshift({ event, trait });
    if (lately.length > LATELY) lately.pop();
    return trait;
  };
}

/** Surely of one trait: stored events share equal parts. */
function isAlike(left: AccessEvent, right: AccessEvent): boolean {
  return (
    left.kind === right.kind &&
    left.outcome === right.outcome &&
    left.actorType === right.actorType &&
    left.user === right.user &&
    left.mailbox === right.mailbox &&
    left.network === right.network &&
    left.client === right.client &&
    left.authentication === right.authentication &&
    left.risk === right.risk &&
    left.mail?.isThrottled === right.mail?.isThrottled
  );
}

function sinceOf({ events }: AccountView): Instant {
  const last = events.at(-1);
  return last === undefined ? '' : shift(last.at, -FORGOTTEN_AFTER_MS);
}

/** After denied prompts, and while a suspect session waits for the sign-in log to go on. */
function waryUntil(
  account: AccountView,
  lastSignIn: Instant,
  isAccused: (view: SessionView) => boolean,
): Instant {
  const { grace } = settingsOf('orphan-session', account.tuning).parameters;
  const denial = account.events.findLast(isDenial);
  const orphans = account.sessions.flatMap((view) => {
    const first = view.mail[0];
    if (!view.isOwn || view.signIns.length > 0 || first === undefined || !isAccused(view)) return [];
    return lastSignIn < shift(first.at, grace) ? [shift(first.at, ORPHAN_WAIT_MS)] : [];
  });
  return orphans.reduce(
    laterOf,
    denial === undefined ? '' : shift(denial.at, denialWindowMs(account.tuning)),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
