import type { Correlation, Sighting } from '../../detect/correlation/correlation.js';
import { hasEpisode, judgeGroup, NO_MARK } from '../../detect/correlation/judge-group.js';
import { reachMs, type Stretch, stretchesToJudge } from '../../detect/correlation/stretches.js';
import type { SightingMark, StoredSighting } from '../../model/sighting.js';
import type { StoreTx } from '../../model/store.js';
import { toMs } from '../../model/time.js';

/**
 * Judges a group anew around the times at which sightings came or went, from what is stored, and writes down what changed.
 * Gives the sightings whose mark is another one now. `mayStayQuiet`: sightings only came, and those that are stored are marked as they
 * were judged before, so that a short look may tell that nothing changes.
 */
export async function judgeStored(
  correlation: Correlation,
  group: string,
  times: readonly number[],
  tx: StoreTx,
  mayStayQuiet = false,
): Promise<readonly StoredSighting[]> {
  const changed: StoredSighting[] = [];
  for (const { changed: around, read, right } of stretchesToJudge(times, correlation.spanMs)) {
    if (await isCut(correlation, read.from, tx)) continue;
    if (mayStayQuiet && (await isQuiet(correlation, group, around, tx))) continue;
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
 * Nothing changes where no match within a span of what came is part of an episode, and none is with it: every window that holds
 * something new begins and ends there, and whole windows that were not met then are not part of what is marked.
 */
async function isQuiet(
  correlation: Correlation,
  group: string,
  { from, to }: Stretch,
  tx: StoreTx,
): Promise<boolean> {
  const stretch = { correlation: correlation.rule.id, group, from, to };
  const near = await tx.quietSightings(stretch, correlation.spanMs, reachMs(correlation.spanMs));
  if (near === null) return false;
  const sightings = near.map(
    ({ rule, event, at, values }): Sighting => ({
      rule,
      record: event,
      at,
      values: new Map(Object.entries(values)),
    }),
  );
  return !hasEpisode(correlation, sightings);
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
