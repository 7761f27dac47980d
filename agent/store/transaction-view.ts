import type { StoreReads, StoreTx } from '../model/store.js';
import { erasureReads, erasureWrites } from './erase-person.js';
import type { RecordCodec } from './record-codec.js';
import { accountKeyReads } from './tables/account-keys.js';
import { actionReads } from './tables/actions.js';
import { alertReads, alertWrites } from './tables/alerts.js';
import { arrivalReads, arrivalWrites } from './tables/arrivals.js';
import { containmentReads, containmentWrites } from './tables/containment-states.js';
import { coverageReads, coverageWrites } from './tables/coverage.js';
import { cursorReads, cursorWrites } from './tables/cursors.js';
import { dirtyReads, dirtyWrites } from './tables/dirty.js';
import { eventPurge } from './tables/event-purge.js';
import { eventReads, eventWrites } from './tables/events.js';
import { exposureReads, exposureWrites } from './tables/exposures.js';
import { figureReads } from './tables/figures.js';
import { findingReads, findingWrites } from './tables/findings.js';
import { habitReads, habitWrites } from './tables/habits.js';
import { incidentReads, incidentWrites } from './tables/incidents.js';
import { jobReads, jobWrites } from './tables/jobs.js';
import { type LedgerParts, ledgerReads, ledgerWrites } from './tables/ledger.js';
import { mailAccessReads } from './tables/mail-access.js';
import { metaReads, metaWrites } from './tables/meta.js';
import { newestEventReads } from './tables/newest-events.js';
import { peerReads, peerWrites } from './tables/peers.js';
import { quarantineReads } from './tables/quarantine.js';
import { recordReads, recordWrites } from './tables/records.js';
import { rejectedReads, rejectedWrites } from './tables/rejected.js';
import { repairReads, repairWrites } from './tables/repairs.js';
import { reportVersionReads, reportVersionWrites } from './tables/report-versions.js';
import { requestReads, requestWrites } from './tables/requests.js';
import { roleWrites } from './tables/roles.js';
import { sightingWrites } from './tables/sighting-writes.js';
import { sightingReads } from './tables/sightings.js';
import { surveyReads, surveyWrites } from './tables/surveys.js';
import { timelineReads, timelineWrites } from './tables/timelines.js';
import { userReads, userWrites } from './tables/users.js';
import type { Db } from './tables.js';

/** Every read of the port, on one connection that is inside a transaction. */
export function readView(db: Db, codec: RecordCodec): StoreReads {
  return {
    ...recordReads(db, codec),
    ...rejectedReads(db),
    ...quarantineReads(db, codec),
    ...eventReads(db),
    ...timelineReads(db),
    ...habitReads(db),
    ...newestEventReads(db),
    ...mailAccessReads(db),
    ...findingReads(db),
    ...incidentReads(db),
    ...actionReads(db),
    ...exposureReads(db),
    ...reportVersionReads(db),
    ...surveyReads(db),
    ...containmentReads(db),
    ...alertReads(db),
    ...coverageReads(db),
    ...cursorReads(db),
    ...arrivalReads(db),
    ...repairReads(db),
    ...userReads(db),
    ...peerReads(db),
    ...jobReads(db),
    ...requestReads(db),
    ...metaReads(db),
    ...dirtyReads(db),
    ...ledgerReads(db),
    ...sightingReads(db, codec),
    ...accountKeyReads(db),
    ...figureReads(db),
    ...erasureReads(db, codec),
  };
}

/** Every read and write of the port, on one connection that is inside a write transaction. */
export function writeView(
  db: Db,
  codec: RecordCodec,
  ledger: LedgerParts,
  afterCommit: StoreTx['afterCommit'],
): StoreTx {
  return {
    ...readView(db, codec),
    ...recordWrites(db, codec),
    ...rejectedWrites(db, codec),
    ...eventWrites(db),
    ...eventPurge(db),
    ...timelineWrites(db),
    ...habitWrites(db),
    ...findingWrites(db),
    ...incidentWrites(db),
    ...ledgerWrites(db, ledger),
    ...exposureWrites(db),
    ...reportVersionWrites(db),
    ...surveyWrites(db),
    ...containmentWrites(db),
    ...alertWrites(db),
    ...coverageWrites(db),
    ...cursorWrites(db),
    ...arrivalWrites(db),
    ...repairWrites(db),
    ...userWrites(db),
    ...peerWrites(db),
    ...roleWrites(db),
    ...jobWrites(db),
    ...requestWrites(db),
    ...metaWrites(db),
    ...dirtyWrites(db),
    ...sightingWrites(db),
    ...erasureWrites(db, codec),
    afterCommit,
  };
}
