import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import type { JsonObject, JsonValue } from '../../../agent/model/json.js';
import { detection, record, ruleText } from './drawn.js';
import { detectsNaively, type NaiveMapping, type RuleDetection } from './naive-evaluator.js';

const MAPPING = `mapping:
  name: drawn
  shapes: [audit-record]
  logsources: [{ product: drawn, service: drawn }]
  fields: { g: [h, f.g], h.F: name }
`;
const NAIVE_MAPPING: NaiveMapping = { g: ['h', 'f.g'], 'h.f': ['name'] };

/** Numbers of the rules that hold, by the engine. */
function byEngine(rules: readonly RuleDetection[], body: JsonValue, isMapped: boolean): readonly string[] {
  const files = rules.map((one, at) => ({ file: `${at}.yml`, text: ruleText(one, `rule-${at}`) }));
  const content = loadContent([...files, { file: 'mapping.yml', text: MAPPING }]);
  expect(content.errors).toEqual([]);
  const hits = isMapped
    ? content.rules.match(
        { key: 'k', source: 's', shape: 'audit-record', occurredAt: null, body: body as JsonObject },
        null,
      )
    : content.rules.matchPlain(body);
  return hits.map(({ rule }) => rule);
}

function naively(rules: readonly RuleDetection[], body: JsonValue, isMapped: boolean): readonly string[] {
  return rules.flatMap((one, at) =>
    detectsNaively(one, body, isMapped ? NAIVE_MAPPING : null) ? [`rule-${at}`] : [],
  );
}

describe('the engine and a naive reading of the specification agree', () => {
  for (const isMapped of [false, true]) {
    it(isMapped ? 'through a mapping' : 'by plain names', () => {
      fc.assert(
        fc.property(
          fc.array(detection, { minLength: 1, maxLength: 4 }),
          fc.array(record, { maxLength: 4 }),
          (rules, bodies) => {
            for (const body of bodies) {
              expect(byEngine(rules, body, isMapped)).toEqual(naively(rules, body, isMapped));
            }
          },
        ),
        { numRuns: 250 },
      );
    });
  }
});
