import type { Kysely } from 'kysely';

/**
 * The tables. Times are `Instant` texts, which sort as they are (PostgreSQL: `text collate "C"`). `body` and
 * `payload` of jobs and requests are JSON texts. Only `raw_record.payload` holds what the provider sent.
 */
export interface Tables {
  readonly raw_record: RawRecordRow;
  readonly rejected: RejectedRow;
  readonly event: EventRow;
  readonly event_account: EventAccountRow;
  readonly rule_match: RuleMatchRow;
  readonly finding: FindingRow;
  readonly incident: IncidentRow;
  readonly incident_alias: IncidentAliasRow;
  readonly action: ActionRow;
  readonly exposure: ExposureRow;
  readonly alert: AlertTableRow;
  readonly delivery: DeliveryRow;
  readonly coverage: CoverageRow;
  readonly source_cursor: CursorRow;
  readonly source_lateness: LatenessRow;
  readonly source_volume: VolumeRow;
  readonly gap_repair: GapRepairRow;
  readonly directory_user: UserRow;
  readonly job: JobRow;
  readonly request: RequestRow;
  readonly meta: MetaRow;
  readonly dirty: DirtyRow;
  readonly writer_lease: WriterLeaseRow;
}

export type Db = Kysely<Tables>;

/** `form` tells records that were merged from what was rejected before it became one. */
export interface RawRecordRow {
  readonly key: string;
  readonly form: 'record' | 'rejected-record' | 'rejected-bytes';
  readonly source: string;
  readonly shape: string;
  readonly occurred_at: string | null;
  readonly received_at: string;
  readonly content_hash: string;
  readonly payload: Uint8Array;
}

interface RejectedRow {
  readonly key: string;
  readonly source: string;
  readonly reason: string;
  readonly at: string;
}

/** `mailbox` is the account key of whose mailbox it was, if it names one. */
interface EventRow {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly mailbox: string | null;
  readonly body: string;
}

interface EventAccountRow {
  readonly subject: string;
  readonly event: string;
}

interface RuleMatchRow {
  readonly event: string;
  readonly rule: string;
}

interface FindingRow {
  readonly subject: string;
  readonly id: string;
  readonly rule: string;
  readonly position: number;
  readonly body: string;
}

interface IncidentRow {
  readonly id: string;
  readonly subject: string;
  readonly opened_at: string;
  readonly body: string;
}

interface IncidentAliasRow {
  readonly alias: string;
  readonly incident: string;
}

interface ActionRow {
  readonly id: string;
  readonly incident: string;
  readonly decided_at: string;
  readonly body: string;
}

interface ExposureRow {
  readonly incident: string;
  readonly assessed_at: string;
  readonly body: string;
}

interface AlertTableRow {
  readonly id: string;
  readonly at: string;
  readonly body: string;
}

interface DeliveryRow {
  readonly alert: string;
  readonly sink: string;
  readonly at: string;
}

export interface CoverageRow {
  readonly source: string;
  readonly from_at: string;
  readonly to_at: string;
  readonly state: 'covered' | 'gap' | 'repaired';
  readonly records: number;
  readonly reason: string | null;
  readonly detail: string | null;
}

/** `backfill_from` and `backfill_to` are both null when nothing is to be read backwards. */
export interface CursorRow {
  readonly source: string;
  readonly covered_to: string;
  readonly backfill_from: string | null;
  readonly backfill_to: string | null;
  readonly complete_to: string | null;
  readonly sounded_at: string | null;
}

/** `day` is the day of arrival, such as `2026-03-01`. */
interface LatenessRow {
  readonly source: string;
  readonly day: string;
  readonly bucket: number;
  readonly records: number;
}

interface VolumeRow {
  readonly source: string;
  readonly hour: string;
  readonly records: number;
}

export interface GapRepairRow {
  readonly source: string;
  readonly from_at: string;
  readonly to_at: string;
  readonly attempts: number;
  readonly next_at: string;
  readonly last_error: string;
}

/** `upn_key` is null once another account carries the name. */
interface UserRow {
  readonly id_key: string;
  readonly upn_key: string | null;
  readonly body: string;
}

export interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly version: string;
  readonly due_at: string;
  readonly priority: number;
  readonly payload: string;
  readonly status: 'pending' | 'leased' | 'done' | 'dead';
  readonly attempts: number;
  readonly lease_until: string | null;
  readonly last_error: string | null;
}

export interface RequestRow {
  readonly id: string;
  readonly kind: string;
  readonly payload: string;
  readonly requested_at: string;
  readonly status: 'pending' | 'done' | 'refused';
  readonly result: string | null;
}

interface MetaRow {
  readonly name: string;
  readonly value: string;
}

interface DirtyRow {
  readonly subject: string;
}

/** One row, of the name `writer`. */
interface WriterLeaseRow {
  readonly name: 'writer';
  readonly holder: string;
  readonly until: string;
}
