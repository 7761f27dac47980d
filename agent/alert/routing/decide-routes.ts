import type { Alert } from '../../model/alert.js';
import type { AlertRouting, Silence, SinkHabit } from '../../model/alert-routing.js';
import type { Instant } from '../../model/time.js';
import { decideMatch } from './decide-match.js';

/** Whom an alert goes to and by which habit; each sink once, by the first route that names it. */
export function decideRoutes(alert: Alert, routing: AlertRouting): readonly SinkHabit[] {
  const routes = matchingRoutes(alert, routing);
  if (routes.length === 0) return routing.sinks;
  const habits = new Map<string, SinkHabit>();
  for (const route of routes) {
    for (const usual of routing.sinks.filter(({ name }) => route.sinks.includes(name))) {
      if (habits.has(usual.name)) continue;
      habits.set(usual.name, {
        name: usual.name,
        groupMs: route.groupMs ?? usual.groupMs,
        repeatMs: route.repeatMs ?? usual.repeatMs,
      });
    }
  }
  return [...habits.values()];
}

/** The silence that keeps an alert from being told now; null when there is none. Of several, the one that ends last. */
export function decideSilence(alert: Alert, routing: AlertRouting, now: Instant): Silence | null {
  const holding = routing.silences.filter(({ until, match }) => until > now && decideMatch(alert, match));
  return holding.sort((a, b) => (a.until < b.until ? 1 : -1))[0] ?? null;
}

function matchingRoutes(alert: Alert, { routes }: AlertRouting): AlertRouting['routes'] {
  const matching = routes.filter((route) => decideMatch(alert, route.match));
  const last = matching.findIndex((route) => !route.continues);
  return last < 0 ? matching : matching.slice(0, last + 1);
}
