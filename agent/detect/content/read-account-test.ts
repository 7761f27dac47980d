import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { Issues } from '../sigma/language/issues.js';
import { refuseUnknown } from './refuse-unknown.js';
import type { YamlPath } from './yaml-documents.js';

/** The keys of a test file that say under what a behaviour's cases happen. */
export const ACCOUNT_KEYS = ['history', 'peers', 'tuning'];

/** Under what the cases of a behaviour happen: what is the same for all of them, and part of none. */
export interface AccountTest {
  /** Records of the first of so many days; those of the others are the same, a day later each. No records: nothing came before. */
  readonly history: { readonly days: number; readonly records: readonly JsonObject[] };
  /** How many peers the account has, and how many of them used what, by `asn:64501` or `kind:chrome/linux`. Null: there are none. */
  readonly peers: { readonly count: number; readonly used: ReadonlyMap<string, number> } | null;
  /** Laid over the tuning of the directory; null: nothing is. */
  readonly tuning: JsonObject | null;
}

const MAX_DAYS = 120;
const MAX_HISTORY_RECORDS = 50;
const MAX_PEERS = 1_000_000;

/** Null where the file says nothing of it. Mistakes are said by `issues`. */
export function readAccountTest(body: JsonObject, issues: Issues): AccountTest | null {
  if (ACCOUNT_KEYS.every((key) => body[key] === undefined)) return null;
  const { tuning } = body;
  if (tuning !== undefined && !isJsonObject(tuning))
    issues.error(['tuning'], 'tuning must be a map, as in a tuning file');
  return {
    history: readHistory(body.history, issues),
    peers: readPeers(body.peers, issues),
    tuning: isJsonObject(tuning) ? tuning : null,
  };
}

function readHistory(value: unknown, issues: Issues): AccountTest['history'] {
  if (value === undefined) return { days: 0, records: [] };
  const path = ['history'];
  const map = mapOf(value, ['days', 'records'], path, issues);
  const records: readonly unknown[] = Array.isArray(map.records) ? map.records : [];
  if (records.length === 0 || records.length > MAX_HISTORY_RECORDS || !records.every(isJsonObject))
    issues.error(
      [...path, 'records'],
      `history needs records: a list of 1 to ${MAX_HISTORY_RECORDS} maps, those of its first day`,
    );
  const days = wholeNumber(map.days, 1, MAX_DAYS);
  if (days === null)
    issues.error([...path, 'days'], `history needs days: a whole number from 1 to ${MAX_DAYS}`);
  return { days: days ?? 0, records: records.filter(isJsonObject) };
}

function readPeers(value: unknown, issues: Issues): AccountTest['peers'] {
  if (value === undefined) return null;
  const path = ['peers'];
  const map = mapOf(value, ['count', 'used'], path, issues);
  const count = wholeNumber(map.count, 1, MAX_PEERS);
  if (count === null)
    issues.error([...path, 'count'], `peers needs count: a whole number from 1 to ${MAX_PEERS}`);
  const used = new Map<string, number>();
  for (const [name, users] of Object.entries(isJsonObject(map.used) ? map.used : {})) {
    const number = wholeNumber(users, 0, count ?? MAX_PEERS);
    const isName = /^(?:asn:\d{1,10}|kind:[^/]*\/[^/]*)$/.test(name);
    if (number === null || !isName)
      issues.error(
        [...path, 'used', name],
        `"${name}" must be asn:<number> or kind:<program>/<system>, with how many of the peers used it`,
      );
    else used.set(name, number);
  }
  return { count: count ?? 0, used };
}

function mapOf(value: unknown, known: readonly string[], path: YamlPath, issues: Issues): JsonObject {
  if (isJsonObject(value)) {
    refuseUnknown(value, known, path, issues);
    return value;
  }
  issues.error(path, `${path.join('.')} must be a map of ${known.join(' and ')}`);
  return {};
}

function wholeNumber(value: unknown, min: number, max: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null;
}
