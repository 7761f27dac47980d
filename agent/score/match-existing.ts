import type { Incident } from '../model/incident.js';
import { type Instant, toMs } from '../model/time.js';
import { APART_MS } from './cluster-groups.js';

/** A stretch of evidence, and which announced incidents it belongs to. */
export interface Matched<T> {
  readonly cluster: T;
  /** Oldest announced first; the first gives its id. */
  readonly existing: readonly Incident[];
}

interface Span {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** Announced incidents that still stand for themselves: not closed, and not the alias of another. */
export function standing(existing: readonly Incident[]): readonly Incident[] {
  const absorbed = new Set(existing.flatMap((incident) => incident.aliases));
  return existing
    .filter((incident) => incident.status !== 'closed' && !absorbed.has(incident.id))
    .sort(byAnnouncement);
}

/** Gives each announced incident to the stretch that it lies nearest to, if any is less than fourteen days away. */
export function matchExisting<T extends Span>(
  clusters: readonly T[],
  existing: readonly Incident[],
): { readonly matched: readonly Matched<T>[]; readonly unsupported: readonly Incident[] } {
  const homes = new Map<T, Incident[]>(clusters.map((cluster) => [cluster, []]));
  const unsupported: Incident[] = [];
  for (const incident of existing) {
    const home = nearest(clusters, incident);
    if (home === undefined) unsupported.push(incident);
    else homes.get(home)?.push(incident);
  }
  const matched = clusters.map((cluster) => ({ cluster, existing: homes.get(cluster) ?? [] }));
  return { matched, unsupported };
}

function nearest<T extends Span>(clusters: readonly T[], incident: Incident): T | undefined {
  let best: { cluster: T; distanceMs: number } | undefined;
  for (const cluster of clusters) {
    const distanceMs = gapMs(cluster, incident);
    if (distanceMs <= APART_MS && (best === undefined || distanceMs < best.distanceMs)) {
      best = { cluster, distanceMs };
    }
  }
  return best?.cluster;
}

function gapMs(span: Span, incident: Incident): number {
  const before = toMs(incident.firstEvent) - toMs(span.lastAt);
  const after = toMs(span.firstAt) - toMs(incident.lastEvent);
  return Math.max(0, before, after);
}

function byAnnouncement(left: Incident, right: Incident): number {
  if (left.openedAt !== right.openedAt) return left.openedAt < right.openedAt ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
