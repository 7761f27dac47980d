import type { EvidenceFamily } from '../../../model/finding.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../model/time.js';
import type { BehaviourParameter } from './parameter.js';

/** What the code knows of one behaviour. Title, points, techniques and numbers are those of its file under `rules/behaviours/`. */
export interface BehaviourType {
  readonly title: string;
  /** Of its findings; where it has several, each finding is of one of them. Fixed: containment rests on it. */
  readonly families: readonly [EvidenceFamily, ...EvidenceFamily[]];
  /** Thousandths; negative for what speaks for the owner, and only there. */
  readonly points: number;
  readonly techniques: readonly string[];
  readonly parameters: Readonly<Record<string, BehaviourParameter>>;
  /** The behaviour to whose findings its points are added, where it makes none of its own. */
  readonly addsTo?: string;
}

const MOST = 100_000;
/** Longer ago than this, events need not be there any more. */
const LONGEST_MS = 90 * DAY_MS;

function count(standard: number, meaning: string, min = 1, max = MOST): BehaviourParameter {
  return { kind: 'count', standard, min, max, meaning };
}

function share(standard: number, meaning: string, max = 1): BehaviourParameter {
  return { kind: 'share', standard, min: 0, max, meaning };
}

function span(standard: number, meaning: string, min = MINUTE_MS, max = LONGEST_MS): BehaviourParameter {
  return { kind: 'span', standard, min, max, meaning };
}

/** Every behaviour by its type. docs/scoring.md says why each number has its size; a test holds the shipped files against it. */
export const BEHAVIOUR_TYPES = {
  'new-network': {
    title: 'New network for this account',
    families: ['network'],
    points: 2000,
    techniques: ['T1078.004'],
    parameters: {
      providerShare: share(0.9, 'of the points, for a provider never used in a country that was'),
      prefixShare: share(
        0.6,
        'of the points, for a prefix never used where neither provider nor country is new',
      ),
      mobileShare: share(0.6, 'of these, for a mobile carrier'),
      varietyShare: share(0.5, 'of these, left to an account that meets new providers all the time'),
      varietyRate: {
        ...share(
          0.35,
          'new providers an active day from which on one more counts less; twice that is all the time',
        ),
        min: 0.01,
      },
    },
  },
  'hosting-network': {
    title: 'Rented network',
    families: ['network'],
    points: 1200,
    techniques: ['T1078.004'],
    addsTo: 'new-network',
    parameters: {
      habitDays: count(3, 'days of use after which its provider is known to the account', 1, 365),
      relayShare: share(0.3333, 'of the points, for a relay'),
      firstDayShare: share(0.5, 'of the points, on the first active day of an account'),
    },
  },
  'new-client': {
    title: 'New client for this account',
    families: ['client'],
    points: 1800,
    techniques: ['T1078.004'],
    parameters: {
      programShare: share(0.75, 'of the points, for another program on a system that is known'),
      unregisteredShare: share(
        0.65,
        'of the points, for a known kind of client without the device registration it always had',
      ),
      alwaysRegisteredShare: share(0.9, 'of the points, for the same where it had it on `registeredDays`'),
      registeredDays: count(
        20,
        'days of a kind of client on registered devices alone that count whole',
        1,
        365,
      ),
      mailClientShare: share(0.55, 'of the points, for a mail program that no sign-in describes'),
      managedDeviceShare: share(0.3, 'of the points, for a new device that the company manages'),
    },
  },
  'moved-session': {
    title: 'A session went on in another network',
    families: ['session'],
    points: 3000,
    techniques: ['T1550.004', 'T1539'],
    parameters: {
      atOnce: span(
        10 * MINUTE_MS,
        'within which an act of the old place has acts of the new one before and after it',
        MINUTE_MS,
        DAY_MS,
      ),
      unregisteredShare: share(
        0.8,
        'of the points, where it began on a registered device and went on without, with a kind of client that always had one',
      ),
      atOnceShare: share(0.8, 'of the points, where both places were used at once'),
      unboundShare: share(
        0.4,
        'of the points, for a token bound to no device in a rented network or another country',
      ),
    },
  },
  'mail-in-new-session': {
    title: 'Mail reached in a new session',
    families: ['mail'],
    points: 2000,
    techniques: ['T1114.002'],
    parameters: {
      mobileShare: share(0.75, 'of the points, over a mobile carrier'),
      rentedShare: share(0.4, 'of the points, from a rented network with a client that is known'),
      rentedHistoryDays: count(2, 'active days of history from which a rented network counts whole', 0, 365),
    },
  },
  'folder-sync-by-new-client': {
    title: 'Whole folders synced by a new client',
    families: ['mail'],
    points: 1500,
    techniques: ['T1114.002'],
    parameters: {},
  },
  'read-volume': {
    title: 'Far more mail read than ever before',
    families: ['mail'],
    points: 1200,
    techniques: ['T1114.002'],
    parameters: {
      messages: count(100, 'opened in one session, at least'),
      timesBusiestDay: share(4, 'as many as on the busiest day before it, at least', 1_000),
    },
  },
  'orphan-session': {
    title: 'Mail read without a sign-in',
    families: ['session'],
    points: 2500,
    techniques: ['T1606', 'T1550.001'],
    parameters: {
      joinedSessions: count(5, 'mail sessions before it that have their sign-in, at least'),
      joinedShare: share(0.8, 'of the mail sessions before it that have their sign-in, at least'),
      // Three days after mail no further sign-in is waited for (derive-habit).
      grace: span(6 * HOUR_MS, 'after which a sign-in that was not logged is missing', MINUTE_MS, 3 * DAY_MS),
    },
  },
  'token-before-sign-in': {
    title: 'A token older than its sign-in',
    families: ['session'],
    points: 2500,
    techniques: ['T1606', 'T1550.001'],
    parameters: {
      // Below seven minutes: the five that Entra dates a token back, and the two of a mail record's fold.
      slack: span(
        30 * MINUTE_MS,
        'by which it is older, at least; the logs themselves make up to seven minutes',
        10 * MINUTE_MS,
      ),
    },
  },
  'two-places-at-once': {
    title: 'Two places at once',
    families: ['session'],
    points: 1000,
    techniques: ['T1078.004', 'T1539'],
    parameters: {
      within: span(15 * MINUTE_MS, 'between an act by hand in each of the two countries', MINUTE_MS, DAY_MS),
    },
  },
  'new-device-code': {
    title: 'First sign-in by device code',
    families: ['authentication'],
    points: 2500,
    techniques: ['T1566', 'T1528'],
    parameters: { habitDays: count(3, 'days of use after which it is a habit of the account', 1, 365) },
  },
  'no-second-factor': {
    title: 'Let in without the usual second factor',
    families: ['authentication'],
    points: 2000,
    techniques: ['T1078.004'],
    parameters: {
      askedDays: count(10, 'days on which the account was asked for a second factor', 1, 365),
      habitDays: count(3, 'days without one after which it is a habit of the account', 1, 365),
    },
  },
  'new-legacy-authentication': {
    title: 'First sign-in by legacy authentication',
    families: ['authentication'],
    points: 1500,
    techniques: ['T1078.004'],
    parameters: { habitDays: count(3, 'days of use after which it is a habit of the account', 1, 365) },
  },
  'success-after-mfa-denials': {
    title: 'Sign-in after many denied prompts',
    families: ['authentication'],
    points: 2500,
    techniques: ['T1621'],
    parameters: {
      denials: count(3, 'denied prompts before the success, at least'),
      within: span(HOUR_MS, 'before the success'),
      knownNetworkShare: share(0.4, 'of the points, for a success from a network that is known'),
    },
  },
  'success-after-guesses': {
    title: 'Sign-in after guessed passwords',
    families: ['authentication'],
    points: 1500,
    techniques: ['T1110.003'],
    parameters: {
      guesses: count(2, 'wrong passwords from foreign networks before the success, at least'),
      within: span(3 * DAY_MS, 'before the success'),
    },
  },
  'new-application': {
    title: 'New application reads the mailbox',
    families: ['consent'],
    points: 2000,
    techniques: ['T1528', 'T1114.002'],
    parameters: {
      movedShare: share(
        0.5,
        'of the points, for a known one that reads from a rented network where it never was',
      ),
      knownNetworkShare: share(0.5, 'of the points, in a session of the owner from a network that is known'),
    },
  },
  'new-delegate': {
    title: 'Mail read by a person who never did',
    families: ['mail'],
    points: 600,
    techniques: ['T1114.002'],
    parameters: {},
  },
  'many-mailboxes': {
    title: 'Several mailboxes read by a person who never did',
    families: ['mail'],
    points: 2700,
    techniques: ['T1114.002', 'T1213'],
    parameters: {
      mailboxes: count(4, 'of other people, read for the first time, at least; more count more', 2),
      mostTimes: share(1.5, 'the points, which more mailboxes come to at most', 10),
      within: span(3 * DAY_MS, 'from the first of these to the last'),
    },
  },
  'rare-among-peers': {
    title: 'Used by none of the peers',
    families: ['network', 'client'],
    points: 500,
    techniques: ['T1078.004'],
    parameters: { peers: count(30, 'who could have used it, at least', 10) },
  },
  'change-by-new-session': {
    title: 'Lasting change by a new session',
    families: ['persistence', 'consent', 'mail'],
    points: 2000,
    techniques: ['T1528', 'T1098', 'T1114.002'],
    parameters: {
      halfNewShare: share(0.4, 'of the points, by a session that is new in network or client only'),
    },
  },
  'known-device': {
    title: 'Known company device',
    families: ['client'],
    points: -1500,
    techniques: [],
    parameters: { boundShare: share(1.3, 'of the points, with a token that is bound to the device', 3) },
  },
  'used-by-peers': {
    title: 'Rented network of the company',
    families: ['network'],
    points: -1000,
    techniques: [],
    parameters: {
      peers: count(10, 'who could have used it, at least', 10),
      share: share(0.3, 'of the peers who used it, at least'),
    },
  },
  'trusted-network': {
    title: 'Trusted network',
    families: ['network'],
    points: -1000,
    techniques: [],
    parameters: {},
  },
  'fresh-mfa-on-known-network': {
    title: 'Second factor given in a known network',
    families: ['authentication'],
    points: -1500,
    techniques: [],
    parameters: {
      recoveredWithin: span(
        DAY_MS,
        'before it within which a reset password and a changed sign-in method leave it no word',
        HOUR_MS,
        14 * DAY_MS,
      ),
    },
  },
  'announced-travel': {
    title: 'Announced travel',
    families: ['network'],
    points: -1500,
    techniques: [],
    parameters: {},
  },
} as const satisfies Readonly<Record<string, BehaviourType>>;

export type BehaviourName = keyof typeof BEHAVIOUR_TYPES;
