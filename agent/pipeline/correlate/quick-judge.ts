import { type Correlation, fieldOf, type Sighting } from '../../detect/correlation/correlation.js';
import { NO_MARK } from '../../detect/correlation/judge-group.js';
import { combinationsOf } from '../../detect/correlation/measures/values-of.js';
import type {
  GroupMemory,
  OrderedMatch,
  QuickVerdict,
} from '../../detect/correlation/memory/group-memory.js';
import { orderSightings } from '../../detect/correlation/place-sightings.js';
import { sha256 } from '../../model/ids.js';
import type { SightingMark, StoredSighting } from '../../model/sighting.js';
import type { StoreTx } from '../../model/store.js';
import { toSighting } from './judge-stored.js';
import type { QuickJudge } from './memory.js';

/** Groups that one transaction changed in memory. */
export interface Journal {
  readonly tx: StoreTx | null;
  isCommitted: boolean;
  readonly touched: { readonly memory: GroupMemory; readonly group: string }[];
}

/** More stored matches than these would take longer to read than to judge. */
const MAX_RESTORED = 2_000;
const KEY_HEX = 13;

/** Judges what came to groups that memory knows or learns of here. */
export async function createQuickJudge(
  correlation: Correlation,
  memory: GroupMemory,
  arrived: ReadonlyMap<string, readonly StoredSighting[]>,
  journal: Journal,
  tx: StoreTx,
): Promise<QuickJudge> {
  await learn(correlation, memory, arrived, journal, tx);
  const toMatch = matcherOf(correlation);
  return {
    judge(group, some, isRead) {
      const sorted = orderSightings(correlation, some.map(toSighting));
      const newest = memory.newestOf(group);
      const [first] = sorted;
      if (newest === null || first === undefined || first.at <= newest || some.some(isTwin)) return null;
      journal.touched.push({ memory, group });
      const marks = new Map<string, SightingMark>();
      for (const sighting of sorted) {
        const verdict = memory.add(group, toMatch(sighting));
        if (verdict === 'unclear' || (isRead && verdict !== 'quiet')) return null;
        marks.set(`${sighting.rule}\n${sighting.record}`, markOf(verdict));
      }
      return some.map((one) => ({ ...one, ...(marks.get(`${one.rule}\n${one.event}`) ?? NO_MARK) }));
    },
    forget: (group) => memory.forget(group),
  };
}

/** Of groups that memory does not know it learns what the store holds; where that is nothing, one look tells it of many. */
async function learn(
  correlation: Correlation,
  memory: GroupMemory,
  arrived: ReadonlyMap<string, readonly StoredSighting[]>,
  journal: Journal,
  tx: StoreTx,
): Promise<void> {
  const unknown = [...arrived.keys()].filter((group) => memory.newestOf(group) === null);
  if (unknown.length === 0) return;
  const firstAt = (group: string): number =>
    (arrived.get(group) ?? []).reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
  const earliest = unknown.reduce(
    (first, group) => Math.min(first, firstAt(group)),
    Number.POSITIVE_INFINITY,
  );
  const from = earliest - 2 * correlation.spanMs;
  const sighted = await tx.sightedGroups(correlation.rule.id, unknown, from);
  for (const group of unknown) {
    if (firstAt(group) <= 0 || !memory.admit(group)) continue;
    journal.touched.push({ memory, group });
    if (sighted.has(group) && !(await restore(correlation, memory, group, firstAt(group), tx)))
      memory.forget(group);
  }
}

/** False when what is stored is not in order before what came, or too much of it. */
async function restore(
  correlation: Correlation,
  memory: GroupMemory,
  group: string,
  before: number,
  tx: StoreTx,
): Promise<boolean> {
  const from = before - 2 * correlation.spanMs;
  const stretch = { correlation: correlation.rule.id, group, from, to: Number.MAX_SAFE_INTEGER };
  const stored = await tx.sightings(stretch, MAX_RESTORED + 1);
  if (stored.length > MAX_RESTORED || stored.some((one) => one.at >= before || one.at <= 0 || isTwin(one)))
    return false;
  const toMatch = matcherOf(correlation);
  for (const sighting of orderSightings(correlation, stored.map(toSighting)))
    memory.add(group, toMatch(sighting));
  return true;
}

/** Another record tells of the same act, and better: which of them counts is not told by either alone. */
function isTwin({ act, event }: StoredSighting): boolean {
  return act !== event;
}

function markOf(verdict: Exclude<QuickVerdict, 'unclear'>): SightingMark {
  switch (verdict) {
    case 'quiet':
      return NO_MARK;
    case 'goes-on':
      return { part: 'open', isHeld: true, anchor: null };
    case 'goes-on-proven':
      return { part: 'proven', isHeld: true, anchor: null };
  }
}

function matcherOf(correlation: Correlation): (sighting: Sighting) => OrderedMatch {
  const stages = new Map(correlation.rules.map((rule, stage) => [rule, stage]));
  return (sighting) => {
    const { at, rule, needsCredential } = sighting;
    const fields = correlation.fields.map((field) => fieldOf(correlation, rule, field));
    const keys = fields.length === 0 ? [] : combinationsOf(sighting, fields).map(toNumber);
    return { at, stage: stages.get(rule) ?? 0, keys, needsCredential: needsCredential !== false };
  };
}

/** 52 bits and never 0, which stands for no value. */
function toNumber(text: string): number {
  return Number.parseInt(sha256(text).slice(0, KEY_HEX), 16) + 1;
}
