import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { productFiles } from './product-rules.js';

const SCHEMA = join(resolve(import.meta.dirname, '../../..'), 'schemas/rule.schema.json');
const check = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
);

const VALID = parse(
  'title: T\nlogsource: { product: m365 }\ndetection: { selection: { a: 1 }, condition: selection }\n',
) as object;

describe('the published schema of rules', () => {
  it("takes each of the product's rules", () => {
    const rules = productFiles('m365').filter(({ file }) => !file.endsWith('.test.yml'));
    expect(rules.length).toBeGreaterThanOrEqual(15);
    expect(rules.filter(({ text }) => !check(parse(text))).map(({ file }) => file)).toEqual([]);
  });

  const REFUSED: readonly { name: string; change: object }[] = [
    { name: 'an unknown level', change: { level: 'severe' } },
    { name: 'a key of ours that is not known', change: { mailwarden: { famly: 'mail' } } },
    { name: 'points with a fraction', change: { mailwarden: { points: 1.5 } } },
    {
      name: 'a detection without a condition',
      change: { detection: { selection: { a: 1 }, other: { b: 1 } } },
    },
    { name: 'an empty selection', change: { detection: { selection: {}, condition: 'selection' } } },
    { name: 'a log source without a log', change: { logsource: { definition: 'x' } } },
    { name: 'another taxonomy', change: { taxonomy: 'ecs' } },
  ];
  for (const { name, change } of REFUSED) {
    it(`refuses ${name}`, () => {
      expect(check(VALID)).toBe(true);
      expect(check({ ...VALID, ...change })).toBe(false);
    });
  }

  const COUNT = { type: 'event_count', rules: ['a'], timespan: '1h', condition: { gte: 3 } };
  const CORRELATIONS: readonly { name: string; given: object; expected: boolean }[] = [
    { name: 'a count', given: COUNT, expected: true },
    {
      name: 'rules near each other',
      given: { type: 'temporal', rules: ['a'], timespan: '1h' },
      expected: true,
    },
    {
      name: 'a condition over rules',
      given: { type: 'temporal', timespan: '1h', condition: 'a and b' },
      expected: true,
    },
    { name: 'a count without a condition', given: { ...COUNT, condition: undefined }, expected: false },
    { name: 'a sum without a field', given: { ...COUNT, type: 'value_sum' }, expected: false },
    {
      name: 'a percentile without which',
      given: { ...COUNT, type: 'value_percentile', condition: { gte: 1, field: 'x' } },
      expected: false,
    },
    { name: 'a timespan without a unit', given: { ...COUNT, timespan: '60' }, expected: false },
    { name: 'an unknown key', given: { ...COUNT, timeframe: '1h' }, expected: false },
  ];
  for (const { name, given, expected } of CORRELATIONS) {
    it(`${expected ? 'takes' : 'refuses'} a correlation: ${name}`, () => {
      const document = JSON.parse(JSON.stringify({ title: 'T', correlation: given })) as object;
      expect(check(document)).toBe(expected);
      expect(check({ ...VALID, ...document })).toBe(false);
    });
  }
});
