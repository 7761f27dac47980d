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
  readonly timeline_part: TimelinePartRow;
  readonly account_habit: AccountHabitRow;
  readonly rule_match: RuleMatchRow;
  readonly sighting: SightingRow;
  readonly correlation_definition: CorrelationDefinitionRow;
  readonly finding: FindingRow;
  readonly incident: IncidentRow;
  readonly incident_alias: IncidentAliasRow;
  readonly incident_trace: IncidentTraceRow;
  readonly action: ActionRow;
  readonly report_version: ReportVersionRow;
  readonly exposure: ExposureRow;
  readonly containment_state: ContainmentStateRow;
  readonly alert: AlertTableRow;
  readonly delivery: DeliveryRow;
  readonly sending: SendingRow;
  readonly acknowledgement: AcknowledgementRow;
  readonly coverage: CoverageRow;
  readonly source_cursor: CursorRow;
  readonly source_lateness: LatenessRow;
  readonly source_volume: VolumeRow;
  readonly gap_repair: GapRepairRow;
  readonly directory_user: UserRow;
  readonly directory_name: UserNameRow;
  readonly directory_role: RoleRow;
  readonly directory_role_read: RoleReadRow;
  readonly job: JobRow;
  readonly request: RequestRow;
  readonly meta: MetaRow;
  readonly dirty: DirtyRow;
  readonly writer_lease: WriterLeaseRow;
  readonly ledger: LedgerRow;
  readonly mailbox_survey: MailboxSurveyRow;
  readonly surveyed_message: SurveyedMessageRow;
  readonly peer_usage: PeerUsageRow;
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

/** `counts` and `is_matched` are 1 or 0: whether the event can speak for or against anybody, whether a rule matched it. */
export interface EventAccountRow {
  readonly subject: string;
  readonly at: string;
  readonly event: string;
  readonly counts: number;
  readonly is_matched: number;
}

/** All that counts of one account and one day, which is in whole days since the epoch. Derived: may be dropped. */
interface TimelinePartRow {
  readonly subject: string;
  readonly day: number;
  readonly payload: Uint8Array;
}

/** What an account is used to, as of when it was last scored. Derived: may be dropped. */
interface AccountHabitRow {
  readonly subject: string;
  readonly body: string;
}

interface RuleMatchRow {
  readonly event: string;
  readonly rule: string;
}

/** `part` is 0 (none), 1 (open) or 2 (proven), see `SightingMark`; `at` are milliseconds since the epoch. */
export interface SightingRow {
  readonly correlation: string;
  readonly grp: string;
  readonly at: number;
  readonly event: string;
  readonly rule: string;
  readonly act: string;
  readonly needs_credential: number;
  readonly body: string;
  readonly part: number;
  readonly is_held: number;
  readonly anchor: string | null;
  readonly seen_at: string;
}

interface CorrelationDefinitionRow {
  readonly correlation: string;
  readonly definition: string;
  readonly purged_to: string | null;
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

/** `trace` is what others of the same actor are found by, see `traceKeys`. */
interface IncidentTraceRow {
  readonly trace: string;
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

/** `thread` is what alerts about one thing share; null in those of the first version. */
interface ContainmentStateRow {
  readonly incident: string;
  readonly body: string;
}

interface AlertTableRow {
  readonly id: string;
  readonly at: string;
  readonly thread: string | null;
  readonly body: string;
}

/** `outcome` is null when the alert was sent for itself. */
export interface DeliveryRow {
  readonly alert: string;
  readonly sink: string;
  readonly at: string;
  readonly outcome: 'grouped' | 'silenced' | null;
}

/** A sending that was begun and whose end is not known. */
interface SendingRow {
  readonly alert: string;
  readonly sink: string;
  readonly at: string;
}

interface AcknowledgementRow {
  readonly thread: string;
  readonly by: string;
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
  /** By what peers are found; null where the directory does not say. */
  readonly department_key: string | null;
  readonly manager_key: string | null;
}

/** The account that carries a name now, or carried it last. */
interface UserNameRow {
  readonly name_key: string;
  readonly id_key: string;
}

/** `kind` is `held` or `eligible`. */
interface RoleRow {
  readonly kind: string;
  readonly id_key: string;
  readonly role: string;
}

/** One row for each kind of role that could be read. */
interface RoleReadRow {
  readonly kind: string;
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

/** `due_at` is when it must be scored at the latest; empty: as soon as can be. `last_sign_in` and `wary_until` are empty without one. */
export interface DirtyRow {
  readonly subject: string;
  readonly due_at: string;
  readonly last_sign_in: string;
  readonly wary_until: string;
  readonly messages: number;
}

/** `body` is the canonical JSON that `hash` was made of. */
export interface LedgerRow {
  readonly number: number;
  readonly hash: string;
  readonly body: string;
  readonly signature: string | null;
}

/** One row, of the name `writer`. */
interface WriterLeaseRow {
  readonly name: 'writer';
  readonly holder: string;
  readonly until: string;
}

interface ReportVersionRow {
  readonly incident: string;
  readonly version: number;
  readonly at: string;
  readonly body: string;
}

interface MailboxSurveyRow {
  readonly subject: string;
  readonly body: string;
}

/** Messages with customer data or an unread part only. */
interface SurveyedMessageRow {
  readonly subject: string;
  readonly item: string;
  readonly body: string;
}

/** What an account signed in with, and the first day of it (whole days since the epoch). */
interface PeerUsageRow {
  readonly value: string;
  readonly subject: string;
  readonly first_day: number;
}
