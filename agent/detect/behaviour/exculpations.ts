import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { shift } from '../../model/time.js';
import type { BehaviourName } from './declaration/behaviour-types.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeVisitor } from './describe.js';
import { makeFinding } from './make-finding.js';
import { type AccountView, hasRentedNetwork, type SessionView } from './session-view.js';

interface Exculpation {
  readonly name: Extract<
    BehaviourName,
    'known-device' | 'trusted-network' | 'fresh-mfa-on-known-network' | 'announced-travel'
  >;
  readonly words: string;
  /** Share of the behaviour's points, 0 where it does not hold. */
  readonly share: (view: SessionView, account: AccountView) => number;
}

const EXCULPATIONS: readonly Exculpation[] = [
  {
    name: 'known-device',
    words: 'The same managed device was used before',
    share: (view, { tuning }) => {
      if (view.client?.isKnownDevice !== true) return 0;
      const isBound = view.events.some((event) => event.session.isBound === true);
      return isBound ? settingsOf('known-device', tuning).parameters.boundShare : 1;
    },
  },
  {
    name: 'trusted-network',
    words: 'The tenant calls this network trusted',
    share: (view) => (view.network?.isTrusted === true ? 1 : 0),
  },
  {
    name: 'fresh-mfa-on-known-network',
    words: 'The second factor was given anew in a network that this account used before',
    share: (view, account) => {
      const fresh = view.signIns.find((event) => event.authentication?.mfa === 'fresh');
      if (fresh === undefined || view.network?.isKnown !== true || isScripted(view)) return 0;
      return isRecovered(account, fresh) ? 0 : 1;
    },
  },
  {
    name: 'announced-travel',
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
        account,
        points: settingsOf(one.name, account.tuning).points * one.share(view, account),
        text: `${one.words}: ${describeVisitor(view)}.`,
        events: view.signIns.length > 0 ? view.signIns : view.events,
        sessions: [view.session.key],
      }),
    );
  });
}

/** Nobody answers a prompt in a script: one that goes on in a session was not there when the factor was given. */
function isScripted({ signIns }: SessionView): boolean {
  return signIns.some(
    ({ facts, authentication }) => facts.isScripted === true && authentication?.mfa !== 'fresh',
  );
}

/**
 * Whether both the password and a way to sign in were replaced shortly before: a factor that was just set up says who set it up. A new
 * telephone replaces the one, a forgotten password the other; a number that was taken over, or a help desk that was talked into it, both.
 */
function isRecovered({ events, tuning }: AccountView, signIn: AccessEvent): boolean {
  const { recoveredWithin } = settingsOf('fresh-mfa-on-known-network', tuning).parameters;
  const from = shift(signIn.at, -recoveredWithin);
  const before = events.filter(
    ({ at, outcome }) => at >= from && at <= signIn.at && outcome !== 'failure' && outcome !== 'interrupted',
  );
  return (
    before.some(({ kind, facts }) => kind === 'credential-change' && facts.change === 'password-reset') &&
    before.some(({ kind }) => kind === 'authentication-method')
  );
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
