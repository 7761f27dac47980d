import { OutsideError } from '../model/errors.js';
import {
  EVIDENCE_PARTS,
  type EvidencePart,
  FROZEN_SOURCE,
  frozenKey,
  frozenKeys,
} from '../model/frozen-evidence.js';
import { sha256 } from '../model/ids.js';
import type { Incident } from '../model/incident.js';
import { canonicalJson, type JsonObject } from '../model/json.js';
import type { RawRecord } from '../model/raw-record.js';
import type { AccountEvidence } from '../model/response-ports.js';
import type { Job, StoreTx } from '../model/store.js';
import type { JobContext } from './context.js';

/**
 * Keeps how an account stands, part by part, before an intruder or we change it: the provider's own words go among the raw records, the one
 * place that is encrypted, and their hashes into the ledger. It runs beside the containment, which never waits for it. A part that may not
 * be read is written down as unknown. Raises `OutsideError` for what may pass, once all other parts are kept.
 */
export async function freezeEvidence(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const incident = await context.store.read((reads) => reads.incident(job.subject));
  const { evidence } = context;
  if (incident !== null && incident.status !== 'closed' && evidence !== undefined)
    await freezeAll({ incident, evidence, context, signal });
  await context.store.write('freeze-end', (tx) => tx.finishJob(job.id, job.version));
}

async function freezeAll(freezing: Freezing): Promise<void> {
  const { incident, context, signal } = freezing;
  const account = await accountOf(incident, context, signal);
  if (account === null) {
    const unknown = 'the directory knows no such account';
    await context.store.write('freeze', (tx) => noteUnfrozen(tx, incident.id, unknown));
    return;
  }
  const ends = await Promise.allSettled(EVIDENCE_PARTS.map((part) => freezePart(part, account, freezing)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

interface Freezing {
  readonly incident: Incident;
  readonly evidence: AccountEvidence;
  readonly context: JobContext;
  readonly signal: AbortSignal;
}

/** Null where the directory knows no such account. */
async function accountOf(
  { mailbox: { id, upn } }: Incident,
  { directory }: JobContext,
  signal: AbortSignal,
): Promise<string | null> {
  if (id !== null || upn === null) return id;
  return (await directory.user(upn, signal))?.id ?? null;
}

async function freezePart(
  part: EvidencePart,
  account: string,
  { incident, evidence, context, signal }: Freezing,
): Promise<void> {
  const key = frozenKey(incident.id, part);
  const known = await context.store.read((reads) => reads.records([key]));
  if (known.length > 0) return;
  try {
    const objects = await evidence.read(account, part, signal);
    await keep(key, { incident: incident.id, account, part, objects }, incident, context);
  } catch (cause) {
    if (!(cause instanceof OutsideError) || cause.isRetryable || cause.kind === 'aborted') throw cause;
    await context.store.write('freeze', (tx) => noteUnfrozen(tx, incident.id, cause.message, [part]));
    const fields = { incident: incident.id, part, reason: cause.message };
    context.log.warn(fields, 'a part of the evidence could not be kept');
  }
}

async function keep(
  key: string,
  content: JsonObject,
  { id }: Incident,
  { store, clock }: JobContext,
): Promise<void> {
  const takenAt = clock.now();
  const body: JsonObject = { ...content, takenAt };
  const record: RawRecord = { key, source: FROZEN_SOURCE, shape: 'unknown', occurredAt: takenAt, body };
  await store.write('freeze', async (tx) => {
    await tx.mergeRecords([record], (kept) => kept, takenAt);
    const detail = { part: content.part ?? null, sha256: sha256(canonicalJson(body)) };
    await tx.appendLedger({ kind: 'evidence-frozen', incident: id, subject: key, detail });
  });
}

/** Writes down that parts were not kept, and why, where they are not kept yet. Could not look is never nothing found. */
export async function noteUnfrozen(
  tx: StoreTx,
  incident: string,
  unknown: string,
  parts: readonly EvidencePart[] = EVIDENCE_PARTS,
): Promise<void> {
  const kept = new Set((await tx.records(frozenKeys(incident))).map(({ key }) => key));
  for (const part of parts) {
    const subject = frozenKey(incident, part);
    if (kept.has(subject)) continue;
    await tx.appendLedger({ kind: 'evidence-frozen', incident, subject, detail: { part, unknown } });
  }
}
