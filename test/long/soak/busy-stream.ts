import { createDayStream, type DayStream } from '../../../bench/pull-day/day-stream.js';
import { createDayTemplates, type DayTemplates } from '../../../bench/pull-day/day-templates.js';
import type { JsonRecord, LoggedRecord, SimUser } from '../../../simulator/tenant.js';

const LOGS = ['signIns', 'Audit.Exchange', 'directoryAudits'] as const;
const DAY_MS = 86_400_000;
/** When most people of the templates are at work, from the beginning of their day. */
const BUSY_MS = 16 * 3_600_000;

/** What a tenant of many people logs, made as it happens. */
export interface BusyStream {
  /** The people that the records speak of. */
  readonly users: readonly SimUser[];
  /** The rows of `[fromMs, toMs)`, each ready some time after it happened, as the provider has them. */
  rows(fromMs: number, toMs: number): readonly LoggedRecord[];
}

/** As many records a second as asked for, from the middle of a working day on, whatever the hour is here. */
export function createBusyStream(mailboxes: number, perSecond: number, nowMs: number): BusyStream {
  const templates = shifted(createDayTemplates(11), nowMs);
  const trial = createDayStream(templates, mailboxes, templates.recordsPerPerson);
  const sampleMs = 10 * 60_000;
  const found = LOGS.reduce((sum, log) => sum + count(trial.records(log, nowMs, nowMs + sampleMs)), 0);
  const echoes = Math.min(60, (perSecond * sampleMs) / 1000 / Math.max(found, 1));
  const stream = createDayStream(templates, mailboxes, templates.recordsPerPerson * echoes);
  return {
    users: usersOf(trial, nowMs),
    rows: (fromMs, toMs) =>
      LOGS.flatMap((log) => [...stream.records(log, fromMs, toMs)].map((text) => toRow(log, text))),
  };
}

/** The same day, begun so that it is busy at `nowMs`. */
function shifted(templates: DayTemplates, nowMs: number): DayTemplates {
  const { dayStartMs, people } = templates;
  const lateMs = (nowMs - dayStartMs - BUSY_MS) % DAY_MS;
  return {
    ...templates,
    dayStartMs: dayStartMs + lateMs,
    people: people.map(
      (logs) =>
        new Map(
          [...logs].map(([log, rows]) => [
            log,
            rows.map((row) => ({
              atMs: row.atMs + lateMs,
              fill: (names: Parameters<typeof row.fill>[0]) =>
                row.fill({ ...names, shiftMs: names.shiftMs + lateMs }),
            })),
          ]),
        ),
    ),
  };
}

function count(records: Iterable<string>): number {
  let found = 0;
  for (const _ of records) found += 1;
  return found;
}

function toRow(log: LoggedRecord['log'], text: string): LoggedRecord {
  const record = JSON.parse(text) as JsonRecord;
  const id = String(record.id ?? record.Id);
  const time = String(record.createdDateTime ?? record.activityDateTime ?? record.CreationTime);
  const atMs = Date.parse(time.endsWith('Z') ? time : `${time}Z`);
  return { log, id, atMs, availableAtMs: atMs + latenessMs(log, id), record };
}

/** Logs of sign-ins come within minutes, those of the feed later; which record how late follows from its id. */
function latenessMs(log: LoggedRecord['log'], id: string): number {
  const share = Number.parseInt(id.replaceAll(/[^0-9a-f]/g, '').slice(-4), 16) / 0xffff;
  return Math.round(log === 'signIns' ? 5_000 + share * 115_000 : 30_000 + share * 390_000);
}

/** Ids of accounts stand in sign-ins only; who has none that day is unknown to the directory. */
function usersOf(stream: DayStream, nowMs: number): readonly SimUser[] {
  const byName = new Map<string, SimUser>();
  for (const text of stream.records('signIns', nowMs, nowMs + DAY_MS)) {
    const { userId, userPrincipalName } = JSON.parse(text) as JsonRecord;
    if (typeof userId !== 'string' || typeof userPrincipalName !== 'string') continue;
    if (!byName.has(userPrincipalName)) byName.set(userPrincipalName, toUser(userId, userPrincipalName));
  }
  return [...byName.values()];
}

function toUser(id: string, userPrincipalName: string): SimUser {
  return {
    id,
    userPrincipalName,
    mail: userPrincipalName,
    displayName: userPrincipalName.split('@')[0] ?? '',
    department: 'Sales',
    jobTitle: 'Agent',
    userType: 'Member',
    accountEnabled: true,
    onPremisesSyncEnabled: false,
    mailboxKind: 'none',
    roles: [],
  };
}
