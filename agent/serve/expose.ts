import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Sample } from './measure.js';
import { METRICS, type MetricName } from './metric-catalogue.js';

/** Samples as the text that Prometheus reads. */
export interface Exposition {
  readonly contentType: string;
  /** With the process's own metrics: memory, processor time, delay of the event loop. */
  text(samples: readonly Sample[]): Promise<string>;
}

/**
 * Each text is made of a fresh registry: what is no longer true leaves no stale series behind. The process's own metrics keep
 * one, since they count from its start.
 */
export function createExposition(): Exposition {
  const own = new Registry();
  collectDefaultMetrics({ register: own });
  return {
    contentType: own.contentType,
    text: async (samples) => `${await textOf(samples)}\n${await own.metrics()}`,
  };
}

function textOf(samples: readonly Sample[]): Promise<string> {
  const registry = new Registry();
  for (const name of Object.keys(METRICS) as MetricName[]) {
    const { type, help, labels } = METRICS[name];
    const shape = { name, help, labelNames: [...labels], registers: [registry] };
    const given = samples.filter((one) => one.metric === name);
    if (type === 'gauge') {
      const gauge = new Gauge(shape);
      // One without labels begins at 0, which would be a value that nobody measured.
      if (given.length === 0) registry.removeSingleMetric(name);
      for (const one of given) gauge.set(one.labels, one.value);
    } else {
      const counter = new Counter(shape);
      for (const one of given) counter.inc(one.labels, one.value);
    }
  }
  return registry.metrics();
}
