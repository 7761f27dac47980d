import ipaddr from 'ipaddr.js';
import { type Document, isMap, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { InputIssue } from '../../model/errors.js';
import { HOUR_MS } from '../../model/time.js';
import type { NetworkClass, NetworkList, Tuning } from '../../model/tuning.js';
import { BEHAVIOUR_POINTS, type BehaviourName, DEFAULT_TUNING } from './default-tuning.js';
import { createReader, type TuningReader } from './tuning-reader.js';

export { DEFAULT_TUNING } from './default-tuning.js';

const KEYS = ['thresholds', 'behaviours', 'networks', 'applications', 'latenessHours'];
const CLASSES: readonly NetworkClass[] = ['hosting', 'vpn', 'relay', 'mobile', 'office', 'provider'];
const NAMES = Object.keys(BEHAVIOUR_POINTS) as readonly BehaviourName[];
const MAX_POINTS = 10_000;
const MAX_ASN = 4_294_967_295;
const MAX_LATENESS_HOURS = 24 * 90;

type Draft = { -readonly [K in keyof Tuning]: Tuning[K] };

/**
 * Reads tuning documents (those with the top-level key `tuning`; others are passed over) over the defaults, in the order
 * given. Lists add up, single values of a later file win. Every mistake is named with its place; what is mistaken is left out.
 */
export function parseTuning(files: readonly { readonly file: string; readonly text: string }[]): {
  readonly tuning: Tuning;
  readonly errors: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
} {
  const errors: InputIssue[] = [];
  const warnings: InputIssue[] = [];
  const draft: Draft = { ...DEFAULT_TUNING };
  for (const { file, text } of files) {
    const lines = new LineCounter();
    const reader = createReader(file, lines, errors, warnings);
    for (const document of documentsOf(file, text, lines, errors)) {
      const root = isMap(document.contents) ? document.contents.get('tuning', true) : undefined;
      if (root !== undefined) readDocument(root, reader, draft);
    }
  }
  return { tuning: draft, errors, warnings };
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

function readDocument(root: unknown, reader: TuningReader, draft: Draft): void {
  const pairs = reader.pairs(root, 'tuning', KEYS);
  const thresholds = pairs.get('thresholds');
  if (thresholds !== undefined) readThresholds(thresholds, reader, draft);
  const behaviours = pairs.get('behaviours');
  if (behaviours !== undefined) readBehaviours(behaviours, reader, draft);
  const networks = pairs.get('networks');
  if (networks !== undefined) readNetworks(networks, reader, draft);
  const applications = pairs.get('applications');
  if (applications !== undefined) readApplications(applications, reader, draft);
  const lateness = pairs.get('latenessHours');
  if (lateness !== undefined) {
    const hours = reader.integer(lateness, 'latenessHours', 1, MAX_LATENESS_HOURS);
    if (hours !== null) draft.latenessMs = hours * HOUR_MS;
  }
}

function readThresholds(node: Node, reader: TuningReader, draft: Draft): void {
  const pairs = reader.pairs(node, 'thresholds', ['open', 'contain']);
  const read = (name: 'open' | 'contain'): number => {
    const value = pairs.get(name);
    const points = value === undefined ? null : reader.integer(value, `thresholds.${name}`, 1, 100_000);
    return points ?? draft.thresholds[name];
  };
  const thresholds = { open: read('open'), contain: read('contain') };
  if (thresholds.contain < thresholds.open) {
    reader.fail(node, 'thresholds.contain must not be below thresholds.open: an incident opens first');
    return;
  }
  draft.thresholds = thresholds;
}

function readBehaviours(node: Node, reader: TuningReader, draft: Draft): void {
  const points: Record<string, number> = { ...draft.behaviours };
  for (const [name, value] of reader.pairs(node, 'behaviours', NAMES)) {
    const isExculpation = (BEHAVIOUR_POINTS as Readonly<Record<string, number>>)[name] ?? 0;
    const [min, max] = isExculpation < 0 ? [-MAX_POINTS, 0] : [0, MAX_POINTS];
    const worth = reader.integer(value, `behaviours.${name} (thousandths)`, min, max);
    if (worth !== null) points[name] = worth;
  }
  draft.behaviours = points;
}

function readNetworks(node: Node, reader: TuningReader, draft: Draft): void {
  const classes = new Map<number, NetworkClass>();
  for (const list of draft.networks) for (const asn of list.asns) classes.set(asn, list.class);
  const lists = reader.items(node, 'networks').flatMap((item) => readNetworkList(item, reader, classes));
  draft.networks = [...draft.networks, ...lists];
}

function readNetworkList(
  node: Node,
  reader: TuningReader,
  classes: Map<number, NetworkClass>,
): readonly NetworkList[] {
  const pairs = reader.pairs(node, 'a network list', ['class', 'asns', 'ranges']);
  const expected = `one of ${CLASSES.join(', ')}`;
  const isClass = (text: string): boolean => (CLASSES as readonly string[]).includes(text);
  const named = reader.text(pairs.get('class') ?? node, 'class', expected, isClass);
  if (named === null) return [];
  const networkClass = named as NetworkClass;
  const asns = readList(pairs.get('asns'), 'asns', reader).flatMap((item) => {
    const asn = reader.integer(item, 'an autonomous system number', 1, MAX_ASN);
    if (asn === null) return [];
    const other = classes.get(asn);
    if (other !== undefined && other !== networkClass) {
      reader.warn(item, `AS${asn} is listed as ${other} before; it now counts as ${networkClass}`);
    }
    classes.set(asn, networkClass);
    return [asn];
  });
  const cidr = 'a CIDR range such as 198.51.100.0/24';
  const ranges = readList(pairs.get('ranges'), 'ranges', reader).flatMap(
    (item) => reader.text(item, 'a range', cidr, (text) => ipaddr.isValidCIDR(text)) ?? [],
  );
  return asns.length + ranges.length === 0 ? [] : [{ class: networkClass, asns, ranges }];
}

function readList(node: Node | undefined, name: string, reader: TuningReader): readonly Node[] {
  return node === undefined ? [] : reader.items(node, name);
}

function readApplications(node: Node, reader: TuningReader, draft: Draft): void {
  const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  const ids = reader
    .items(node, 'applications')
    .flatMap((item) => reader.text(item, 'an application id', 'a GUID', isId)?.toLowerCase() ?? []);
  draft.applications = [...new Set([...draft.applications, ...ids])];
}
