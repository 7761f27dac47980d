import { isJsonObject, type JsonObject } from '../../model/json.js';
import { readAnswer } from '../loop/suppression.js';
import { Issues } from '../sigma/language/issues.js';
import type { PlaceholderList } from '../sigma/language/placeholders.js';
import { MAX_EXPANDED } from '../sigma/values/expand-text.js';
import type { TuningTerm } from '../tuning/tuning-draft.js';
import { refuseUnknown } from './refuse-unknown.js';
import type { YamlDocument, YamlPath } from './yaml-documents.js';

const TERM_KEYS = ['owner', 'reason', 'until'];
const KEYS = ['values', 'description', ...TERM_KEYS];

/** What a document with `placeholders` declares. */
export interface ReadPlaceholders {
  /** Those with mistakes too, without values, so that rules which name them are not said to name nothing. */
  readonly lists: readonly PlaceholderList[];
  /** When lists are to be looked at again. */
  readonly terms: readonly TuningTerm[];
  readonly issues: Issues;
}

/** Reads a document with `placeholders`: by name a value, a list of values, or a map of values and who answers for them. */
export function readPlaceholders(document: YamlDocument): ReadPlaceholders {
  const issues = new Issues(document);
  const body = isJsonObject(document.value) ? document.value.placeholders : undefined;
  const terms: TuningTerm[] = [];
  if (!isJsonObject(body) || Object.keys(body).length === 0) {
    issues.error(['placeholders'], 'placeholders must be a map from names to lists of values');
    return { lists: [], terms, issues };
  }
  const lists = Object.entries(body).map(([name, value]): PlaceholderList => {
    const path = ['placeholders', name];
    const before = issues.errors.length;
    checkName(name, path, issues);
    const values = isJsonObject(value)
      ? readMap(value, path, terms, issues)
      : readValues(value, path, name, issues);
    const isUsable = issues.errors.length === before;
    return { name, values: isUsable ? values : null, issueAt: (text) => document.issueAt(path, text, 'key') };
  });
  return { lists, terms, issues };
}

/** No rule could write such a name: see `expand-text.ts`. */
function checkName(name: string, path: YamlPath, issues: Issues): void {
  if (name.trim() === '' || /[%*?\\]/.test(name))
    issues.error(
      path,
      `the name "${name}" must have no %, *, ? or backslash; rules write it as %name%`,
      'key',
    );
}

function readMap(map: JsonObject, path: YamlPath, terms: TuningTerm[], issues: Issues): readonly string[] {
  refuseUnknown(map, KEYS, path, issues);
  const { description } = map;
  if (description !== undefined && typeof description !== 'string')
    issues.error([...path, 'description'], 'description must be a text');
  if (TERM_KEYS.some((key) => map[key] !== undefined)) {
    const answer = readAnswer(map, path, 'a list with an owner, a reason or an end', issues);
    const issueAt: TuningTerm['issueAt'] = (text) => issues.at([...path, 'until'], text);
    if (answer !== null) terms.push({ ...answer, isReview: true, issueAt });
  }
  return readValues(map.values, [...path, 'values'], String(path.at(-1)), issues);
}

function readValues(value: unknown, path: YamlPath, name: string, issues: Issues): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (list.length === 0) {
    issues.error(path, `"${name}" needs at least one value`);
    return [];
  }
  if (list.length > MAX_EXPANDED) {
    issues.error(path, `"${name}" has ${list.length} values; at most ${MAX_EXPANDED} can be compared with`);
    return [];
  }
  return list.flatMap((one, at) => {
    const place = Array.isArray(value) ? [...path, at] : path;
    const mistake = mistakeIn(one);
    if (mistake !== null) issues.error(place, `a value of "${name}" ${mistake}`);
    if (one === '*') issues.warn(place, `a value of "${name}" is "*", which stands for every text`);
    return mistake === null ? [String(one)] : [];
  });
}

function mistakeIn(value: unknown): string | null {
  if (typeof value === 'string') return null;
  if (typeof value !== 'number') return 'must be a text or a number; write true, false and null in quotes';
  if (Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)) return null;
  return 'is a number that loses digits; write it in quotes';
}
