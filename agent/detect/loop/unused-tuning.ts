import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { InputIssue } from '../../model/errors.js';
import type { ContentFile } from '../content/content-file.js';
import { applies } from '../sigma/apply-filters.js';
import type { RuleFilter } from '../sigma/read-filter.js';
import { describeLogSource } from '../sigma/read-log-source.js';
import type { CompiledRule } from '../sigma/rule.js';

/** Filters for any rule of a log source that no rule here reads. Those that name rules are errors where they fail. */
export function unusedFilters(
  filters: readonly RuleFilter[],
  rules: readonly CompiledRule[],
): readonly InputIssue[] {
  return filters
    .filter((filter) => filter.rules === null && !rules.some((rule) => applies(filter, rule)))
    .map((filter) =>
      filter.document.issueAt(
        ['logsource'],
        `is not used: no rule here reads its log source (${describeLogSource(filter.logSource)}); remove the filter`,
      ),
    );
}

/**
 * Entries of tuning files that change nothing: a number, range or application that was listed before, a value that a
 * later file sets again. `files` in the order in which they are read.
 */
export function unusedTuning(files: readonly ContentFile[]): readonly InputIssue[] {
  const entries = files.flatMap(tuningEntries);
  const seen = new Map<string, Entry>();
  const issues: InputIssue[] = [];
  for (const entry of entries) {
    const earlier = seen.get(entry.key);
    if (earlier === undefined || !entry.isList) seen.set(entry.key, entry);
    if (earlier === undefined) continue;
    // Lists add up, so the later entry says nothing new; of single values the later one wins.
    const [idle, other] = entry.isList ? [entry, earlier] : [earlier, entry];
    const why = entry.isList ? 'is listed already in' : 'is set again in';
    const message = `is not used: ${idle.name} ${why} ${other.file}:${other.line}; remove it`;
    issues.push({ file: idle.file, line: idle.line, column: idle.column, message });
  }
  return issues;
}

interface Entry {
  /** Equal for two entries that say the same thing, or set the same thing. */
  readonly key: string;
  readonly name: string;
  readonly isList: boolean;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function tuningEntries({ file, text }: ContentFile): readonly Entry[] {
  const lines = new LineCounter();
  const entries: Entry[] = [];
  const add = (node: unknown, key: string, name: string, isList: boolean): void => {
    const at = lines.linePos((node as Node).range?.[0] ?? 0);
    entries.push({ key, name, isList, file, line: at.line, column: at.col });
  };
  for (const document of documentsOf(text, lines)) {
    for (const node of itemsAt(document, 'applications')) addScalar(node, 'application', add);
    for (const list of itemsAt(document, 'networks')) {
      // The same number in two classes is doubted where tuning is read; here only the exact repetition counts.
      const networkClass = isMap(list) ? classOf(list) : '';
      for (const node of itemsAt(list, 'asns')) addScalar(node, `${networkClass} AS`, add);
      for (const node of itemsAt(list, 'ranges')) addScalar(node, `${networkClass} range`, add);
    }
    for (const { key, name } of namesIn(document, 'thresholds', 'thresholds')) add(key, name, name, false);
  }
  return entries;
}

function addScalar(
  node: unknown,
  kind: string,
  add: (node: unknown, key: string, name: string, isList: boolean) => void,
): void {
  if (!isScalar(node)) return;
  const name = `${kind} ${String(node.value).toLowerCase()}`;
  add(node, name, name, true);
}

/** The tuning maps of a file; what is no valid YAML is said where tuning is read. */
function documentsOf(text: string, lines: LineCounter): readonly unknown[] {
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'error' });
    return [...documents].flatMap(({ contents }) => (isMap(contents) ? [contents.get('tuning')] : []));
  } catch {
    return [];
  }
}

function itemsAt(map: unknown, key: string): readonly unknown[] {
  const value = isMap(map) ? map.get(key, true) : undefined;
  return isSeq(value) ? value.items : [];
}

/** The keys of the single values below a map, those of the classes of mailboxes too: `thresholds.vip.open`. */
function namesIn(
  map: unknown,
  key: string,
  path: string,
): readonly { readonly key: unknown; readonly name: string }[] {
  const value: unknown = isMap(map) ? map.get(key, true) : undefined;
  if (!isMap(value)) return [];
  return value.items.flatMap((pair) => {
    if (!isScalar(pair.key)) return [];
    const name = `${path}.${pair.key.value}`;
    return isMap(pair.value) ? namesIn(value, String(pair.key.value), name) : [{ key: pair.key, name }];
  });
}

/** Lists with different ends say different things. */
function classOf(list: { get(key: string): unknown }): string {
  const until = list.get('until');
  return until === undefined ? String(list.get('class')) : `${list.get('class')} until ${until}`;
}
