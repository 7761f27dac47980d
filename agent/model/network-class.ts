import ipaddr from 'ipaddr.js';
import type { Instant } from './time.js';
import type { NetworkClass, NetworkList, Tuning } from './tuning.js';

type Range = ReturnType<typeof ipaddr.parseCIDR>;
/** Of an address and its autonomous system, where that is known, at a time; without a time, lists that end count as over. */
type Classifier = (address: string, asn: number | null, at?: Instant) => NetworkClass | null;

const classifiers = new WeakMap<Tuning, Classifier>();

/**
 * What a network is used for, by the tuning's lists; null where none knows it. One for all accounts: reading some hundred ranges
 * takes longer than judging an account.
 */
export function networkClassOf(tuning: Tuning): Classifier {
  const known = classifiers.get(tuning);
  if (known !== undefined) return known;
  const made = createClassifier(tuning);
  classifiers.set(tuning, made);
  return made;
}

/** A memory of answers is emptied when it has so many: addresses are without number. */
const MAX_ANSWERS = 10_000;

/** Lists that end win over those that do not while they hold: somebody wrote them for the moment. */
function createClassifier({ networks }: Tuning): Classifier {
  const lasting = classifierOf(networks.filter(({ endsAt }) => endsAt === undefined));
  const dated = networks
    .filter(({ endsAt }) => endsAt !== undefined)
    .map((list) => ({ endsAt: list.endsAt ?? '', classOf: classifierOf([list]) }));
  return (address, asn, at) => {
    for (const { endsAt, classOf } of dated) {
      const found = at !== undefined && at < endsAt ? classOf(address, asn) : null;
      if (found !== null) return found;
    }
    return lasting(address, asn);
  };
}

/** Ranges win over autonomous systems, as the more specific word. */
function classifierOf(networks: readonly NetworkList[]): Classifier {
  const byAsn = new Map<number, NetworkClass>();
  const ranges: { readonly class: NetworkClass; readonly range: Range }[] = [];
  for (const list of networks) {
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

/** Networks where any number of strangers stand behind one address: the same one twice says nothing of who it was. */
const CROWDED = new Set<NetworkClass>(['office', 'vpn', 'relay', 'mobile', 'provider']);

/** Whether a network of this use is one of a crowd; one that no list knows is not. */
export function isCrowded(use: NetworkClass | null): boolean {
  return use !== null && CROWDED.has(use);
}

/** True for an address of no place on the Internet, and for a text that is no address. */
export function isInsideAddress(address: string): boolean {
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
