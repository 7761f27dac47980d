import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { METRICS } from '../../agent/serve/metric-catalogue.js';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity?: string };
  readonly annotations: { readonly summary?: string; readonly runbook?: string };
}

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly description?: string;
  readonly gridPos: { readonly w: number; readonly x: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const rules = (
  parse(read('deploy/prometheus/mailwarden-alerts.yml')) as { groups: { rules: AlertRule[] }[] }
).groups.flatMap((group) => group.rules);
const { panels } = JSON.parse(read('deploy/grafana/mailwarden.json')) as { panels: readonly Panel[] };

const own = new Registry();
collectDefaultMetrics({ register: own });
const processMetrics = new Set(own.getMetricsAsArray().map((metric) => metric.name));
/** Prometheus itself puts these to every series. */
const TARGET_LABELS = ['job', 'instance'];

/** What an expression gets wrong of the metrics and labels that there are. */
function mistakesOf(expr: string): readonly string[] {
  const known: Readonly<Record<string, { readonly labels: readonly string[]; readonly type: string }>> =
    METRICS;
  return [...expr.matchAll(/\b((?:mailwarden|process|nodejs)_\w+)(?:\{([^}]*)\})?(\[\w+\])?/g)].flatMap(
    ([, name = '', selector = '', range]) => {
      if (processMetrics.has(name)) return [];
      const metric = known[name];
      if (metric === undefined) return [`${name} is no metric`];
      const labels = [...selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
      const wrong = labels.filter(
        (label) => !metric.labels.includes(label) && !TARGET_LABELS.includes(label),
      );
      const asCounter = new RegExp(`\\b(?:rate|increase)\\(${name}\\b`).test(expr);
      return [
        ...wrong.map((label) => `${name} has no label ${label}`),
        ...(range !== undefined && asCounter !== (metric.type === 'counter')
          ? [`${name} is a ${metric.type}`]
          : []),
      ];
    },
  );
}

/** Labels that an expression groups by and that none of its metrics has. */
function groupingMistakes(expr: string): readonly string[] {
  const names = Object.entries(METRICS).filter(([name]) => new RegExp(`\\b${name}\\b`).test(expr));
  const labels = names.flatMap(([, metric]) => [...metric.labels] as readonly string[]);
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
  return grouped.filter((label) => !labels.includes(label));
}

/** The anchor of a heading, as GitHub makes it. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('the alert rules', () => {
  const anchors = anchorsOf(read('docs/operations.md')).map((anchor) => `docs/operations.md#${anchor}`);
  for (const { alert, expr, labels, annotations } of rules) {
    it(`${alert} asks for metrics that there are, and says what to do`, () => {
      expect(mistakesOf(expr)).toEqual([]);
      expect(groupingMistakes(expr)).toEqual([]);
      expect(['warning', 'critical']).toContain(labels.severity);
      expect(annotations.summary).toMatch(/\S/);
      expect(anchors).toContain(annotations.runbook);
    });
  }

  it('have names of their own', () => {
    expect(new Set(rules.map((rule) => rule.alert)).size).toBe(rules.length);
  });

  it('are looked at critically: an unknown metric, a wrong label and a rate of a gauge are found', () => {
    expect(mistakesOf('mailwarden_incidentz > 0')).toEqual(['mailwarden_incidentz is no metric']);
    expect(mistakesOf('mailwarden_incidents{state="open"}')).toEqual([
      'mailwarden_incidents has no label state',
    ]);
    expect(mistakesOf('rate(mailwarden_incidents[5m])')).toEqual(['mailwarden_incidents is a gauge']);
    expect(mistakesOf('delta(mailwarden_commits_total[5m])')).toEqual([
      'mailwarden_commits_total is a counter',
    ]);
    expect(groupingMistakes('sum by (kind) (mailwarden_incidents)')).toEqual(['kind']);
  });
});

describe('the dashboard', () => {
  const drawn = panels.filter((panel) => panel.type !== 'row');
  for (const { title, description, targets = [] } of drawn) {
    it(`${title} asks for metrics that there are`, () => {
      expect(description).toMatch(/\.$/);
      expect(targets.length).toBeGreaterThan(0);
      expect(targets.flatMap(({ expr }) => [...mistakesOf(expr), ...groupingMistakes(expr)])).toEqual([]);
    });
  }

  it('fits on the screen', () => {
    expect(panels.filter(({ gridPos }) => gridPos.x + gridPos.w > 24)).toEqual([]);
  });

  it('or an alert rule uses every metric, but for those that only explain another', () => {
    const shown = drawn.flatMap(({ targets = [] }) => targets.map((one) => one.expr));
    const used = [...shown, ...rules.map((rule) => rule.expr)].join('\n');
    const unused = Object.keys(METRICS).filter((name) => !new RegExp(`\\b${name}\\b`).test(used));
    expect(unused.sort()).toEqual([
      'mailwarden_correlation_groups_looked_up_total',
      'mailwarden_gaps',
      'mailwarden_source_covered_to_timestamp_seconds',
      'mailwarden_source_rejected_total',
      'mailwarden_start_timestamp_seconds',
    ]);
  });
});
