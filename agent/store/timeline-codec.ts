import { isAscii } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AccessEvent, EventMail } from '../model/access-event.js';
import { StoreError } from '../model/errors.js';
import { type PackedMail, packMail, unpackMail } from './packed-mail.js';

/** The layout; another one gets another number, and parts in an older one are made anew. */
const FORM = 2;
/** Parts are written once and read for months. */
const DEFLATE = { level: 6, memLevel: 8 };
const ABSENT = -1;
const HEAD_BYTES = 5;
const HASH_BYTES = 32;
const HASH = /^[0-9a-f]{64}$/;

type Row = Readonly<Record<string, unknown>>;

/** One field of all events: its distinct values, and for each event the place of its value there; -1: it has none. */
interface Column {
  readonly name: string;
  readonly values: readonly unknown[];
  /** Null: each event has the value of its own place. */
  readonly places: readonly number[] | null;
}

interface Content {
  readonly count: number;
  readonly columns: readonly Column[];
  /** The values of the column `mail`, which has none of its own. */
  readonly mail: PackedMail;
}

/**
 * Packs events column by column, each distinct value once: people use few networks, clients and sessions, so that a
 * part is a tenth of the events' own texts to store and to parse. Shape: 1 byte form, 4 bytes count of hashes (big-endian),
 * the hashes as they are, since nothing can deflate them, then deflated JSON. Hashes of another form are a column like any other.
 */
export function packEvents(events: readonly AccessEvent[]): Uint8Array {
  const areHashes = events.every(({ recordHash }) => HASH.test(recordHash));
  const hashes = areHashes ? Buffer.from(events.map((event) => event.recordHash).join(''), 'hex') : NO_BYTES;
  const head = Buffer.alloc(HEAD_BYTES);
  head[0] = FORM;
  head.writeUInt32BE(hashes.length / HASH_BYTES, 1);
  const text = JSON.stringify(toContent(events, areHashes));
  return Buffer.concat([head, hashes, deflateRawSync(text, DEFLATE)]);
}

const NO_BYTES = Buffer.alloc(0);

/** True for what `unpackEvents` of this version reads. */
export function isPackedHere(payload: Uint8Array): boolean {
  return payload[0] === FORM;
}

/** The events as they were packed; equal parts of them are one object. Raises `StoreError` of kind `damaged`. */
export function unpackEvents(payload: Uint8Array): readonly AccessEvent[] {
  const { count, columns, hashes } = open(payload);
  const fields = new Map(columns.map((column) => [column.name, spread(column, count)]));
  const valuesOf = <K extends keyof AccessEvent>(name: K): readonly AccessEvent[K][] =>
    (fields.get(name) ?? []) as readonly AccessEvent[K][];
  const events = toEvents(count, valuesOf, hashes ?? valuesOf('recordHash'));
  return withOthers(events, fields);
}

/** Fields that only a later version of the product knows. */
function withOthers(
  events: readonly AccessEvent[],
  fields: ReadonlyMap<string, readonly unknown[]>,
): readonly AccessEvent[] {
  const [first] = events;
  const others = first === undefined ? [] : [...fields].filter(([name]) => !(name in first));
  if (others.length === 0) return events;
  return events.map((event, at) => {
    const extra = others.flatMap(([name, values]) => (values[at] === undefined ? [] : [[name, values[at]]]));
    return { ...event, ...Object.fromEntries(extra) };
  });
}

/** Written out field by field: objects of one shape are made, and read by all who come after, several times faster. */
function toEvents(
  count: number,
  valuesOf: <K extends keyof AccessEvent>(name: K) => readonly AccessEvent[K][],
  hashes: readonly string[],
): readonly AccessEvent[] {
  const [ids, sources, kinds, ats] = [valuesOf('id'), valuesOf('source'), valuesOf('kind'), valuesOf('at')];
  const [operations, outcomes] = [valuesOf('operation'), valuesOf('outcome')];
  const [users, mailboxes, actorTypes] = [valuesOf('user'), valuesOf('mailbox'), valuesOf('actorType')];
  const [networks, clients, sessions] = [valuesOf('network'), valuesOf('client'), valuesOf('session')];
  const [authentications, mails, risks] = [valuesOf('authentication'), valuesOf('mail'), valuesOf('risk')];
  const [facts, needs] = [valuesOf('facts'), valuesOf('needsCredential')];
  const events: AccessEvent[] = [];
  for (let at = 0; at < count; at += 1) {
    events.push({
      id: ids[at] as string,
      source: sources[at] as string,
      kind: kinds[at] as AccessEvent['kind'],
      at: ats[at] as string,
      operation: operations[at] as string,
      outcome: outcomes[at] as AccessEvent['outcome'],
      user: users[at] as AccessEvent['user'],
      mailbox: mailboxes[at] as AccessEvent['mailbox'],
      actorType: actorTypes[at] as AccessEvent['actorType'],
      network: networks[at] as AccessEvent['network'],
      client: clients[at] as AccessEvent['client'],
      session: sessions[at] as AccessEvent['session'],
      authentication: authentications[at] as AccessEvent['authentication'],
      mail: mails[at] as AccessEvent['mail'],
      risk: risks[at] as AccessEvent['risk'],
      facts: facts[at] as AccessEvent['facts'],
      recordHash: hashes[at] as string,
      needsCredential: needs[at] as boolean,
    });
  }
  return events;
}

function open(payload: Uint8Array): Content & { readonly hashes: readonly string[] | null } {
  try {
    const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
    const count = bytes.readUInt32BE(1);
    const end = HEAD_BYTES + count * HASH_BYTES;
    const hex = bytes.toString('hex', HEAD_BYTES, end);
    const text = inflateRawSync(bytes.subarray(end));
    // Most is ASCII, which is read several times faster for what it is.
    const content: Content = JSON.parse(isAscii(text) ? text.toString('latin1') : text.toString());
    const columns = content.columns.map((column) =>
      column.name === 'mail' ? { ...column, values: unpackMail(content.mail) } : column,
    );
    const width = 2 * HASH_BYTES;
    const hashes = Array.from({ length: count }, (_, at) => hex.slice(at * width, (at + 1) * width));
    return { ...content, columns, hashes: count === content.count ? hashes : null };
  } catch (cause) {
    throw new StoreError('damaged', 'A stored timeline does not open: put back a backup.', cause);
  }
}

function toContent(events: readonly AccessEvent[], areHashesApart: boolean): Content {
  const rows = events as unknown as readonly Row[];
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  if (areHashesApart) names.delete('recordHash');
  const columns = [...names].map((name) => toColumn(name, rows));
  const mails = columns.find((column) => column.name === 'mail')?.values ?? [];
  return {
    count: rows.length,
    columns: columns.map((column) => (column.name === 'mail' ? { ...column, values: [] } : column)),
    mail: packMail(mails as readonly (EventMail | null)[]),
  };
}

function toColumn(name: string, rows: readonly Row[]): Column {
  const placeOf = new Map<string, number>();
  const values: unknown[] = [];
  const places = rows.map((row) => {
    const value = row[name];
    if (value === undefined) return ABSENT;
    const text = JSON.stringify(value);
    const known = placeOf.get(text);
    if (known !== undefined) return known;
    placeOf.set(text, values.length);
    return values.push(value) - 1;
  });
  return { name, values, places: places.every((place, at) => place === at) ? null : places };
}

/** The value of each event. */
function spread({ values, places }: Column, count: number): readonly unknown[] {
  if (places === null) return values.length === count ? values : values.slice(0, count);
  return places.map((place) => values[place]);
}
