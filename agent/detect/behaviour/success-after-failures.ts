import type { AccessEvent } from '../../model/access-event.js';
import { MFA_DENIED, WRONG_PASSWORD } from '../../model/account-habit.js';
import type { Finding } from '../../model/finding.js';
import { shift } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeSpan, describeVisitor } from './describe.js';
import { countOf, makeFinding } from './make-finding.js';
import { type AccountView, hasNewNetwork, type SessionView } from './session-view.js';

/**
 * A sign-in that succeeded after the second factor was denied again and again. The denials alone prove nothing, and the owner who
 * mislaid a phone does this too, from a place that is known.
 */
export function detectSuccessAfterDenials(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('success-after-mfa-denials', account.tuning);
  const denials = failuresOf(account, MFA_DENIED);
  if (denials.length < parameters.denials) return [];
  return account.sessions.flatMap((view) => {
    const success = view.isOwn ? view.signIns[0] : undefined;
    if (success === undefined) return [];
    const before = within(denials, success, parameters.within);
    if (before.length < parameters.denials) return [];
    return makeFinding({
      name: 'success-after-mfa-denials',
      account,
      points: hasNewNetwork(view) ? points : points * parameters.knownNetworkShare,
      text: `${countOf(before.length, 'denied prompt')} within ${describeSpan(parameters.within)}, then a success by ${describeVisitor(view)}.`,
      events: [success, ...before],
      sessions: [view.session.key],
    }).map((finding) => inOrder(finding, [...before, success]));
  });
}

/** A sign-in from a new network after wrong passwords from networks that the account never used. */
export function detectSuccessAfterGuesses(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('success-after-guesses', account.tuning);
  const wrong = failuresOf(account, WRONG_PASSWORD);
  if (wrong.length < parameters.guesses) return [];
  const usedSince = firstUseOfPrefixes(account);
  const guesses = wrong.filter((event) => {
    const since = usedSince.get(event.network.prefix ?? '');
    return since === undefined || since > event.at;
  });
  return account.sessions.flatMap((view) => {
    const success = view.isOwn ? view.signIns[0] : undefined;
    if (success === undefined || !hasNewNetwork(view) || view.client?.isKnownDevice === true) return [];
    const before = within(guesses, success, parameters.within);
    if (before.length < parameters.guesses) return [];
    return makeFinding({
      name: 'success-after-guesses',
      account,
      points,
      text: `${countOf(before.length, 'wrong password')} from networks foreign to this account within ${describeSpan(parameters.within)}, then a success by ${describeVisitor(view)}.`,
      events: [success, ...before],
      sessions: [view.session.key],
    }).map((finding) => inOrder(finding, [...before, success]));
  });
}

/** For how long a denied prompt makes a success suspect, which must then not wait to be scored. */
export function denialWindowMs(tuning: Tuning): number {
  return settingsOf('success-after-mfa-denials', tuning).parameters.within;
}

/** The success is the anchor of the id; shown are the events oldest first, the success always among them. */
function inOrder(finding: Finding, events: readonly AccessEvent[]): Finding {
  const MAX_SHOWN = 50;
  const shown = events.slice(-MAX_SHOWN);
  const [first, last] = [shown[0]?.at ?? finding.firstAt, shown.at(-1)?.at ?? finding.lastAt];
  return { ...finding, events: shown.map((event) => event.id), firstAt: first, lastAt: last };
}

function failuresOf(account: AccountView, code: string): readonly AccessEvent[] {
  return account.events.filter(
    (event) =>
      event.kind === 'sign-in' && event.outcome === 'failure' && event.authentication?.errorCode === code,
  );
}

function within(sorted: readonly AccessEvent[], success: AccessEvent, ms: number): readonly AccessEvent[] {
  const from = shift(success.at, -ms);
  return sorted.slice(countBefore(sorted, from), countBefore(sorted, success.at));
}

function countBefore(sorted: readonly AccessEvent[], at: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When the account first succeeded from each prefix. */
function firstUseOfPrefixes(account: AccountView): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const views: readonly SessionView[] = account.sessions.filter((view) => view.isOwn && !view.isDisowned);
  for (const event of views.flatMap((view) => view.events)) {
    const { prefix } = event.network;
    if (prefix === null || event.outcome !== 'success') continue;
    const known = first.get(prefix);
    if (known === undefined || event.at < known) first.set(prefix, event.at);
  }
  return first;
}
