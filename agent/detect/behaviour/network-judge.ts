import ipaddr from 'ipaddr.js';
import type { AccessEvent } from '../../model/access-event.js';
import type { NetworkFacts, NetworkNames } from '../../model/network-names.js';
import type { NetworkClass, Tuning } from '../../model/tuning.js';
import type { Memory } from './memory.js';

/** One network as an account met it, judged once by what the account was used to at that moment. */
export interface NetworkJudgement extends NetworkFacts {
  readonly prefix: string;
  readonly class: NetworkClass | null;
  readonly isTrusted: boolean;
  readonly isKnown: boolean;
  /** The widest thing that is new; null for a known network. */
  readonly novelty: 'country' | 'provider' | 'prefix' | null;
  readonly historyDays: number;
  readonly knownProviders: number;
  readonly knownCountries: number;
}

/** Networks that anybody can rent by the hour: what they are used for is hidden behind them. */
export function isRented(judged: { readonly class: NetworkClass | null }): boolean {
  return judged.class === 'hosting' || judged.class === 'vpn' || judged.class === 'relay';
}

/** The texts that a memory keeps of a network. */
export function networkValues(judged: NetworkJudgement): readonly string[] {
  const values = [`prefix:${judged.prefix}`];
  if (judged.asn !== null) values.push(`asn:${judged.asn}`);
  if (judged.country !== null) values.push(`country:${judged.country}`);
  return values;
}

/** Judges networks for one account. Null for an event that tells no public address of its actor. */
export function createNetworkJudge(
  tuning: Tuning,
  names: NetworkNames,
): (event: AccessEvent, memory: Memory, day: number) => NetworkJudgement | null {
  const classOf = classifierOf(tuning);
  return (event, memory, day) => {
    const { address, prefix, isTrusted } = event.network;
    if (address === null || prefix === null || isInternal(address)) return null;
    const facts = names.factsOf(event);
    const networkClass = classOf(address, facts.asn);
    if (networkClass === 'provider' || isRelayedByProvider(event, facts)) return null;
    const novelty =
      isTrusted || networkClass === 'office' ? null : noveltyOf(prefix, facts, networkClass, memory);
    return {
      ...facts,
      prefix,
      class: networkClass,
      isTrusted: isTrusted || networkClass === 'office',
      isKnown: novelty === null,
      novelty,
      historyDays: memory.historyDays(day),
      knownProviders: memory.count('asn'),
      knownCountries: memory.count('country'),
    };
  };
}

/**
 * Outlook on a phone reaches the mailbox through the provider's own cloud service ("Outlook for iOS and Android in Exchange
 * Online", architecture): the address in the mailbox audit is that service's, out of ranges that nobody lists whole.
 * Where a sign-in has told the system behind the address, it counts as ever.
 */
function isRelayedByProvider(event: AccessEvent, facts: NetworkFacts): boolean {
  return event.kind.startsWith('mail-') && event.client.family === 'outlook-mobile' && facts.asn === null;
}

/** A rented provider has customers of all kinds on one ASN: there a few days of use are needed, or the same prefix. */
const RENTED_DAYS = 3;

function noveltyOf(
  prefix: string,
  facts: NetworkFacts,
  networkClass: NetworkClass | null,
  memory: Memory,
): NetworkJudgement['novelty'] {
  // The first network of all has nothing to be compared with.
  if (memory.count('prefix') === 0) return null;
  if (memory.knows(`prefix:${prefix}`)) return null;
  if (facts.asn !== null) {
    const days = memory.days(`asn:${facts.asn}`);
    if (days >= (isRented({ class: networkClass }) ? RENTED_DAYS : 1)) return null;
  }
  if (facts.country !== null && !memory.knows(`country:${facts.country}`)) return 'country';
  return facts.asn === null ? 'prefix' : 'provider';
}

type Range = ReturnType<typeof ipaddr.parseCIDR>;
type Classifier = (address: string, asn: number | null) => NetworkClass | null;

const classifiers = new WeakMap<Tuning, Classifier>();

/** One for all accounts: reading some hundred ranges takes longer than judging an account. */
function classifierOf(tuning: Tuning): Classifier {
  const known = classifiers.get(tuning);
  if (known !== undefined) return known;
  const made = createClassifier(tuning);
  classifiers.set(tuning, made);
  return made;
}

/** A memory of answers is emptied when it has so many: addresses are without number. */
const MAX_ANSWERS = 10_000;

/** Ranges win over autonomous systems, as the more specific word. */
function createClassifier(tuning: Tuning): Classifier {
  const byAsn = new Map<number, NetworkClass>();
  const ranges: { readonly class: NetworkClass; readonly range: Range }[] = [];
  for (const list of tuning.networks) {
    for (const asn of list.asns) byAsn.set(asn, list.class);
    for (const range of list.ranges) ranges.push({ class: list.class, range: ipaddr.parseCIDR(range) });
  }
  const cache = new Map<string, NetworkClass | null>();
  const inRange = (address: string): NetworkClass | null => {
    const known = cache.get(address);
    if (known !== undefined) return known;
    const parsed = ipaddr.process(address);
    const hit = ranges.find((one) => one.range[0].kind() === parsed.kind() && parsed.match(one.range));
    if (cache.size >= MAX_ANSWERS) cache.clear();
    cache.set(address, hit?.class ?? null);
    return hit?.class ?? null;
  };
  return (address, asn) =>
    (ranges.length > 0 && ipaddr.isValid(address) ? inRange(address) : null) ??
    (asn === null ? null : (byAsn.get(asn) ?? null));
}

function isInternal(address: string): boolean {
  return !ipaddr.isValid(address) || INTERNAL_RANGES.has(ipaddr.process(address).range());
}

/** Not the Internet's: they say nothing of where somebody is. Documentation ranges are left in, for tests and demos. */
const INTERNAL_RANGES = new Set<string>([
  'private',
  'loopback',
  'linkLocal',
  'carrierGradeNat',
  'uniqueLocal',
  'unspecified',
  'broadcast',
  'multicast',
]);
