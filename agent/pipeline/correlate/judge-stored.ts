import type { Correlation, Sighting } from '../../detect/correlation/correlation.js';
import { judgeGroup, NO_MARK } from '../../detect/correlation/judge-group.js';
import { stretchesToJudge } from '../../detect/correlation/stretches.js';
import type { SightingMark, StoredSighting } from '../../model/sighting.js';
import type { StoreTx } from '../../model/store.js';
import { toMs } from '../../model/time.js';

/**
 * Judges a group anew around the times at which sightings came or went, from what is stored, and writes down what changed.
 * Gives the sightings whose mark is another one now.
 */
export async function judgeStored(
  correlation: Correlation,
  group: string,
  times: readonly number[],
  tx: StoreTx,
): Promise<readonly StoredSighting[]> {
  const changed: StoredSighting[] = [];
  for (const { read, right } of stretchesToJudge(times, correlation.spanMs)) {
    if (await isCut(correlation, read.from, tx)) continue;
    const stored = await tx.sightings({ correlation: correlation.rule.id, group, ...read });
    const marks = marksOf(correlation, stored);
    for (const one of stored) {
      if (one.at < right.from || one.at > right.to) continue;
      const mark = marks.get(nameOf(one.rule, one.event)) ?? NO_MARK;
      if (!isSame(one, mark)) changed.push({ ...one, ...mark });
    }
  }
  await tx.markSightings(changed);
  return changed;
}

/**
 * Where sightings were dropped as too old to matter, a window holds less than it did: a condition that asks for little would
 * be met by mistake. What was found there before stands.
 */
async function isCut({ isGrowing, rule }: Correlation, from: number, tx: StoreTx): Promise<boolean> {
  if (isGrowing) return false;
  const definitions = await tx.correlationDefinitions();
  const purgedTo = definitions.find((one) => one.correlation === rule.id)?.purgedTo ?? null;
  return purgedTo !== null && from < toMs(purgedTo);
}

function marksOf(
  correlation: Correlation,
  stored: readonly StoredSighting[],
): ReadonlyMap<string, SightingMark> {
  const judged = judgeGroup(correlation, stored.map(toSighting));
  return new Map(judged.map(({ sighting, mark }) => [nameOf(sighting.rule, sighting.record), mark]));
}

/** The pure rooms' view of a stored sighting. */
export function toSighting({ rule, event, act, at, values, needsCredential }: StoredSighting): Sighting {
  return { rule, record: event, act, at, values: new Map(Object.entries(values)), needsCredential };
}

function nameOf(rule: string, event: string): string {
  return `${rule}\n${event}`;
}

function isSame(left: SightingMark, right: SightingMark): boolean {
  return left.part === right.part && left.isHeld === right.isHeld && left.anchor === right.anchor;
}
