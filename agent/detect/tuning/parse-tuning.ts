import { type Document, isMap, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { InputIssue } from '../../model/errors.js';
import { HOUR_MS } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { DEFAULT_TUNING } from './default-tuning.js';
import { readApplications } from './read-applications.js';
import { readLearning } from './read-learning.js';
import { readNetworks } from './read-networks.js';
import { readDelegates, readTravel } from './read-people.js';
import { readMailboxes, readThresholds } from './read-thresholds.js';
import type { TuningContext, TuningDraft, TuningTerm } from './tuning-draft.js';
import { createReader } from './tuning-reader.js';

export { DEFAULT_TUNING } from './default-tuning.js';

/** Readers of the parts of a document, in the order in which they are read. */
const PARTS: Readonly<Record<string, (node: Node, context: TuningContext) => void>> = {
  thresholds: readThresholds,
  mailboxes: readMailboxes,
  behaviours: refuseBehaviours,
  learning: readLearning,
  networks: readNetworks,
  applications: readApplications,
  travel: readTravel,
  delegates: readDelegates,
  latenessHours: readLateness,
};
const MAX_LATENESS_HOURS = 24 * 90;

/**
 * Reads tuning documents (those with the top-level key `tuning`; others are passed over) over the defaults, in the order
 * given. Lists add up, single values of a later file win. Every mistake is named with its place; what is mistaken is left out.
 */
export function parseTuning(files: readonly { readonly file: string; readonly text: string }[]): {
  readonly tuning: Tuning;
  /** The entries that end, whether they are over or not. */
  readonly terms: readonly TuningTerm[];
  readonly errors: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
} {
  const errors: InputIssue[] = [];
  const warnings: InputIssue[] = [];
  const terms: TuningTerm[] = [];
  const draft: TuningDraft = { ...DEFAULT_TUNING };
  for (const { file, text } of files) {
    const lines = new LineCounter();
    const reader = createReader(file, lines, errors, warnings);
    for (const document of documentsOf(file, text, lines, errors)) {
      const root = isMap(document.contents) ? document.contents.get('tuning', true) : undefined;
      if (root !== undefined) readDocument(root, { reader, draft, terms });
    }
  }
  return { tuning: draft, terms, errors, warnings };
}

function documentsOf(
  file: string,
  text: string,
  lines: LineCounter,
  errors: InputIssue[],
): readonly Document[] {
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true });
    const list: readonly Document[] = Array.isArray(documents) ? documents : [];
    for (const error of list.flatMap((document) => document.errors)) {
      const at = lines.linePos(error.pos[0]);
      const what = error.message.split(' at line')[0] ?? 'unreadable';
      errors.push({ file, line: at.line, column: at.col, message: `is not valid YAML: ${what}` });
    }
    return list.filter((document) => document.errors.length === 0);
  } catch {
    // The parser is recursive: nesting deep enough exhausts the stack.
    errors.push({ file, line: null, column: null, message: 'is nested too deeply; write it flat' });
    return [];
  }
}

function readDocument(root: unknown, context: TuningContext): void {
  const pairs = context.reader.pairs(root, 'tuning', Object.keys(PARTS));
  for (const [name, read] of Object.entries(PARTS)) {
    const part = pairs.get(name);
    if (part !== undefined) read(part, context);
  }
}

function readLateness(node: Node, { reader, draft }: TuningContext): void {
  const hours = reader.integer(node, 'latenessHours', 1, MAX_LATENESS_HOURS);
  if (hours !== null) draft.latenessMs = hours * HOUR_MS;
}

/** They stood here once. What would change nothing in silence is refused, with the place where it belongs. */
function refuseBehaviours(node: Node, { reader }: TuningContext): void {
  reader.fail(
    node,
    'points of behaviours are set in files of their own now, one for each: title, "behaviour: { type: new-network }" and "mailwarden: { points: 2000 }" (docs/rules.md, Behaviours); move them there and remove this key',
  );
}
