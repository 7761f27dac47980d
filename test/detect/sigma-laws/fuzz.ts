import fc from 'fast-check';
import { expect } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { runTests } from '../../../agent/detect/loop/run-tests.js';
import type { JsonObject } from '../../../agent/model/json.js';
import { productFiles } from '../content/product-rules.js';
import { readTestRecord } from '../sigma/read-test-record.js';
import { record } from './drawn.js';
import { mangled } from './mangle.js';

const RULES = productFiles('m365').filter(({ file }) => !file.endsWith('.test.yml'));
const MAPPINGS = productFiles('mappings');
/** The product's own rules have no placeholders. */
const EXPANDS = `title: Known places
logsource: { product: azure, service: signinlogs }
detection:
  selection: { Location|contains|expand: ['%Known%', 'x%Known%y%Other%'] }
  condition: not selection
---
placeholders:
  Known: [DE, 'F*', 7]
  Other: { values: [a], owner: o, reason: r, until: 2026-12-31 }
`;
const [first, ...others] = [EXPANDS, ...RULES.map(({ text }) => text)];
const SHAPES = ['graph-sign-in', 'audit-record', 'entra-diagnostic', 'log-analytics'] as const;

/**
 * Broken rule files and any records: whatever is not understood is named with its place, and nothing is thrown. A file
 * that gives neither a rule nor a word about it was accepted in silence.
 */
export function fuzz(numRuns: number, seed?: number): void {
  fc.assert(
    fc.property(
      mangled([first ?? '', ...others]),
      record,
      fc.constantFrom(...SHAPES),
      (text, body, shape) => {
        const content = loadContent([{ file: 'fuzzed.yml', text }], MAPPINGS);
        const said = content.errors.length + content.warnings.length + content.compiled.length;
        if (/\S/.test(text.replaceAll(/^(---|#.*)$/gm, ''))) expect(said).toBeGreaterThan(0);
        expect(content.errors.filter(({ file, message }) => file === '' || message.trim() === '')).toEqual(
          [],
        );
        content.rules.matchPlain(body);
        content.rules.match(
          { key: 'k', source: 's', shape, occurredAt: null, body: body as JsonObject },
          null,
        );
      },
    ),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  );
}

const BEHAVIOURS = productFiles('behaviours');
const isTest = ({ file }: { readonly file: string }): boolean => file.endsWith('.test.yml');
const DECLARED = BEHAVIOURS.filter((one) => !isTest(one));
const [firstTest, ...otherTests] = BEHAVIOURS.filter(isTest);

/** Broken tests of behaviours: what can be read is run, whatever its records hold, and nothing is thrown. */
export function fuzzTests(numRuns: number, seed?: number): void {
  const one = fc.constantFrom(firstTest, ...otherTests).filter((file) => file !== undefined);
  const broken = one.chain(({ file, text }) =>
    mangled([text]).map((mangledText) => ({ file, text: mangledText })),
  );
  fc.assert(
    fc.property(broken, (test) => {
      const content = loadContent([...DECLARED, test], MAPPINGS);
      const { cases } = runTests(content, readTestRecord);
      const said = content.errors.length + content.warnings.filter(({ file }) => file === test.file).length;
      if (/\S/.test(test.text.replaceAll(/^(---|#.*)$/gm, '')))
        expect(said + cases.length).toBeGreaterThan(0);
    }),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  );
}
