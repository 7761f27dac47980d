import type { Action } from './action.js';
import { sha256 } from './ids.js';
import { canonicalJson, isJsonObject, type JsonObject } from './json.js';
import type { Instant } from './time.js';

/**
 * What an entry tells. `call-begun` stands before the first call out of an action, `call-answered` after its end; `call-sent` and
 * `call-returned` around each single call that changes something.
 */
export type LedgerKind =
  | 'action-decided'
  | 'action-approved'
  | 'action-held'
  | 'action-skipped'
  | 'action-changed'
  | 'call-begun'
  | 'call-answered'
  | 'call-sent'
  | 'call-returned'
  | 'evidence-frozen'
  | 'verified'
  | 'undone'
  | 'request-answered'
  | 'brake-tripped'
  | 'brake-released'
  | 'incident-closed'
  | 'person-erased'
  | 'terms-loaded'
  | 'protection-resolved'
  | 'mailbox-kind-asked'
  | 'store-restored';

/** What is to be written down. The detail holds no customer's value, no secret and no token. */
export interface LedgerNote {
  readonly kind: LedgerKind;
  readonly incident: string | null;
  /** The action, request or brake trip that it is about. */
  readonly subject: string | null;
  readonly detail: JsonObject;
}

/** One link of the chain. */
export interface LedgerEntry extends LedgerNote {
  /** From 1, without gaps. */
  readonly number: number;
  readonly at: Instant;
  /** Hash of the entry before; `LEDGER_BEGIN` in the first. */
  readonly previous: string;
  /** SHA-256 of the canonical JSON of all of the above. */
  readonly hash: string;
  /** Ed25519 over the hash, base64; null when the agent had no ledger key. */
  readonly signature: string | null;
}

/** An entry as it was found. */
export interface StoredLedgerEntry extends LedgerEntry {
  /** Where it lies, from 1; equals its number while nobody tampered. */
  readonly place: number;
}

/** How long the chain is and how it ends: what a copy outside the store has to remember to see that its end was cut. */
export interface LedgerHead {
  readonly entries: number;
  readonly hash: string;
}

export const LEDGER_BEGIN = '0'.repeat(64);

/** The text of an entry that is hashed, stored and exported. */
export function ledgerText(entry: Omit<LedgerEntry, 'hash' | 'signature'>): string {
  const { number, at, kind, incident, subject, detail, previous } = entry;
  return canonicalJson({ number, at, kind, incident, subject, detail, previous });
}

/** The link that follows `before`; signed by whoever appends it. */
export function nextLink(note: LedgerNote, before: LedgerHead | null, at: Instant): LedgerEntry {
  const link = { ...note, number: (before?.entries ?? 0) + 1, at, previous: before?.hash ?? LEDGER_BEGIN };
  return { ...link, hash: sha256(ledgerText(link)), signature: null };
}

/**
 * What a change of an action is in the ledger: the whole action as it is then; null where nothing changed. Drawn from the change itself, so that nobody
 * who changes an action can forget to write it down.
 */
export function noteOfAction(before: Action | null, after: Action): LedgerNote | null {
  const text = canonicalJson(after);
  if (before !== null && canonicalJson(before) === text) return null;
  const detail: unknown = JSON.parse(text);
  return {
    kind: kindOf(before, after),
    incident: after.incident,
    subject: after.id,
    detail: isJsonObject(detail) ? detail : {},
  };
}

function kindOf(before: Action | null, after: Action): LedgerKind {
  if (before === null) return 'action-decided';
  if (after.status !== before.status) return kindOfStatus(after);
  if (after.attemptedAt !== before.attemptedAt) return 'call-begun';
  if (after.verified !== before.verified) return 'verified';
  return 'action-changed';
}

function kindOfStatus({ status }: Action): LedgerKind {
  switch (status) {
    case 'approved':
      return 'action-approved';
    case 'held':
      return 'action-held';
    case 'skipped':
      return 'action-skipped';
    case 'done':
    case 'failed':
      return 'call-answered';
    case 'undone':
      return 'undone';
    case 'proposed':
      return 'action-changed';
  }
}
