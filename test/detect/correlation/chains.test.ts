import { describe, expect, it } from 'vitest';
import { judgeAll } from '../../../agent/detect/correlation/correlate.js';
import { correlationOf, setOf, sightingsOf } from './correlation-builder.js';

const TWICE = correlationOf(
  'type: event_count\nrules: [a]\ngroup-by: [user]\ntimespan: 20s\ncondition: { gte: 2 }',
  'twice',
);
const THEN = correlationOf(
  'type: temporal_ordered\nrules: [twice, c]\ngroup-by: [user]\ntimespan: 30s',
  'then',
);

describe('a correlation that reads one that holds in several groups at one record', () => {
  const set = setOf(THEN, TWICE);
  const [open, proven, both, last] = sightingsOf([
    'a@1 user=x',
    'a@2 user=y',
    'a@3 user=x,y',
    'c@4 user=x',
  ]).map((one, at) => ({ ...one, needsCredential: at !== 0 }));

  it.each([
    ['the open group first', [open, proven, both, last]],
    ['the proven group first', [proven, open, both, last]],
  ])('takes the best proven, %s', (_, list) => {
    const sightings = list.flatMap((one) => (one === undefined ? [] : [one]));
    const outer = judgeAll(set, sightings).filter(({ correlation }) => correlation.rule.id === 'id-then');
    const parts = outer.flatMap((group) => group.sightings.map(({ mark }) => mark.part));

    expect(parts).toContain('proven');
    expect(parts).not.toContain('open');
  });
});
