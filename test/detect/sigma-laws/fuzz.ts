import fc from 'fast-check';
import { expect } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import type { JsonObject } from '../../../agent/model/json.js';
import { productFiles } from '../content/product-rules.js';
import { record } from './drawn.js';
import { mangled } from './mangle.js';

const RULES = productFiles('m365').filter(({ file }) => !file.endsWith('.test.yml'));
const MAPPINGS = productFiles('mappings');
const [first = '', ...others] = RULES.map(({ text }) => text);
const SHAPES = ['graph-sign-in', 'audit-record', 'entra-diagnostic', 'log-analytics'] as const;

/**
 * Broken rule files and any records: whatever is not understood is named with its place, and nothing is thrown. A file
 * that gives neither a rule nor a word about it was accepted in silence.
 */
export function fuzz(numRuns: number, seed?: number): void {
  fc.assert(
    fc.property(mangled([first, ...others]), record, fc.constantFrom(...SHAPES), (text, body, shape) => {
      const content = loadContent([{ file: 'fuzzed.yml', text }], MAPPINGS);
      const said = content.errors.length + content.warnings.length + content.compiled.length;
      if (/\S/.test(text.replaceAll(/^(---|#.*)$/gm, ''))) expect(said).toBeGreaterThan(0);
      expect(content.errors.filter(({ file, message }) => file === '' || message.trim() === '')).toEqual([]);
      content.rules.matchPlain(body);
      content.rules.match({ key: 'k', source: 's', shape, occurredAt: null, body: body as JsonObject }, null);
    }),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  );
}
