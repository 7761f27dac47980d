import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { behaviourSchema } from '../../../../agent/detect/behaviour/declaration/behaviour-schema.js';
import { BEHAVIOUR_KEYS } from '../../../../agent/detect/behaviour/declaration/read-behaviour.js';
import { WEIGHT_KEYS } from '../../../../agent/detect/behaviour/declaration/read-weight.js';
import { loadContent } from '../../../../agent/detect/content/load-content.js';
import { productFiles } from '../../content/product-rules.js';

const FILE = join(resolve(import.meta.dirname, '../../../..'), 'schemas/behaviour.schema.json');
const published = JSON.parse(readFileSync(FILE, 'utf8')) as object;
const check = new Ajv({ allErrors: true, strict: false }).compile(published);

describe('the published schema of behaviours', () => {
  it('is the one in the code', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(behaviourSchema())));
  });

  it('knows the keys that the loader knows', () => {
    const { properties } = published as { properties: { mailwarden: { properties: object } } };
    expect(Object.keys(properties).sort()).toEqual([...BEHAVIOUR_KEYS].sort());
    expect(Object.keys(properties.mailwarden.properties)).toEqual(WEIGHT_KEYS);
  });

  it("takes each of the product's behaviours", () => {
    const files = productFiles('behaviours').filter(({ file }) => !file.endsWith('.test.yml'));
    expect(files.length).toBeGreaterThanOrEqual(20);
    expect(files.filter(({ text }) => !check(parse(text))).map(({ file }) => file)).toEqual([]);
  });

  const CASES: readonly { name: string; text: string; expected: boolean }[] = [
    { name: 'a behaviour that says only its type', text: 'behaviour: { type: new-client }', expected: true },
    {
      name: 'one tag as a list, one false positive as a text',
      text: 'behaviour: { type: new-client }\ntags: [attack.t1110]\nfalsepositives: x',
      expected: true,
    },
    {
      name: 'one that is switched off',
      text: 'behaviour: { type: new-client }\nmailwarden: { enabled: false }',
      expected: true,
    },
    {
      name: 'one on trial',
      text: 'behaviour: { type: new-client }\nmailwarden: { shadow: true }',
      expected: true,
    },
    {
      name: 'a trial of what makes no finding',
      text: 'behaviour: { type: hosting-network }\nmailwarden: { shadow: true }',
      expected: false,
    },
    { name: 'a behaviour without a type', text: 'behaviour: {}', expected: false },
    { name: 'an unknown type', text: 'behaviour: { type: x }', expected: false },
    {
      name: 'a parameter of another type',
      text: 'behaviour: { type: new-client, habitDays: 3 }',
      expected: false,
    },
    {
      name: 'a fraction of a day',
      text: 'behaviour: { type: new-device-code, habitDays: 2.5 }',
      expected: false,
    },
    { name: 'a time without a unit', text: 'behaviour: { type: orphan-session, grace: 6 }', expected: false },
    {
      name: 'evidence with negative points',
      text: 'behaviour: { type: new-client }\nmailwarden: { points: -1 }',
      expected: false,
    },
    {
      name: 'an excuse with positive points',
      text: 'behaviour: { type: known-device }\nmailwarden: { points: 1 }',
      expected: false,
    },
    {
      name: 'a detection',
      text: 'behaviour: { type: new-client }\ndetection: { a: { b: c }, condition: a }',
      expected: false,
    },
    {
      name: 'a key of ours that is not known',
      text: 'behaviour: { type: new-client }\nmailwarden: { family: mail }',
      expected: false,
    },
  ];
  for (const { name, text, expected } of CASES) {
    it(`${expected ? 'takes' : 'refuses'} ${name}, as the loader does`, () => {
      const whole = `title: T\n${text}\n`;
      expect(check(parse(whole))).toBe(expected);
      expect(loadContent([{ file: 'b.yml', text: whole }]).errors.length === 0).toBe(expected);
    });
  }
});
