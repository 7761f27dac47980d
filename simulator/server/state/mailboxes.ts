import { createHash } from 'node:crypto';
import type { MessageRule } from '@microsoft/microsoft-graph-types';
import type { Fixed } from '../../shapes/graph-shapes.js';
import type { SimFolder, SimMailbox, SimMessage, SimWorld } from '../../tenant.js';

/** A mailbox with its indexes. */
export interface OpenMailbox {
  readonly mailbox: SimMailbox;
  readonly byId: ReadonlyMap<string, SimMessage>;
  readonly byImmutableId: ReadonlyMap<string, SimMessage>;
  /** Newest first. */
  readonly messages: readonly SimMessage[];
  /** Graph `messageRule` objects by id; they change. */
  readonly rules: Map<string, Fixed<MessageRule>>;
  /** By id or well-known name. */
  folder(idOrName: string): SimFolder | null;
}

/** Every mailbox has these, whether anything lies in them or not ("mailFolder resource type"). */
const WELL_KNOWN = [
  'archive',
  'clutter',
  'conflicts',
  'conversationhistory',
  'deleteditems',
  'drafts',
  'inbox',
  'junkemail',
  'localfailures',
  'outbox',
  'recoverableitemsdeletions',
  'scheduled',
  'searchfolders',
  'sentitems',
  'serverfailures',
  'syncissues',
];

/** All mailboxes, indexed when they are first opened. */
export class Mailboxes {
  readonly #sources: SimWorld['mailboxes'];
  readonly #open = new Map<string, OpenMailbox>();

  constructor(world: SimWorld) {
    this.#sources = world.mailboxes;
  }

  /** Null when the account has none. */
  open(userId: string): OpenMailbox | null {
    const known = this.#open.get(userId);
    if (known !== undefined) return known;
    const source = this.#sources.get(userId);
    if (source === undefined) return null;
    const made = openMailbox(source);
    this.#open.set(userId, made);
    return made;
  }
}

/** The other form of an item's id, which stays when the item is moved; asked for by a header. */
export function immutableId(id: string): string {
  return `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A${createHash('sha256').update(id).digest('base64url').slice(0, 40)}AA=`;
}

export function isImmutableId(id: string): boolean {
  return id.startsWith('AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A');
}

/** The folder above all folders. */
export function rootFolderId(userId: string): string {
  return hiddenFolderId(userId, 'msgfolderroot');
}

function openMailbox(mailbox: SimMailbox): OpenMailbox {
  const folders = new Map<string, SimFolder>();
  for (const name of WELL_KNOWN) {
    const id = hiddenFolderId(mailbox.userId, name);
    // Hidden below the root of the store: no listing shows it.
    const empty = { id, displayName: name, parentFolderId: 'store', wellKnownName: name };
    folders.set(name, empty);
    folders.set(id, empty);
  }
  for (const folder of mailbox.folders) {
    folders.set(folder.id, folder);
    if (folder.wellKnownName !== null) folders.set(folder.wellKnownName.toLowerCase(), folder);
  }
  return {
    mailbox,
    byId: new Map(mailbox.messages.map((message) => [message.id, message])),
    byImmutableId: new Map(mailbox.messages.map((message) => [immutableId(message.id), message])),
    messages: mailbox.messages.toSorted((a, b) => b.receivedAtMs - a.receivedAtMs),
    rules: new Map(mailbox.rules.map((rule, index) => [String(rule.id ?? `rule-${index}`), rule])),
    folder: (idOrName) => folders.get(idOrName) ?? folders.get(idOrName.toLowerCase()) ?? null,
  };
}

function hiddenFolderId(userId: string, name: string): string {
  const hash = createHash('sha256').update(`${userId}/${name}`).digest('base64url');
  return `LgAAAAB${hash}AQAAAB`;
}
