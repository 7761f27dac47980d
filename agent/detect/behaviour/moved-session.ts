import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { toMs } from '../../model/time.js';
import { type BehaviourSettings, settingsOf } from './declaration/settings-of.js';
import { describeNetwork, describeVisitor } from './describe.js';
import { makeFinding } from './make-finding.js';
import { weighContext } from './novelty.js';
import { type AccountView, hasNewNetwork, hasRentedNetwork, type SessionView } from './session-view.js';

/** A part of a session that is somewhere else than the rest, and how much that speaks of a stolen token. */
export interface MovedPart {
  readonly view: SessionView;
  readonly home: SessionView;
  readonly reason: 'client' | 'unregistered' | 'both-at-once' | 'unbound';
  /** Share of the behaviour's points. */
  readonly share: number;
}

const WORDS = {
  client: 'with another client',
  unregistered: 'without the registered device that it began on',
  'both-at-once': 'while the rest of the session went on at the old place',
  unbound: 'with a token that is bound to no device',
} as const;

/** One session id in two networks: a token or cookie that is used by somebody else. */
export function detectMovedSession(account: AccountView): readonly Finding[] {
  const { points } = settingsOf('moved-session', account.tuning);
  return findMovedParts(account).flatMap(({ view, home, reason, share }) => {
    const from = home.network === null ? 'an unnamed network' : describeNetwork(home.network);
    return makeFinding({
      name: 'moved-session',
      account,
      points: weighContext(points * share, view.historyDays, account.tuning),
      text: `A session of ${from} was also used by ${describeVisitor(view)}, ${WORDS[reason]}.`,
      events: view.events.filter((event) => event.outcome !== 'failure'),
      sessions: [view.session.key],
    });
  });
}

/** Parts of one provider session in a network that is new to the account, where something else does not fit either. */
export function findMovedParts(account: AccountView): readonly MovedPart[] {
  const { parameters } = settingsOf('moved-session', account.tuning);
  const roots = new Map<string, SessionView[]>();
  for (const view of account.sessions) {
    if (!view.isOwn) continue;
    const parts = roots.get(view.session.root);
    if (parts === undefined) roots.set(view.session.root, [view]);
    else parts.push(view);
  }
  return [...roots.values()].flatMap((parts) => {
    const home = parts.find((view) => view.network?.isKnown === true) ?? parts[0];
    if (home === undefined) return [];
    return parts.flatMap((view) => judgePart(view, home, parameters));
  });
}

type Parameters = BehaviourSettings<'moved-session'>['parameters'];

function judgePart(view: SessionView, home: SessionView, parameters: Parameters): readonly MovedPart[] {
  if (view === home || !hasNewNetwork(view) || !canCompare(view, home)) return [];
  const reason = reasonOf(view, home, parameters.atOnce);
  if (reason === null) return [];
  const shares = {
    client: 1,
    unregistered: parameters.unregisteredShare,
    'both-at-once': parameters.atOnceShare,
    unbound: parameters.unboundShare,
  };
  return [{ view, home, reason, share: shares[reason] }];
}

function reasonOf(view: SessionView, home: SessionView, atOnceMs: number): MovedPart['reason'] | null {
  if (hasOtherClient(view, home)) return 'client';
  if (hasLostDevice(view, home)) return 'unregistered';
  if (isOnMobile(home) || isOnMobile(view)) return null;
  const isDoubtful = view.signIns.length === 0 || hasRentedNetwork(view);
  if (isDoubtful && isAtOnce(view, home, atOnceMs)) return 'both-at-once';
  // The device's id is in a stolen token too; it vouches for the owner only where nothing else is odd.
  if (view.client?.isKnownDevice === true) return null;
  const isBound = view.events.some((event) => event.session.isBound === true);
  const isFar = hasRentedNetwork(view) || view.network?.novelty === 'country';
  return isFar && !isBound ? 'unbound' : null;
}

/** An IPv4 and an IPv6 network of one line cannot be told apart from two lines unless the provider is known. */
function canCompare(view: SessionView, home: SessionView): boolean {
  const [left, right] = [view.network, home.network];
  if (left === null || right === null) return false;
  if (left.asn !== null && right.asn !== null) return left.asn !== right.asn;
  if (left.country !== null && right.country !== null && left.country !== right.country) return true;
  return left.prefix.includes(':') === right.prefix.includes(':');
}

/** Sign-ins are compared with sign-ins: the mail log names programs in other words. */
function hasOtherClient(view: SessionView, home: SessionView): boolean {
  const os = (one: SessionView): string | null => one.client?.os ?? null;
  if (os(view) !== null && os(home) !== null && os(view) !== os(home)) return true;
  if (view.signIns.length === 0 || home.signIns.length === 0) return false;
  const [left, right] = [view.client?.family ?? null, home.client?.family ?? null];
  return left !== null && right !== null && left !== right && view.client?.isKnown === false;
}

/**
 * It signed in on a registered device at home and on none here, though the account never used this kind of client without one:
 * a device proves itself to Entra with a key of its own ("Primary Refresh Token", Microsoft Entra), which no cookie carries.
 */
function hasLostDevice(view: SessionView, home: SessionView): boolean {
  return view.client?.novelty === 'unregistered' && home.signIns.some(isOnCompanyDevice);
}

function isOnCompanyDevice({ client }: AccessEvent): boolean {
  return client.deviceId !== null && (client.isManaged === true || client.isCompliant === true);
}

/** Phones go between carrier and wireless networks all the time, within one session. */
function isOnMobile(view: SessionView): boolean {
  return view.network?.class === 'mobile' || view.client?.os === 'ios' || view.client?.os === 'android';
}

/** An act of the old place has one of the new place within minutes before it, and one within minutes after it. */
function isAtOnce(view: SessionView, home: SessionView, atOnceMs: number): boolean {
  const times = view.events.map((event) => toMs(event.at));
  let next = 0;
  return home.events.some((event) => {
    const ms = toMs(event.at);
    while (next < times.length && (times[next] ?? ms) <= ms) next += 1;
    const before = times[next - 1];
    const after = times[next];
    return before !== undefined && after !== undefined && ms - before <= atOnceMs && after - ms <= atOnceMs;
  });
}
