import type { Node } from 'yaml';
import { MAILBOX_CLASSES, type MailboxClass, type Thresholds } from '../../model/tuning.js';
import { readAccount } from './read-account.js';
import { readHeldData } from './read-held-data.js';
import { readTerm, TERM_KEYS } from './read-term.js';
import type { TuningContext } from './tuning-draft.js';
import type { TuningReader } from './tuning-reader.js';

const BOUNDS = ['open', 'contain'] as const;
const MAX_POINTS = 100_000;

/**
 * Reads `thresholds`: those of all mailboxes, below the name of a class those of the class, and below `customerData` by how much they
 * are lower for mailboxes that hold such data.
 */
export function readThresholds(node: Node, context: TuningContext): void {
  const { reader, draft } = context;
  const pairs = reader.pairs(node, 'thresholds', [...BOUNDS, ...MAILBOX_CLASSES, 'customerData']);
  const heldData = pairs.get('customerData');
  if (heldData !== undefined) readHeldData(heldData, context);
  const standard = readBounds(node, pairs, 'thresholds', draft.thresholds, reader);
  if (standard !== null) draft.thresholds = standard;
  for (const named of MAILBOX_CLASSES) {
    const part = pairs.get(named);
    if (part === undefined) continue;
    const name = `thresholds.${named}`;
    const before = draft.classThresholds[named] ?? draft.thresholds;
    const bounds = readBounds(part, reader.pairs(part, name, BOUNDS), name, before, reader);
    if (bounds !== null) draft.classThresholds = { ...draft.classThresholds, [named]: bounds };
  }
}

function readBounds(
  node: Node,
  pairs: ReadonlyMap<string, Node>,
  name: string,
  before: Thresholds,
  reader: TuningReader,
): Thresholds | null {
  const read = (bound: (typeof BOUNDS)[number]): number => {
    const value = pairs.get(bound);
    const points = value === undefined ? null : reader.integer(value, `${name}.${bound}`, 1, MAX_POINTS);
    return points ?? before[bound];
  };
  const bounds = { open: read('open'), contain: read('contain') };
  if (bounds.contain >= bounds.open) return bounds;
  reader.fail(node, `${name}.contain must not be below ${name}.open: an incident opens first`);
  return null;
}

/** Reads `mailboxes`: lists of accounts of one class. Of an account that is named twice the later class counts. */
export function readMailboxes(node: Node, context: TuningContext): void {
  const { reader, draft } = context;
  const expected = `one of ${MAILBOX_CLASSES.join(', ')}`;
  const isClass = (text: string): boolean => (MAILBOX_CLASSES as readonly string[]).includes(text);
  const classes: Record<string, MailboxClass> = { ...draft.mailboxClasses };
  for (const item of reader.items(node, 'mailboxes')) {
    const pairs = reader.pairs(item, 'a list of mailboxes', ['class', 'accounts', ...TERM_KEYS]);
    const named = reader.text(pairs.get('class') ?? item, 'class', expected, isClass);
    readTerm(item, pairs, context);
    const accounts = pairs.get('accounts');
    if (named === null || accounts === undefined) continue;
    for (const account of reader.items(accounts, 'accounts')) {
      const name = readAccount(account, 'an account', reader);
      if (name !== null) classes[name] = named as MailboxClass;
    }
  }
  draft.mailboxClasses = classes;
}
