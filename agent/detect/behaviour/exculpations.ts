import type { Finding } from '../../model/finding.js';
import type { BehaviourName } from '../tuning/default-tuning.js';
import { describeVisitor } from './describe.js';
import { makeFinding, pointsOf } from './make-finding.js';
import { type AccountView, hasRentedNetwork, type SessionView } from './session-view.js';

interface Exculpation {
  readonly name: Extract<
    BehaviourName,
    'known-device' | 'trusted-network' | 'fresh-mfa-on-known-network' | 'announced-travel'
  >;
  readonly title: string;
  readonly family: Finding['family'];
  readonly words: string;
  /** Share of the behaviour's points, 0 where it does not hold. */
  readonly share: (view: SessionView, account: AccountView) => number;
}

const BOUND_SHARE = 1.3;

const EXCULPATIONS: readonly Exculpation[] = [
  {
    name: 'known-device',
    title: 'Known company device',
    family: 'client',
    words: 'The same managed device was used before',
    share: (view) => {
      if (view.client?.isKnownDevice !== true) return 0;
      return view.events.some((event) => event.session.isBound === true) ? BOUND_SHARE : 1;
    },
  },
  {
    name: 'trusted-network',
    title: 'Trusted network',
    family: 'network',
    words: 'The tenant calls this network trusted',
    share: (view) => (view.network?.isTrusted === true ? 1 : 0),
  },
  {
    name: 'fresh-mfa-on-known-network',
    title: 'Second factor given in a known network',
    family: 'authentication',
    words: 'The second factor was given anew in a network that this account used before',
    share: (view) => {
      const isFresh = view.signIns.some((event) => event.authentication?.mfa === 'fresh');
      return isFresh && view.network?.isKnown === true ? 1 : 0;
    },
  },
  {
    name: 'announced-travel',
    title: 'Announced travel',
    family: 'network',
    words: 'A journey to this country was announced',
    share: (view, account) => (isAnnounced(view, account) ? 1 : 0),
  },
];

/** What speaks for the owner of sessions that something speaks against. */
export function detectExculpations(account: AccountView, accused: ReadonlySet<string>): readonly Finding[] {
  return account.sessions.flatMap((view) => {
    if (!view.isOwn || !accused.has(view.session.key)) return [];
    return EXCULPATIONS.flatMap((one) =>
      makeFinding({
        name: one.name,
        title: one.title,
        subject: account.subject,
        family: one.family,
        points: pointsOf(one.name, account.tuning) * one.share(view, account),
        text: `${one.words}: ${describeVisitor(view)}.`,
        events: view.signIns.length > 0 ? view.signIns : view.events,
        techniques: [],
        sessions: [view.session.key],
      }),
    );
  });
}

/** A rented network in the country of a journey is not where a traveller sits. */
function isAnnounced(view: SessionView, { subject, tuning }: AccountView): boolean {
  const country = view.network?.country ?? null;
  const at = view.events[0]?.at ?? '';
  if (country === null || hasRentedNetwork(view)) return false;
  return tuning.travel.some(
    (journey) =>
      journey.account === subject &&
      journey.startsAt <= at &&
      at < journey.endsAt &&
      journey.countries.includes(country),
  );
}
