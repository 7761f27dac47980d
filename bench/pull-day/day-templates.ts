import { DAY_MS } from '../../agent/model/time.js';
import type { JsonRecord, LoggedRecord } from '../../simulator/tenant.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { LOGS } from './logs.js';
import { idsIn, type RecordTemplate, toTemplate } from './record-template.js';

/** One person's working day, by log, oldest first. */
export type DayTemplate = ReadonlyMap<LoggedRecord['log'], readonly RecordTemplate[]>;

/** The working day that all copies are made of. */
export interface DayTemplates {
  readonly dayStartMs: number;
  readonly people: readonly DayTemplate[];
  /** Mean records of a person's day. */
  readonly recordsPerPerson: number;
}

const PEOPLE = 60;
/** A Tuesday; a world ends on a Wednesday at 15:00. */
const DAY_START_MS = Date.parse('2026-03-03T00:00:00Z');
const WORLD_END_MS = Date.parse('2026-03-04T15:00:00Z');
const LEAST_RECORDS = 10;

/** Plays a small company and keeps one day of each of its people who was at work. A function of the seed. */
export function createDayTemplates(seed: number): DayTemplates {
  const { logs } = createWorld({
    seed,
    mailboxes: PEOPLE,
    days: 3,
    speed: 1,
    startMs: WORLD_END_MS,
    isLive: false,
    scenario: null,
  });
  const byPerson = groupByPerson(logs.filter(isOfTheDay));
  const constants = sharedIds(byPerson);
  const people = [...byPerson]
    .filter(([, rows]) => rows.length >= LEAST_RECORDS)
    .map(([upn, rows]) => toDay(upn, rows, constants));
  const records = people.reduce((sum, day) => sum + countOf(day), 0);
  return { dayStartMs: DAY_START_MS, people, recordsPerPerson: records / people.length };
}

function isOfTheDay({ log, atMs }: LoggedRecord): boolean {
  return LOGS.has(log) && atMs >= DAY_START_MS && atMs < DAY_START_MS + DAY_MS;
}

/** What one person did in somebody else's mailbox is left out: one delegate must not become that of thousands. */
function groupByPerson(rows: readonly LoggedRecord[]): ReadonlyMap<string, readonly LoggedRecord[]> {
  const byPerson = new Map<string, LoggedRecord[]>();
  for (const row of rows) {
    const names = namesIn(row.record);
    const [name] = names;
    if (name === undefined || names.size > 1) continue;
    byPerson.set(name, [...(byPerson.get(name) ?? []), row]);
  }
  return byPerson;
}

function namesIn(record: JsonRecord): ReadonlySet<string> {
  const names = [record.userPrincipalName, record.MailboxOwnerUPN, record.UserId];
  return new Set(
    names.flatMap((name) => (typeof name === 'string' && name.includes('@') ? name.toLowerCase() : [])),
  );
}

/** Tenant, applications, resources: what records of several people name. */
function sharedIds(byPerson: ReadonlyMap<string, readonly LoggedRecord[]>): ReadonlySet<string> {
  const seen = new Map<string, string>();
  const shared = new Set<string>();
  for (const [upn, rows] of byPerson) {
    for (const id of rows.flatMap((row) => idsIn(row.record))) {
      const other = seen.get(id);
      if (other !== undefined && other !== upn) shared.add(id);
      seen.set(id, upn);
    }
  }
  return shared;
}

function toDay(upn: string, rows: readonly LoggedRecord[], constants: ReadonlySet<string>): DayTemplate {
  const day = new Map<LoggedRecord['log'], RecordTemplate[]>();
  for (const row of rows.toSorted((a, b) => a.atMs - b.atMs)) {
    day.set(row.log, [...(day.get(row.log) ?? []), toTemplate(row.record, row.atMs, upn, constants)]);
  }
  return day;
}

function countOf(day: DayTemplate): number {
  return [...day.values()].reduce((sum, rows) => sum + rows.length, 0);
}
