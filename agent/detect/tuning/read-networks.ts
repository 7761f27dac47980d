import ipaddr from 'ipaddr.js';
import type { Node } from 'yaml';
import type { NetworkClass, NetworkList } from '../../model/tuning.js';
import { readTerm, TERM_KEYS } from './read-term.js';
import type { TuningContext } from './tuning-draft.js';
import type { TuningReader } from './tuning-reader.js';

const CLASSES: readonly NetworkClass[] = ['hosting', 'vpn', 'relay', 'mobile', 'office', 'provider'];
const MAX_ASN = 4_294_967_295;

/** Reads `networks`: lists of numbers and ranges of one class. A number in two classes is a warning; the later counts. */
export function readNetworks(node: Node, context: TuningContext): void {
  const { reader, draft } = context;
  const classes = new Map<number, NetworkClass>();
  for (const list of draft.networks) for (const asn of list.asns) classes.set(asn, list.class);
  const lists = reader.items(node, 'networks').flatMap((item) => readNetworkList(item, context, classes));
  draft.networks = [...draft.networks, ...lists];
}

function readNetworkList(
  node: Node,
  context: TuningContext,
  classes: Map<number, NetworkClass>,
): readonly NetworkList[] {
  const { reader } = context;
  const pairs = reader.pairs(node, 'a network list', ['class', 'asns', 'ranges', ...TERM_KEYS]);
  const expected = `one of ${CLASSES.join(', ')}`;
  const isClass = (text: string): boolean => (CLASSES as readonly string[]).includes(text);
  const named = reader.text(pairs.get('class') ?? node, 'class', expected, isClass);
  if (named === null) return [];
  const networkClass = named as NetworkClass;
  const asns = readList(pairs.get('asns'), 'asns', reader).flatMap((item) =>
    readNumber(item, networkClass, reader, classes),
  );
  const cidr = 'a CIDR range such as 198.51.100.0/24';
  const ranges = readList(pairs.get('ranges'), 'ranges', reader).flatMap(
    (item) => reader.text(item, 'a range', cidr, (text) => ipaddr.isValidCIDR(text)) ?? [],
  );
  const term = readTerm(node, pairs, context);
  const end = term === null ? {} : { endsAt: term.endsAt };
  return asns.length + ranges.length === 0 ? [] : [{ class: networkClass, asns, ranges, ...end }];
}

function readNumber(
  item: Node,
  networkClass: NetworkClass,
  reader: TuningReader,
  classes: Map<number, NetworkClass>,
): readonly number[] {
  const asn = reader.integer(item, 'an autonomous system number', 1, MAX_ASN);
  if (asn === null) return [];
  const other = classes.get(asn);
  if (other !== undefined && other !== networkClass) {
    reader.warn(item, `AS${asn} is listed as ${other} before; it now counts as ${networkClass}`);
  }
  classes.set(asn, networkClass);
  return [asn];
}

function readList(node: Node | undefined, name: string, reader: TuningReader): readonly Node[] {
  return node === undefined ? [] : reader.items(node, name);
}
