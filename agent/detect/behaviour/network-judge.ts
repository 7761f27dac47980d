import type { AccessEvent } from '../../model/access-event.js';
import { isInsideAddress, networkClassOf } from '../../model/network-class.js';
import type { NetworkFacts, NetworkNames } from '../../model/network-names.js';
import type { NetworkClass, Tuning } from '../../model/tuning.js';
import { settingsOf } from './declaration/settings-of.js';
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
  const classOf = networkClassOf(tuning);
  const rentedDays = settingsOf('hosting-network', tuning).parameters.habitDays;
  return (event, memory, day) => {
    const { address, prefix, isTrusted } = event.network;
    if (address === null || prefix === null || isInsideAddress(address)) return null;
    const facts = names.factsOf(event);
    const networkClass = classOf(address, facts.asn, event.at);
    if (networkClass === 'provider' || isRelayedByProvider(event, facts, networkClass)) return null;
    const novelty =
      isTrusted || networkClass === 'office'
        ? null
        : noveltyOf(prefix, facts, isRented({ class: networkClass }) ? rentedDays : 1, memory);
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
 * Where a sign-in has told the system behind the address, it counts as ever. A file's word counts only where it says that the
 * address is rented from somebody else: it names the provider's own system for all of that service.
 */
function isRelayedByProvider(
  event: AccessEvent,
  facts: NetworkFacts,
  networkClass: NetworkClass | null,
): boolean {
  if (!event.kind.startsWith('mail-') || event.client.family !== 'outlook-mobile') return false;
  if (facts.asn !== null && facts.by.length === 0) return false;
  return networkClass !== 'hosting' && networkClass !== 'vpn';
}

/**
 * A rented provider has customers of all kinds on one ASN: there a few `providerDays` of use are needed, or the same prefix.
 */
function noveltyOf(
  prefix: string,
  facts: NetworkFacts,
  providerDays: number,
  memory: Memory,
): NetworkJudgement['novelty'] {
  // The first network of all has nothing to be compared with.
  if (memory.count('prefix') === 0) return null;
  if (memory.knows(`prefix:${prefix}`)) return null;
  if (facts.asn !== null && memory.days(`asn:${facts.asn}`) >= providerDays) return null;
  if (facts.country !== null && !memory.knows(`country:${facts.country}`)) return 'country';
  return facts.asn === null ? 'prefix' : 'provider';
}
