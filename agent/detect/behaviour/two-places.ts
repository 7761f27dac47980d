import type { AccessEvent, AccessEventKind } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { toMs } from '../../model/time.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeNetwork, describeSpan, describeVisitor } from './describe.js';
import { makeFinding } from './make-finding.js';
import type { NetworkJudgement } from './network-judge.js';
import { weighContext } from './novelty.js';
import { type AccountView, hasNewClient, isLastingChange, type SessionView } from './session-view.js';

/**
 * Two live sessions that cannot be one person: acts by hand in two countries at one time, in a known place and in a country that
 * the account never used, with a client that it never used. What tells nothing of where a person is, is left out: carriers, which
 * lead a phone's traffic home from abroad, and networks that stand for others. At one time: within which nobody gets from one country
 * to another and to a keyboard there.
 */
export function detectTwoPlaces(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('two-places-at-once', account.tuning);
  const foreign = account.sessions.filter(isForeign);
  if (foreign.length === 0) return [];
  const homes = account.sessions.filter(isAtHome).map((view) => ({ view, acts: handsOf(view) }));
  return foreign.flatMap((view) => {
    const acts = handsOf(view);
    const met = homes.flatMap((home) => {
      if (home.view.network?.country === view.network?.country) return [];
      const pair = firstPair(acts, home.acts, parameters.within);
      return pair === null ? [] : [{ home: home.view, pair }];
    })[0];
    if (met === undefined) return [];
    const { home, pair } = met;
    const where = home.network === null ? 'a known network' : describeNetwork(home.network);
    return makeFinding({
      name: 'two-places-at-once',
      account,
      points: weighContext(points, view.historyDays, account.tuning),
      text: `${describeVisitor(view)} was at work within ${describeSpan(parameters.within)} of an act by hand from ${where}: that is no one person.`,
      events: [...pair].sort((left, right) => (left.at < right.at ? -1 : 1)),
      sessions: [view.session.key],
    });
  });
}

function isForeign(view: SessionView): boolean {
  return view.isOwn && tellsPlace(view) && view.network?.novelty === 'country' && hasNewClient(view);
}

function isAtHome(view: SessionView): boolean {
  return view.isOwn && !view.isDisowned && tellsPlace(view) && view.network?.isKnown === true;
}

function tellsPlace({ network, client }: SessionView): boolean {
  const isPhone = client?.os === 'ios' || client?.os === 'android';
  return network !== null && isPlace(network) && !isPhone;
}

function isPlace({ country, class: use, isTrusted }: NetworkJudgement): boolean {
  return country !== null && use === null && !isTrusted;
}

/** Kinds that programs do not do by themselves while their owner is away. */
const BY_HAND = new Set<AccessEventKind>(['mail-send', 'mail-search']);

function handsOf(view: SessionView): readonly AccessEvent[] {
  return view.events.filter((event) => event.outcome === 'success' && isByHand(event));
}

function isByHand(event: AccessEvent): boolean {
  const { kind, authentication, client } = event;
  if (kind === 'sign-in') return authentication?.isInteractive === true;
  if (kind === 'mail-read') return client.family === 'owa';
  return BY_HAND.has(kind) || isLastingChange(event);
}

/** The first two acts, one of each, that are close together; both lists oldest first. */
function firstPair(
  left: readonly AccessEvent[],
  right: readonly AccessEvent[],
  togetherMs: number,
): readonly [AccessEvent, AccessEvent] | null {
  let start = 0;
  for (const one of left) {
    const ms = toMs(one.at);
    while (toMs(right[start]?.at ?? one.at) < ms - togetherMs) start += 1;
    const other = right[start];
    if (other !== undefined && toMs(other.at) <= ms + togetherMs) return [one, other];
  }
  return null;
}
