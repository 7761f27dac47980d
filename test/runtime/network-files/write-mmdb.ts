import ipaddr from 'ipaddr.js';

type Value = string | number | readonly Value[] | { readonly [name: string]: Value };

export interface MmdbContent {
  readonly type?: string;
  readonly builtAt?: string;
  readonly ipVersion?: 4 | 6;
  readonly format?: number;
  /** By CIDR range; ranges must not overlap. */
  readonly records: Readonly<Record<string, Value>>;
}

const RECORD_BYTES = 4;
const MARKER = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex');
const EMPTY = Buffer.alloc(16);

/** A small file in the MaxMind DB format, version 2, as its published specification describes it. */
export function writeMmdb({ ipVersion = 6, records, ...about }: MmdbContent): Buffer {
  const data: Buffer[] = [];
  const nodes: [Slot, Slot][] = [[null, null]];
  for (const [range, value] of Object.entries(records)) {
    const offset = data.reduce((sum, part) => sum + part.length, 0);
    data.push(encode(value));
    insert(nodes, bitsOf(range, ipVersion), { data: offset });
  }
  const count = nodes.length;
  const tree = Buffer.alloc(count * 2 * RECORD_BYTES);
  nodes.flat().forEach((slot, at) => {
    const pointer = slot === null ? count : typeof slot === 'number' ? slot : count + 16 + slot.data;
    tree.writeUInt32BE(pointer, at * RECORD_BYTES);
  });
  const metadata = encode({
    binary_format_major_version: about.format ?? 2,
    binary_format_minor_version: 0,
    build_epoch: Date.parse(about.builtAt ?? '2026-03-01T00:00:00Z') / 1000,
    database_type: about.type ?? 'Test-ASN',
    description: { en: 'A test' },
    ip_version: ipVersion,
    languages: ['en'],
    node_count: count,
    record_size: RECORD_BYTES * 8,
  });
  return Buffer.concat([tree, EMPTY, ...data, MARKER, metadata]);
}

/** Nothing, the number of a node, or the place of a value in the data section. */
type Slot = null | number | { readonly data: number };

function insert(nodes: [Slot, Slot][], bits: readonly (0 | 1)[], leaf: Slot): void {
  let at = 0;
  bits.forEach((bit, depth) => {
    const node = nodes[at];
    if (node === undefined) throw new Error('the tree has a hole');
    if (depth === bits.length - 1) node[bit] = leaf;
    else {
      const next = node[bit];
      at = typeof next === 'number' ? next : nodes.push([null, null]) - 1;
      node[bit] = at;
    }
  });
}

/** In a tree of IPv6 addresses those of IPv4 stand below 96 zero bits. */
function bitsOf(range: string, ipVersion: 4 | 6): readonly (0 | 1)[] {
  const [address, length] = ipaddr.parseCIDR(range);
  const bytes = address.toByteArray();
  const bits = bytes.flatMap((byte) =>
    [7, 6, 5, 4, 3, 2, 1, 0].map((shift) => ((byte >> shift) & 1) as 0 | 1),
  );
  const head = ipVersion === 6 && bytes.length === 4 ? new Array<0>(96).fill(0) : [];
  return [...head, ...bits.slice(0, length)];
}

const TYPES = { text: 2, uint32: 6, map: 7, uint64: 9, array: 11 } as const;

function encode(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(TYPES.text, text.length), text]);
  }
  if (typeof value === 'number') return encodeNumber(value);
  if (Array.isArray(value)) return Buffer.concat([control(TYPES.array, value.length), ...value.map(encode)]);
  const entries = Object.entries(value as Readonly<Record<string, Value>>);
  const parts = entries.flatMap(([name, inner]) => [encode(name), encode(inner)]);
  return Buffer.concat([control(TYPES.map, entries.length), ...parts]);
}

function encodeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const type = value > 0xff_ff_ff_ff ? TYPES.uint64 : TYPES.uint32;
  const size = type === TYPES.uint64 ? 8 : 4;
  return Buffer.concat([control(type, size), bytes.subarray(8 - size)]);
}

/** Types above 7 have a byte of their own behind the first; sizes from 29 on one more. */
function control(type: number, size: number): Buffer {
  const isLong = size >= 29;
  const head = [((type > 7 ? 0 : type) << 5) | (isLong ? 29 : size)];
  if (type > 7) head.push(type - 7);
  if (isLong) head.push(size - 29);
  return Buffer.from(head);
}
