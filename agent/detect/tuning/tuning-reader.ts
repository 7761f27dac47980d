import { isMap, isScalar, isSeq, type LineCounter, type Node, type Pair, type YAMLMap } from 'yaml';
import type { InputIssue } from '../../model/errors.js';
import { nearestName } from '../../model/nearest-name.js';

/** Reads values out of one YAML document and keeps every mistake with its place. */
export interface TuningReader {
  /** The pairs of a map whose keys are all known; others are reported and left out. */
  pairs(node: unknown, name: string, known: readonly string[]): ReadonlyMap<string, Node>;
  items(node: unknown, name: string): readonly Node[];
  /** A whole number within bounds; null, and an issue, for anything else. */
  integer(node: unknown, name: string, min: number, max: number): number | null;
  text(node: unknown, name: string, expected: string, isValid: (text: string) => boolean): string | null;
  /** An issue that names the place of a node. */
  issueAt(node: unknown, message: string): InputIssue;
  fail(node: unknown, message: string): void;
  warn(node: unknown, message: string): void;
}

export function createReader(
  file: string,
  lines: LineCounter,
  errors: InputIssue[],
  warnings: InputIssue[],
): TuningReader {
  const issue = (node: unknown, message: string): InputIssue => {
    const offset = (node as Node | null | undefined)?.range?.[0];
    const place = offset === undefined ? null : lines.linePos(offset);
    return { file, line: place?.line ?? null, column: place?.col ?? null, message };
  };
  const fail = (node: unknown, message: string): void => {
    errors.push(issue(node, message));
  };
  return {
    issueAt: issue,
    fail,
    warn: (node, message) => {
      warnings.push(issue(node, message));
    },
    pairs(node, name, known) {
      const found = new Map<string, Node>();
      if (!isMap(node)) {
        fail(node, `${name} must be a map with keys of: ${known.join(', ')}`);
        return found;
      }
      for (const pair of pairsOf(node)) readPair(pair, name, known, found, fail);
      return found;
    },
    items(node, name) {
      if (isSeq(node)) return node.items as Node[];
      fail(node, `${name} must be a list; write each item on a line of its own after "- "`);
      return [];
    },
    integer(node, name, min, max) {
      const value = isScalar(node) ? node.value : undefined;
      if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
      fail(node, `${name} must be a whole number from ${min} to ${max}`);
      return null;
    },
    text(node, name, expected, isValid) {
      const value = isScalar(node) ? node.value : undefined;
      if (typeof value === 'string' && isValid(value)) return value;
      fail(node, `${name} must be ${expected}`);
      return null;
    },
  };
}

function pairsOf(map: YAMLMap): readonly Pair<unknown, unknown>[] {
  return map.items as Pair<unknown, unknown>[];
}

function readPair(
  pair: Pair<unknown, unknown>,
  name: string,
  known: readonly string[],
  found: Map<string, Node>,
  fail: (node: unknown, message: string) => void,
): void {
  const key = isScalar(pair.key) ? String(pair.key.value) : '';
  if (known.includes(key)) {
    found.set(key, pair.value as Node);
    return;
  }
  const near = nearestName(key, known);
  const hint = near === null ? `expected one of: ${known.join(', ')}` : `did you mean "${near}"?`;
  fail(pair.key, `"${key}" is not a known key of ${name}; ${hint}`);
}
