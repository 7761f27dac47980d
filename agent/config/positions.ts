import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import type { InputIssue } from '../model/errors.js';

/** A JSON text with the line and column of every value in it. */
export interface PositionedJson {
  readonly value: unknown;
  /** An issue at the value of a path such as ['tenant','id'], or at the key itself, or at the nearest parent that exists. */
  issueAt(path: readonly string[], message: string, place?: 'value' | 'key'): InputIssue;
}

const MAX_NESTING = 64;

/** Parses JSON. Gives the issue of a syntax error, with its line and column. */
export function parsePositionedJson(file: string, text: string): PositionedJson | InputIssue {
  const parsed = parse(file, text, 'JSON');
  if ('message' in parsed) return parsed;
  const value = strictParse(text);
  if (value === undefined) {
    return {
      file,
      line: 1,
      column: 1,
      message: 'is not valid JSON: quote every key and text with " and leave no comments or trailing commas',
    };
  }
  return positioned(file, parsed, value);
}

/** Parses YAML of one document. Gives the issue of a syntax error, with its line and column. */
export function parsePositionedYaml(file: string, text: string): PositionedJson | InputIssue {
  const parsed = parse(file, text, 'YAML');
  return 'message' in parsed
    ? parsed
    : positioned(file, parsed, parsed.document.toJS({ maxAliasCount: 100 }));
}

interface Parsed {
  readonly document: Document;
  readonly lines: LineCounter;
}

function parse(file: string, text: string, language: string): Parsed | InputIssue {
  if (nestingOf(text) > MAX_NESTING) {
    const message = `is nested more than ${MAX_NESTING} levels deep; no configuration is`;
    return { file, line: null, column: null, message };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, keepSourceTokens: false });
  const broken = document.errors[0];
  if (broken === undefined) return { document, lines };
  const at = lines.linePos(broken.pos[0]);
  const what = broken.message.split(' at line')[0] ?? `it is not valid ${language}`;
  return { file, line: at.line, column: at.col, message: `is not valid ${language}: ${what}` };
}

function positioned(file: string, { document, lines }: Parsed, value: unknown): PositionedJson {
  return {
    value,
    issueAt(path, message, place = 'value') {
      const offset = offsetOf(document, path, place);
      const at = offset === null ? null : lines.linePos(offset);
      return { file, line: at?.line ?? null, column: at?.col ?? null, message };
    },
  };
}

/** The parser that knows positions is recursive: deep enough nesting would end the process. Brackets in texts count too. */
function nestingOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const character of text) {
    if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}

function strictParse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function offsetOf(document: Document, path: readonly string[], place: 'value' | 'key'): number | null {
  const wanted = path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  if (place === 'key' && wanted.length > 0) {
    const parent = wanted.length === 1 ? document.contents : document.getIn(wanted.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(wanted.at(-1)));
      const key = pair?.key as { range?: readonly number[] } | undefined;
      if (key?.range?.[0] !== undefined) return key.range[0];
    }
  }
  for (let length = wanted.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(wanted.slice(0, length), true);
    const range = (node as { range?: readonly number[] } | null | undefined)?.range;
    if (range?.[0] !== undefined) return range[0];
  }
  return null;
}
