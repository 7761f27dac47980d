import type { JsonRecord } from '../../simulator/tenant.js';

/** What a copy of a record says instead of what the original says. */
export interface CopyNames {
  /** Of the mailbox that the copy is of; all its records agree on it. */
  readonly mailbox: number;
  /** Of this very record. */
  readonly record: number;
  readonly upn: string;
  /** Added to every time. */
  readonly shiftMs: number;
}

/** One record as text, with gaps where copies differ. */
export interface RecordTemplate {
  readonly atMs: number;
  /** JSON of the copy. */
  fill(names: CopyNames): string;
}

type Gap = (names: CopyNames) => string;

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/;
/** Token ids and Message-IDs have no shape of their own; the name before them tells. */
const NAMED =
  /(?<="(?:uniqueTokenIdentifier|UniqueTokenId)":")[\w-]{6}|(?<="InternetMessageId":"<)[^@"]{1,6}/;
/** Ids that no two records share; the other ids are those of people, sessions, devices and applications. */
const OWN_ID =
  /"(?:id|Id|originalRequestId|correlationId|CorrelationId|IntraSystemId|InterSystemsId|ClientRequestId)":"\{?$/;

/** Cuts a record of somebody with this UPN into a template. `constants` are the ids that stay as they are. */
export function toTemplate(
  record: JsonRecord,
  atMs: number,
  upn: string,
  constants: ReadonlySet<string>,
): RecordTemplate {
  const text = JSON.stringify(record);
  const parts: string[] = [];
  const gaps: Gap[] = [];
  let end = 0;
  for (const match of text.matchAll(anyGap(upn))) {
    const gap = gapFor(match[0], text.slice(0, match.index), upn, constants);
    if (gap === null) continue;
    parts.push(text.slice(end, match.index));
    gaps.push(gap);
    end = match.index + match[0].length;
  }
  const rest = text.slice(end);
  return {
    atMs,
    fill: (names) =>
      parts.reduce((made, part, index) => made + part + (gaps[index]?.(names) ?? ''), '') + rest,
  };
}

/** Every id in a record, in lower case. */
export function idsIn(record: JsonRecord): readonly string[] {
  return [...JSON.stringify(record).matchAll(new RegExp(GUID, 'g'))].map(([id]) => id);
}

function anyGap(upn: string): RegExp {
  return new RegExp(`${GUID.source}|${TIME.source}|${NAMED.source}|${upn.replaceAll('.', '\\.')}`, 'gi');
}

function gapFor(found: string, before: string, upn: string, constants: ReadonlySet<string>): Gap | null {
  if (found.toLowerCase() === upn) return (names) => names.upn;
  if (GUID.test(found)) return constants.has(found) ? null : idGap(found, OWN_ID.test(before.slice(-30)));
  if (TIME.test(found)) return timeGap(found);
  return ({ record }) => record.toString(36).padStart(found.length, '0').slice(-found.length);
}

/** Multiplied by an odd number and added: two mailboxes never get the same id of one original. */
function idGap(id: string, isOwn: boolean): Gap {
  const head = Number.parseInt(id.slice(0, 8), 16);
  const tail = id.slice(8);
  return ({ mailbox, record }) => {
    const salt = Math.imul(isOwn ? record : mailbox, 0x9e3779b1);
    return ((head + salt) >>> 0).toString(16).padStart(8, '0') + tail;
  };
}

/** Keeps the digits behind the milliseconds and the `Z` as they stand. */
function timeGap(text: string): Gap {
  const ms = Date.parse(text.endsWith('Z') ? text : `${text}Z`);
  const keep = Math.min(text.length, text.includes('.') ? 23 : 19);
  const ending = text.slice(text.includes('.') ? keep : 19);
  return ({ shiftMs }) => new Date(ms + shiftMs).toISOString().slice(0, keep) + ending;
}
