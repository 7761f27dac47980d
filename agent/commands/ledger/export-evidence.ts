import { join } from 'node:path';
import type { Config } from '../../config.js';
import { actionsOfIncident } from '../../model/actions-of-incident.js';
import { sha256 } from '../../model/ids.js';
import type { Incident } from '../../model/incident.js';
import { memberIds } from '../../model/incident-actor.js';
import { canonicalJson } from '../../model/json.js';
import { ledgerText, type StoredLedgerEntry } from '../../model/ledger.js';
import type { RawRecord } from '../../model/raw-record.js';
import type { StoreReads } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import { writeWhole } from '../../runtime/files.js';
import { createLedgerSeal } from '../../store/ledger-seal.js';
import { knownIncident } from '../read-store.js';
import { readLedger } from './read-ledger.js';
import { type LedgerVerdict, verifyLedger } from './verify-ledger.js';

/** What `ledger export --json` prints. */
export interface EvidenceExport {
  readonly incident: string;
  readonly entries: number;
  readonly records: number;
  /** Proofs of the incident that are no longer stored. */
  readonly missing: readonly string[];
  readonly ledger: LedgerVerdict;
  readonly paths: readonly string[];
}

/**
 * Writes what a third party needs to judge a case: the entries of the ledger that speak of it, the raw records that prove it, and a
 * manifest with the hash of each file and record. Raw records hold personal data: the folder is for who may see that. Raises
 * `InputError` for an unknown incident, and Node's own error of a file.
 */
export async function exportEvidence(
  id: string,
  out: string,
  config: Config,
  reads: StoreReads,
  now: Instant,
): Promise<EvidenceExport> {
  const incident = await knownIncident(id, reads);
  const entries = await entriesOf(incident, reads);
  const { records, missing } = await recordsOf(incident, entries, reads);
  const ledger = await verifyLedger(config, reads);
  const files = new Map([
    ['incident.json', `${JSON.stringify(incident, null, 2)}\n`],
    ['ledger.ndjson', entries.map((entry) => `${lineOf(entry)}\n`).join('')],
    ['records.ndjson', records.map((record) => `${canonicalJson(record)}\n`).join('')],
  ]);
  const manifest = {
    incident: incident.id,
    exportedAt: now,
    ledger,
    publicKey: createLedgerSeal(config.store.ledgerKey).publicKeyPem,
    files: [...files].map(([name, text]) => ({ name, sha256: sha256(text) })),
    records: records.map(({ key, source, body }) => ({ key, source, sha256: sha256(canonicalJson(body)) })),
    missing,
  };
  files.set('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  const paths = [...files].map(([name, text]) => {
    writeWhole(join(out, name), text);
    return join(out, name);
  });
  return { incident: incident.id, entries: entries.length, records: records.length, missing, ledger, paths };
}

/** Of an actor's incident those of all its mailboxes too. */
async function entriesOf(incident: Incident, reads: StoreReads): Promise<readonly StoredLedgerEntry[]> {
  const names = new Set([incident.id, ...incident.aliases, ...memberIds(incident)]);
  const entries: StoredLedgerEntry[] = [];
  for await (const entry of readLedger(reads))
    if (entry.incident !== null && names.has(entry.incident)) entries.push(entry);
  return entries;
}

/** With the text that was hashed, so that the hash can be made again without knowing our canonical form. */
function lineOf(entry: StoredLedgerEntry): string {
  const { number, hash, signature } = entry;
  return JSON.stringify({ number, hash, signature, text: ledgerText(entry) });
}

/** What the incident and the acts upon it rest on, and what was frozen of its account. */
async function recordsOf(
  incident: Incident,
  entries: readonly StoredLedgerEntry[],
  reads: StoreReads,
): Promise<{ readonly records: readonly RawRecord[]; readonly missing: readonly string[] }> {
  const actions = await actionsOfIncident(incident, reads, memberIds(incident));
  const proofs = [
    ...incident.reasons.flatMap((reason) => reason.events),
    ...incident.mailEvents,
    ...actions.flatMap(({ evidence = [] }) => evidence),
    ...entries.flatMap(({ kind, subject, detail }) =>
      kind === 'evidence-frozen' && subject !== null && typeof detail.sha256 === 'string' ? [subject] : [],
    ),
  ];
  const keys = [...new Set(proofs)].sort();
  const records = await reads.records(keys);
  const found = new Set(records.map((record) => record.key));
  return { records, missing: keys.filter((key) => !found.has(key)) };
}
