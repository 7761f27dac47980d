import { describeClient } from './client-judge.js';
import { inWholeUnits } from './declaration/parameter.js';
import { countOf } from './make-finding.js';
import type { NetworkJudgement } from './network-judge.js';
import type { SessionView } from './session-view.js';

const CLASS_WORDS: Readonly<Record<string, string>> = {
  hosting: 'a hosting provider',
  vpn: 'a VPN provider',
  relay: 'a relay',
  mobile: 'a mobile carrier',
  office: 'an office',
};

/**
 * `AS9009 in NL (a VPN provider)`, or the prefix where nothing better is known. What a file of the operator said names the file:
 * `AS9009 M247 in NL (a VPN provider; by GeoLite2-ASN built 2026-11-20)`.
 */
export function describeNetwork(network: NetworkJudgement): string {
  const name = network.asn === null ? network.prefix : `AS${network.asn}`;
  const who = network.organisation === null ? '' : ` ${network.organisation}`;
  const where = network.country === null ? '' : ` in ${network.country}`;
  const what = network.class === null ? [] : [CLASS_WORDS[network.class]];
  const by = network.by.length === 0 ? [] : [`by ${network.by.join(' and ')}`];
  const aside = [...what, ...by].join('; ');
  return `${name}${who}${where}${aside === '' ? '' : ` (${aside})`}`;
}

/** `in 12 active days this account used 3 providers in 1 country`. */
export function describeHabit(network: NetworkJudgement): string {
  const days = countOf(network.historyDays, 'active day');
  const providers = countOf(network.knownProviders, 'provider');
  const countries = network.knownCountries === 1 ? '1 country' : `${network.knownCountries} countries`;
  return `in ${days} before, this account used ${providers} in ${countries}`;
}

/** Who came, in words: `firefox on linux from AS9009 in NL (a VPN provider)`. */
export function describeVisitor(view: SessionView): string {
  const client = view.client === null ? 'an undescribed client' : describeClient(view.client);
  return view.network === null ? client : `${client} from ${describeNetwork(view.network)}`;
}

/** A span of time in its largest whole unit: `3 days`, `90 minutes`. */
export function describeSpan(ms: number): string {
  const { count, unit } = inWholeUnits(ms);
  return countOf(count, unit);
}

/** How mail access was joined to its session, in words. */
export function describeJoin(view: SessionView): string {
  switch (view.session.rung) {
    case 'session':
      return 'joined by session id';
    case 'token':
      return 'joined by token id';
    case 'device':
      return 'joined by device and time';
    case 'address-and-client':
      return 'joined by address, client and time';
  }
}
