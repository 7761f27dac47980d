import { type Document, isMap, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import type { InputIssue } from '../../model/errors.js';
import { findDeepNesting } from './find-deep-nesting.js';

/** Names a value inside a document: keys as texts, list positions as numbers. */
export type YamlPath = readonly (string | number)[];

/** One document of a YAML file, with the place of every value in it. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /** An issue at the value of a path, or at its key, or at the nearest parent that exists. */
  issueAt(path: YamlPath, message: string, place?: 'value' | 'key'): InputIssue;
  /** The 1-based line of a value, or of the nearest parent that exists. */
  lineOf(path: YamlPath): number;
}

/** What a file holds: the documents that can be used, and the mistakes of those that cannot. */
export interface YamlDocuments {
  readonly documents: readonly YamlDocument[];
  readonly errors: readonly InputIssue[];
}

/** Enough for anchors that people write, too few for a document that unfolds without end. */
const MAX_ALIASES = 100;

/** Reads every document of a YAML file (several are separated by `---`). Empty documents are left out. Never throws. */
export function parseYamlDocuments(file: string, text: string): YamlDocuments {
  const deepLine = findDeepNesting(text);
  if (deepLine !== null) {
    const message = 'is nested too deeply to be a rule file; write it flat';
    return { documents: [], errors: [{ file, line: deepLine, column: null, message }] };
  }
  const lines = new LineCounter();
  const errors: InputIssue[] = [];
  const documents: YamlDocument[] = [];
  for (const document of parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: true,
    logLevel: 'error',
  })) {
    const broken = worthSaying(document).map((error) => {
      const at = lines.linePos(error.pos[0]);
      const what = error.message.split(' at line')[0] ?? 'not readable';
      return { file, line: at.line, column: at.col, message: `is not valid YAML: ${what}` };
    });
    errors.push(...broken);
    if (broken.length > 0 || document.contents === null) continue;
    const usable = positioned(file, document, lines);
    if ('message' in usable) errors.push(usable);
    else if (usable.value !== null) documents.push(usable);
  }
  return { documents, errors };
}

/** After the first syntax error the parser guesses; keys given twice are each a mistake of their own. */
function worthSaying({ errors }: Document): Document['errors'] {
  const first = errors.find((error) => error.code !== 'DUPLICATE_KEY');
  return first === undefined ? errors : [first];
}

function positioned(file: string, document: Document, lines: LineCounter): YamlDocument | InputIssue {
  const value = toValue(document);
  if (value === undefined) {
    const { line } = lines.linePos(startOf(document.contents) ?? 0);
    return {
      file,
      line,
      column: null,
      message: 'repeats its anchors (*name) without end; write the values out',
    };
  }
  return {
    file,
    value,
    issueAt(path, message, place = 'value') {
      const at = lines.linePos(offsetOf(document, path, place));
      return { file, line: at.line, column: at.col, message };
    },
    lineOf(path) {
      return lines.linePos(offsetOf(document, path, 'value')).line;
    },
  };
}

/** Undefined when aliases would unfold without end: too many of them, or one inside the value that it stands for. */
function toValue(document: Document): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return containsItself(value, new Set()) ? undefined : value;
  } catch {
    return undefined;
  }
}

function containsItself(value: unknown, around: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.has(value)) return true;
  around.add(value);
  const found = Object.values(value).some((inner) => containsItself(inner, around));
  around.delete(value);
  return found;
}

function offsetOf(document: Document, path: YamlPath, place: 'value' | 'key'): number {
  if (place === 'key') {
    const offset = keyOffset(document, path);
    if (offset !== null) return offset;
  }
  for (let length = path.length; length > 0; length -= 1) {
    const start = startOf(document.getIn(path.slice(0, length), true));
    if (start !== null) return start;
  }
  return startOf(document.contents) ?? 0;
}

function keyOffset(document: Document, path: YamlPath): number | null {
  const name = path.at(-1);
  const parent = path.length <= 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return null;
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(name));
  return startOf(pair?.key);
}

function startOf(node: unknown): number | null {
  const range = (node as { readonly range?: readonly number[] | null } | null | undefined)?.range;
  return range?.[0] ?? null;
}
