import { OutsideError } from '../../model/errors.js';
import type { Clock, Window } from '../../model/ports.js';
import { DAY_MS, earlierOf, HOUR_MS, shift } from '../../model/time.js';
import type { Graph } from './graph.js';

/** How far back the directory's audits reach. Raises `OutsideError`. */
export interface LogReach {
  /** The part of a window that a tenant of this licence no longer keeps, though a listing of it answers 200; null for none. */
  unkept(window: Window, signal: AbortSignal): Promise<Window | null>;
}

/** Without Entra ID P1 or P2 the directory keeps its audits for a week ("Microsoft Entra data retention"). */
const FREE_MS = 7 * DAY_MS;
/** A licence that was missing may have been bought since. */
const ASKED_EVERY_MS = HOUR_MS;

/** Nothing is asked while nobody looks back further than a week. */
export function createLogReach(graph: Graph, clock: Clock): LogReach {
  let isPremium = false;
  let askedMs = Number.NEGATIVE_INFINITY;

  async function hasPremium(signal: AbortSignal): Promise<boolean> {
    if (isPremium || clock.nowMs() - askedMs < ASKED_EVERY_MS) return isPremium;
    isPremium = await opensSignIns(graph, signal);
    askedMs = clock.nowMs();
    return isPremium;
  }

  return {
    async unkept(window, signal) {
      const edge = shift(clock.now(), -FREE_MS);
      if (window.from >= edge || (await hasPremium(signal))) return null;
      return { from: window.from, to: earlierOf(window.to, edge) };
    },
  };
}

/** The sign-in log is closed to a tenant without the licence, and takes the permission that the audits take. */
async function opensSignIns(graph: Graph, signal: AbortSignal): Promise<boolean> {
  try {
    await graph.object({
      name: 'graph:GET one signIn',
      identity: 'reader',
      needs: 'AuditLog.Read.All',
      lane: 'reports',
      version: 'v1.0',
      path: ['auditLogs', 'signIns'],
      query: { $top: '1' },
      signal,
    });
    return true;
  } catch (error) {
    if (error instanceof OutsideError && error.gap === 'licence') return false;
    throw error;
  }
}
