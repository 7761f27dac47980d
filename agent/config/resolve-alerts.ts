import type { AlertMatch, AlertRouting, SinkHabit } from '../model/alert-routing.js';
import type { InputIssue } from '../model/errors.js';
import { nearestName } from '../model/nearest-name.js';
import type { SinkSettings } from '../model/sink-settings.js';
import { MINUTE_MS, toInstant } from '../model/time.js';
import type { MatchConfig, RoutingConfig, SinkConfig } from './alert-schema.js';
import type { PositionedJson } from './positions.js';
import { resolveSink, type SinkReader } from './resolve-sink.js';

type SinkType = SinkConfig['type'];

/** People are told in groups and again, machines of everything by itself. PagerDuty repeats by its own rules. */
const USUAL_MINUTES: Readonly<Record<SinkType, { readonly group: number; readonly repeat: number }>> = {
  webhook: { group: 0, repeat: 0 },
  syslog: { group: 0, repeat: 0 },
  splunk: { group: 0, repeat: 0 },
  sentinel: { group: 0, repeat: 0 },
  file: { group: 0, repeat: 0 },
  pagerduty: { group: 1, repeat: 0 },
  slack: { group: 5, repeat: 60 },
  teams: { group: 5, repeat: 60 },
  email: { group: 5, repeat: 60 },
};

/** The configured sinks in order. What is wrong with them is reported to the reader. */
export function resolveSinks(sinks: readonly SinkConfig[], reader: SinkReader): readonly SinkSettings[] {
  const names = sinks.map(nameOf);
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index)
      reader.report(
        ['alerts', String(index), 'name'],
        `alerts.${index}: another sink is named "${name}"; choose one name each`,
      );
  });
  return sinks.map((sink, index) => resolveSink(sink, nameOf(sink, index), String(index), reader));
}

/** How often each sink is told where no route says so. */
export function habitsOf(sinks: readonly SinkConfig[]): readonly SinkHabit[] {
  return sinks.map((sink, index) => {
    const usual = USUAL_MINUTES[sink.type];
    return {
      name: nameOf(sink, index),
      groupMs: (sink.groupMinutes ?? usual.group) * MINUTE_MS,
      repeatMs: (sink.repeatMinutes ?? usual.repeat) * MINUTE_MS,
    };
  });
}

/** Routes and silences; `json` and `at` are where they were written, `issues` takes what is wrong. */
export function resolveRouting(
  routing: RoutingConfig,
  sinks: readonly SinkHabit[],
  json: PositionedJson,
  at: readonly string[],
  issues: InputIssue[],
): AlertRouting {
  const names = sinks.map(({ name }) => name);
  routing.routes?.forEach((route, index) => {
    for (const [place, sink] of route.sinks.entries()) {
      if (names.includes(sink)) continue;
      const near = nearestName(sink, names);
      const hint = near === null ? `expected one of: ${names.join(', ')}` : `did you mean "${near}"?`;
      const path = [...at, 'routes', String(index), 'sinks', String(place)];
      issues.push(json.issueAt(path, `${path.join('.')}: there is no sink "${sink}"; ${hint}`));
    }
  });
  return {
    sinks,
    routes: (routing.routes ?? []).map((route) => ({
      name: route.name,
      match: matchOf(route.match ?? {}),
      sinks: route.sinks,
      groupMs: route.groupMinutes === undefined ? null : route.groupMinutes * MINUTE_MS,
      repeatMs: route.repeatMinutes === undefined ? null : route.repeatMinutes * MINUTE_MS,
      continues: route.continue ?? false,
    })),
    silences: (routing.silences ?? []).map(({ owner, reason, until, match }) => ({
      owner,
      reason,
      until: toInstant(Date.parse(until)),
      match: matchOf(match),
    })),
  };
}

function matchOf(match: MatchConfig): AlertMatch {
  return {
    severities: match.severity ?? [],
    kinds: match.kind ?? [],
    milestones: match.milestone ?? [],
    mailboxes: match.mailbox ?? [],
    classes: match.class ?? [],
    rules: match.rule ?? [],
  };
}

function nameOf(sink: SinkConfig, index: number): string {
  return sink.name ?? `${sink.type}-${index}`;
}
