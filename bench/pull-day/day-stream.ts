import { DAY_MS, MINUTE_MS } from '../../agent/model/time.js';
import type { LoggedRecord } from '../../simulator/tenant.js';
import type { DayTemplates } from './day-templates.js';
import type { RecordTemplate } from './record-template.js';

/** The logs of a big tenant, as the provider would send them. */
export interface DayStream {
  /** JSON of each record of a log with its time in `[fromMs, toMs)`, mailbox by mailbox. Any day is the same working day. */
  records(log: LoggedRecord['log'], fromMs: number, toMs: number): IterableIterator<string>;
  /** JSON of the first record of a log on a mailbox's day before; null where its days have none. */
  firstOfDayBefore(log: LoggedRecord['log'], mailbox: number): string | null;
}

/** People begin their day up to this much earlier or later than the one they are copied from. */
const SPREAD_MS = 45 * MINUTE_MS;
/** Numbers of records stay below 2^32 with these, so that no two get the same id. */
const ECHOES = 64;
const DAYS = 64;

/**
 * Every mailbox lives the day of one of the templates, at its own times, under its own name and ids. To come to the
 * rate wanted, each act is echoed: the same client, session and network, some minutes off, with an id of its own.
 * Nothing is kept: what a mailbox does follows from its number.
 */
export function createDayStream(
  templates: DayTemplates,
  mailboxes: number,
  recordsPerMailbox: number,
): DayStream {
  const { people, dayStartMs } = templates;
  const echoes = recordsPerMailbox / templates.recordsPerPerson;
  return {
    *records(log, fromMs, toMs) {
      for (let mailbox = 0; mailbox < mailboxes; mailbox += 1) {
        const rows = people[mailbox % people.length]?.get(log);
        if (rows === undefined) continue;
        const upn = nameOf(mailbox);
        for (let echo = 0; echo < echoesOf(mailbox, echoes); echo += 1) {
          const offsetMs = offsetOf(mailbox, echo);
          const lastDay = dayOf(toMs - 1 - offsetMs);
          for (let day = dayOf(fromMs - offsetMs); day <= lastDay; day += 1) {
            const shiftMs = day * DAY_MS + offsetMs;
            const record = recordOf(mailbox, echo, day);
            for (const row of within(rows, fromMs - shiftMs, toMs - shiftMs)) {
              yield row.fill({ mailbox: mailbox + 1, record, upn, shiftMs });
            }
          }
        }
      }
    },
    firstOfDayBefore(log, mailbox) {
      const row = people[mailbox % people.length]?.get(log)?.[0];
      const record = recordOf(mailbox, ECHOES - 1, -1);
      return row?.fill({ mailbox: mailbox + 1, record, upn: nameOf(mailbox), shiftMs: -DAY_MS }) ?? null;
    },
  };

  function dayOf(ms: number): number {
    return Math.floor((ms - dayStartMs) / DAY_MS);
  }
}

function nameOf(mailbox: number): string {
  return `u${String(mailbox).padStart(6, '0')}@northwind-mobile.example`;
}

/** One number for each record there can be. */
function recordOf(mailbox: number, echo: number, day: number): number {
  return (mailbox * ECHOES + echo) * DAYS + ((day + DAYS / 2) % DAYS);
}

function* within(
  rows: readonly RecordTemplate[],
  fromMs: number,
  toMs: number,
): IterableIterator<RecordTemplate> {
  for (let at = firstAt(rows, fromMs); at < rows.length; at += 1) {
    const row = rows[at];
    if (row === undefined || row.atMs >= toMs) return;
    yield row;
  }
}

/** A fraction means that so many mailboxes in a hundred have one echo more. */
function echoesOf(mailbox: number, echoes: number): number {
  const whole = Math.floor(echoes);
  return whole + (share(mailbox, 7) < echoes - whole ? 1 : 0);
}

function offsetOf(mailbox: number, echo: number): number {
  return Math.floor((share(mailbox, echo + 11) * 2 - 1) * SPREAD_MS);
}

/** In [0, 1), by two numbers; the mixing of MurmurHash3. */
function share(left: number, right: number): number {
  let hash = Math.imul(left + 1, 0xcc9e2d51) ^ Math.imul(right + 1, 0x1b873593);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

/** Place of the first row that is not earlier than `ms`. */
function firstAt(rows: readonly RecordTemplate[], ms: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.atMs ?? Number.POSITIVE_INFINITY) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
