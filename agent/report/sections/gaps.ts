import type { CoverageGapNote } from '../../model/incident.js';
import type { ReportInput } from '../report-input.js';

/** Gaps of the incident and of its exposure, each once, oldest first. */
export function gapsOf({ incident, exposure }: ReportInput): readonly CoverageGapNote[] {
  const once = new Map<string, CoverageGapNote>();
  for (const gap of [...incident.coverage.gaps, ...(exposure?.coverage.gaps ?? [])]) {
    once.set([gap.from, gap.to, gap.source, gap.reason].join(' '), gap);
  }
  return [...once.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, gap]) => gap);
}
