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
});
