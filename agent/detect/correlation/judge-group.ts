import type { SightingMark } from '../../model/sighting.js';
import type { Correlation, Sighting } from './correlation.js';
import { type Episode, findEpisodes } from './find-episodes.js';
import { createMeasure } from './measures/create-measure.js';
import { orderSightings } from './place-sightings.js';

/** A sighting and what its group makes of it. */
export interface JudgedSighting {
  readonly sighting: Sighting;
  readonly mark: SightingMark;
}

/** Of a sighting that no window makes anything of. */
export const NO_MARK: SightingMark = { part: 'none', isHeld: false, anchor: null };

/**
 * What a correlation makes of one group: which records are part of an episode, at which the condition holds, and with which
 * an episode begins. Who needs no credential to cause a record must not be able to complete an episode by it, so the group is
 * looked at a second time without such records. Given in order; what is counted under another rule is left out.
 */
export function judgeGroup(
  correlation: Correlation,
  sightings: Iterable<Sighting>,
): readonly JudgedSighting[] {
  const sorted = orderSightings(correlation, sightings);
  const episodes = episodesOf(correlation, sorted);
  if (episodes.length === 0) return sorted.map((sighting) => ({ sighting, mark: NO_MARK }));
  const marks = sorted.map(
    () => ({ ...NO_MARK }) as { -readonly [K in keyof SightingMark]: SightingMark[K] },
  );
  const proven = new Set(provenSightings(correlation, sorted, episodes));
  for (const { anchor, completedBy, last, held } of episodes) {
    for (let place = anchor; place <= last; place += 1) {
      const [mark, sighting] = [marks[place], sorted[place]];
      if (mark === undefined || sighting === undefined) continue;
      mark.part = proven.has(sighting) ? 'proven' : 'open';
    }
    for (const place of held) {
      const mark = marks[place];
      if (mark !== undefined) mark.isHeld = true;
    }
    const first = marks[completedBy];
    if (first !== undefined) first.anchor = sorted[anchor]?.record ?? null;
  }
  return sorted.map((sighting, place) => ({ sighting, mark: marks[place] ?? NO_MARK }));
}

/** Whether the condition holds anywhere in a group. */
export function hasEpisode(correlation: Correlation, sightings: Iterable<Sighting>): boolean {
  return episodesOf(correlation, orderSightings(correlation, sightings)).length > 0;
}

function episodesOf(correlation: Correlation, sorted: readonly Sighting[]): readonly Episode[] {
  const times = sorted.map(({ at }) => at);
  return findEpisodes(times, correlation.spanMs, createMeasure(correlation, sorted));
}

/** The records of episodes that are there without what an outsider can cause. */
function provenSightings(
  correlation: Correlation,
  sorted: readonly Sighting[],
  episodes: readonly Episode[],
): readonly Sighting[] {
  const within = (list: readonly Sighting[], some: readonly Episode[]): readonly Sighting[] =>
    some.flatMap(({ anchor, last }) => list.slice(anchor, last + 1));
  const credentialed = sorted.filter(({ needsCredential }) => needsCredential !== false);
  return credentialed.length === sorted.length
    ? within(sorted, episodes)
    : within(credentialed, episodesOf(correlation, credentialed));
}
