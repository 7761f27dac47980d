import type { Measure } from './measures/measure.js';

/** A stretch of records, by their places, over which the condition held in window after window. */
export interface Episode {
  /** With which the first window begins. */
  readonly anchor: number;
  /** At which the condition first held. */
  readonly completedBy: number;
  readonly last: number;
  /** Every record at which it held. */
  readonly held: readonly number[];
}

/** One window: the records up to whose end it is the widest that begins with its first one. By their places. */
export interface Run {
  readonly anchor: number;
  readonly last: number;
  /** Whether the condition holds for all of it. */
  readonly isMet: boolean;
  /** Every record up to which it held on the way. */
  readonly met: readonly number[];
}

interface OpenRun extends Run {
  last: number;
  isMet: boolean;
  readonly met: number[];
}

/**
 * Slides a window over the times of one group, which must ascend. A window begins with its anchor and takes in what
 * follows within `spanMs`, the end included. It is met if the condition holds for all of it, so that neither a value still
 * to come nor the order of arrival can matter; windows that are met and share records are one episode.
 */
export function findEpisodes(times: readonly number[], spanMs: number, measure: Measure): readonly Episode[] {
  const episodes: OpenEpisode[] = [];
  let before: Run | null = null;
  for (const run of findRuns(times, spanMs, measure)) {
    const [completedBy] = run.met;
    const isHeld = run.isMet && completedBy !== undefined;
    if (isHeld) {
      const open = episodes.at(-1);
      const goesOn = before !== null && run.anchor <= before.last && open?.last === before.last;
      if (goesOn) extend(open, run);
      else episodes.push({ anchor: run.anchor, completedBy, last: run.last, held: [...run.met] });
    }
    before = run;
  }
  return episodes;
}

interface OpenEpisode {
  readonly anchor: number;
  readonly completedBy: number;
  last: number;
  readonly held: number[];
}

function extend(episode: OpenEpisode, run: Run): void {
  episode.last = run.last;
  for (const place of run.met) episode.held.push(place);
}

/** Every window of a group, one after the other. What the measure was asked last is about the window that is given. */
export function* findRuns(times: readonly number[], spanMs: number, measure: Measure): Generator<Run> {
  let run: OpenRun = { anchor: 0, last: -1, isMet: false, met: [] };
  let anchor = 0;
  for (const [place, at] of times.entries()) {
    for (; (times[anchor] ?? at) < at - spanMs; anchor += 1) measure.remove(anchor);
    measure.add(place);
    if (run.anchor !== anchor) {
      yield run;
      run = { anchor, last: place, isMet: false, met: [] };
    }
    run.last = place;
    run.isMet = measure.isMet(times[anchor] ?? at);
    if (run.isMet) run.met.push(place);
  }
  yield run;
}
