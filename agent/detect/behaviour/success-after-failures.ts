import type { AccessEvent } from '../../model/access-event.js';
import { MFA_DENIED, WRONG_PASSWORD } from '../../model/account-habit.js';
import type { Finding } from '../../model/finding.js';
import { HOUR_MS, shift } from '../../model/time.js';
import { describeVisitor } from './describe.js';
import { countOf, makeFinding, pointsOf } from './make-finding.js';
import { type AccountView, hasNewNetwork, type SessionView } from './session-view.js';

const DENIALS_WITHIN_MS = HOUR_MS;
const MIN_DENIALS = 3;
/** A spray against one account is slow: a guess or two a day. */
const GUESSES_WITHIN_MS = 72 * HOUR_MS;
const MIN_GUESSES = 2;
/** The owner who mislaid a phone does this too, from a place and a device that are known. */
const KNOWN_PLACE_SHARE = 0.4;

/** A sign-in that succeeded after the second factor was denied again and again. The denials alone prove nothing. */
export function detectSuccessAfterDenials(account: AccountView): readonly Finding[] {
  const points = pointsOf('success-after-mfa-denials', account.tuning);
  const denials = failuresOf(account, MFA_DENIED);
  return account.sessions.flatMap((view) => {
    const success = view.isOwn ? view.signIns[0] : undefined;
    if (success === undefined) return [];
    const before = within(denials, success, DENIALS_WITHIN_MS);
    if (before.length < MIN_DENIALS) return [];
    return makeFinding({
      name: 'success-after-mfa-denials',
      title: 'Sign-in after many denied prompts',
      subject: account.subject,
      family: 'authentication',
      points: hasNewNetwork(view) ? points : points * KNOWN_PLACE_SHARE,
      text: `${countOf(before.length, 'denied prompt')} within an hour, then a success by ${describeVisitor(view)}.`,
      events: [success, ...before],
      techniques: ['T1621'],
      sessions: [view.session.key],
    }).map((finding) => inOrder(finding, [...before, success]));
  });
}

/** A sign-in from a new network after wrong passwords from networks that the account never used. */
export function detectSuccessAfterGuesses(account: AccountView): readonly Finding[] {
  const points = pointsOf('success-after-guesses', account.tuning);
  const usedSince = firstUseOfPrefixes(account);
  const guesses = failuresOf(account, WRONG_PASSWORD).filter((event) => {
    const since = usedSince.get(event.network.prefix ?? '');
    return since === undefined || since > event.at;
  });
  return account.sessions.flatMap((view) => {
    const success = view.isOwn ? view.signIns[0] : undefined;
    if (success === undefined || !hasNewNetwork(view) || view.client?.isKnownDevice === true) return [];
    const before = within(guesses, success, GUESSES_WITHIN_MS);
    if (before.length < MIN_GUESSES) return [];
    return makeFinding({
      name: 'success-after-guesses',
      title: 'Sign-in after guessed passwords',
      subject: account.subject,
      family: 'authentication',
      points,
      text: `${countOf(before.length, 'wrong password')} from networks foreign to this account within three days, then a success by ${describeVisitor(view)}.`,
      events: [success, ...before],
      techniques: ['T1110.003'],
      sessions: [view.session.key],
    }).map((finding) => inOrder(finding, [...before, success]));
  });
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
  const views: readonly SessionView[] = account.sessions.filter((view) => view.isOwn);
  for (const event of views.flatMap((view) => view.events)) {
    const { prefix } = event.network;
    if (prefix === null || event.outcome !== 'success') continue;
    const known = first.get(prefix);
    if (known === undefined || event.at < known) first.set(prefix, event.at);
  }
  return first;
}
