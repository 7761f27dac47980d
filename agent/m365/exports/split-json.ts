import type { JsonValue } from '../../model/json.js';

/** One JSON value of a file, or a piece of it that is none. */
export type JsonPiece = { readonly value: JsonValue } | { readonly broken: string; readonly reason: string };

const NOT_JSON = 'expected JSON';
const CUT_OFF = 'expected a whole JSON value; it is cut off';

/** Lines looked at to tell one value per line from values over many lines. */
const SAMPLE_LINES = 200;

/** Scanning for the ends of broken values may cost this many passes over the text, no more. */
const MAX_PASSES = 8;

/** Records stand at most this far from the beginning of their line. */
const MAX_INDENT = 200;

/** `{"value":[` and its like: pages whose end may be cut off. */
const PAGE_START = /^\s*\{[^{}[\]]{0,4000}"(?:value|records|results)"\s{0,20}:\s{0,20}\[/i;

/**
 * The values of a JSON file in order: one document, one value a line, or several documents on end. A broken value is given as such
 * and the rest goes on. Works in linear time on any text.
 */
export function* splitJson(text: string): Generator<JsonPiece> {
  const whole = tryParse(text);
  if (whole !== undefined) yield { value: whole };
  else if (isValuePerLine(text)) yield* splitLines(text);
  else yield* splitDocuments(text);
}

/** Undefined when the text is no JSON. */
export function tryParse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function isValuePerLine(text: string): boolean {
  const lines = firstLines(text);
  const objects = lines.filter((line) => typeof tryParse(withoutComma(line)) === 'object');
  return objects.length > 0 && objects.length * 2 >= lines.length;
}

function* splitLines(text: string): Generator<JsonPiece> {
  for (const line of linesOf(text)) {
    const bare = withoutComma(line);
    if (isFrame(bare)) continue;
    const value = tryParse(bare);
    yield value === undefined ? { broken: bare, reason: NOT_JSON } : { value };
  }
}

/** An array of one element a line ends its lines with commas. */
function withoutComma(line: string): string {
  const bare = line.trim();
  return bare.endsWith(',') ? bare.slice(0, -1) : bare;
}

/** Blank, or the bracket that begins or ends an array. */
function isFrame(line: string): boolean {
  return line === '' || line === '[' || line === ']';
}

function firstLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of linesOf(text)) {
    if (!isFrame(line.trim())) lines.push(line);
    if (lines.length >= SAMPLE_LINES) break;
  }
  return lines;
}

function* linesOf(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, to);
    from = to + 1;
  }
}

/** Objects one after another, within an array or a page or without. A broken one ends where the next of its indent begins. */
function* splitDocuments(text: string): Generator<JsonPiece> {
  let budget = text.length * MAX_PASSES;
  let at = nextObject(text, PAGE_START.exec(text)?.[0].length ?? 0);
  if (at < 0) yield { broken: text, reason: NOT_JSON };
  while (at >= 0) {
    const end = endOfObject(text, at);
    const value = end < 0 ? undefined : tryParse(text.slice(at, end));
    if (value !== undefined) {
      yield { value };
      at = nextObject(text, end);
      continue;
    }
    const next = nextSibling(text, at);
    budget -= (end < 0 ? text.length : end) - at + ((next < 0 ? text.length : next) - at);
    const stop = budget < 0 ? text.length : next >= 0 ? next : end >= 0 ? end : text.length;
    yield { broken: text.slice(at, stop), reason: end < 0 ? CUT_OFF : NOT_JSON };
    at = nextObject(text, stop);
  }
}

function nextObject(text: string, from: number): number {
  return text.indexOf('{', from);
}

/** Position after the brace that closes the object at `start`; -1 when it is not closed. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let isInText = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (isInText) {
      if (char === 0x5c) at += 1;
      else if (char === 0x22) isInText = false;
    } else if (char === 0x22) isInText = true;
    else if (char === 0x7b) depth += 1;
    else if (char === 0x7d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The next line that opens an object with the same indent: where whoever wrote the file began the next record. */
function nextSibling(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - MAX_INDENT), start);
  const lineBreak = before.lastIndexOf('\n');
  const indent = before.slice(lineBreak + 1);
  if (indent.trim() !== '' || (lineBreak < 0 && start > MAX_INDENT)) return -1;
  const found = text.indexOf(`\n${indent}{`, start);
  return found < 0 ? -1 : found + 1 + indent.length;
}
