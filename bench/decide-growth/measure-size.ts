import { statSync } from 'node:fs';
import { SECOND_MS } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { fixedClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { benchStore } from '../pull-day/bench-store.js';
import { createDayStream } from '../pull-day/day-stream.js';
import { createDayTemplates } from '../pull-day/day-templates.js';
import { streamSettings } from '../pull-day/decide-settings.js';
import { measure } from '../pull-day/measure.js';
import { knowAccounts } from './know-accounts.js';
import { sliceOf } from './slice-of.js';

/** One size, in a folder of its own. */
export interface SizeOptions {
  readonly users: number;
  readonly records: number;
  readonly seed: number;
  readonly directory: string;
}

/** What the slice of one size came to. */
export interface SizeFigures {
  readonly users: number;
  readonly records: number;
  readonly sliceSeconds: number;
  readonly cpuSeconds: number;
  readonly recordsPerCpuSecond: number;
  readonly peakRssMb: number;
  /** Of the whole store at the end. */
  readonly storeMb: number;
  /** What the slice added to it. */
  readonly bytesPerRecord: number;
  readonly incidents: number;
}

/** What a mailbox has on its working day. */
const RECORDS_PER_USER = 300;
const PULLS = 10;
const MB = 1_048_576;

/** Fills the store with the accounts of the tenant; nothing of it is measured. */
export async function prepareSize({ users, seed, directory }: SizeOptions): Promise<void> {
  const templates = createDayTemplates(seed);
  const stream = createDayStream(templates, users, RECORDS_PER_USER);
  const settings = streamSettings();
  const store = await openStore({ ...benchStore(directory), boundary: openBoundary });
  try {
    const clock = fixedClock(templates.dayStartMs);
    await knowAccounts(stream, users, { store, clock, log: silentLog, settings: () => settings });
  } finally {
    await store.close();
  }
}

/** Pulls the slice into the store that was prepared. Peak memory is this process's, so it does nothing else. */
export async function measureSize({ users, records, seed, directory }: SizeOptions): Promise<SizeFigures> {
  const templates = createDayTemplates(seed);
  const slice = sliceOf(templates, { users, records, recordsPerUser: RECORDS_PER_USER });
  const run = await measure({
    ...{ seed, directory, mailboxes: users, recordsPerMailbox: RECORDS_PER_USER, ...slice },
    ...{ historyDays: 0, overlapMs: 0, isBackfill: false, json: null },
    stepMs: Math.max(SECOND_MS, Math.ceil(slice.lengthMs / PULLS)),
  });
  const cpuSeconds = run.cpuMs / SECOND_MS;
  return {
    users,
    records: run.traffic.records,
    sliceSeconds: slice.lengthMs / SECOND_MS,
    cpuSeconds,
    recordsPerCpuSecond: run.traffic.records / cpuSeconds,
    peakRssMb: run.peakRssBytes / MB,
    storeMb: statSync(benchStore(directory).file).size / MB,
    bytesPerRecord: run.storeBytes / run.traffic.records,
    incidents: run.incidents,
  };
}
