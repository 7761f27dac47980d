import type { Migration } from 'kysely';
import { accountTimelines } from './account-timelines.js';
import { alertThreads } from './alert-threads.js';
import { containmentStates } from './containment-states.js';
import { directory } from './directory.js';
import { firstTables } from './first-tables.js';
import { incidentTraces } from './incident-traces.js';
import { ledger } from './ledger.js';
import { mailboxSurveys } from './mailbox-surveys.js';
import { peerUsage } from './peer-usage.js';
import { peerUsageByDay } from './peer-usage-by-day.js';
import { reportVersions } from './report-versions.js';
import { sightings } from './sightings.js';
import { sourceState } from './source-state.js';
import { usageOfPast } from './usage-of-past.js';

/** Every step from nothing to the present tables, applied in the order of the names. A released step is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-source-state': sourceState,
  '0003-alert-threads': alertThreads,
  '0004-account-timelines': accountTimelines,
  '0005-sightings': sightings,
  '0006-containment-states': containmentStates,
  '0007-ledger': ledger,
  '0008-directory': directory,
  '0009-report-versions': reportVersions,
  '0010-incident-traces': incidentTraces,
  '0011-mailbox-surveys': mailboxSurveys,
  '0012-peer-usage': peerUsage,
  '0013-usage-of-past': usageOfPast,
  '0014-peer-usage-by-day': peerUsageByDay,
};
