import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import type { JsonObject, JsonValue } from '../../../agent/model/json.js';
import { crowdedRecord, detection, record, ruleText, stuffedRecord } from './drawn.js';
import { detectsNaively, type NaiveMapping, type RuleDetection } from './naive-evaluator.js';
import { LISTS_FILE } from './naive-lists.js';

const MAPPING = `mapping:
  name: drawn
  shapes: [audit-record]
  logsources: [{ product: drawn, service: drawn }]
  fields: { g: [h, f.g], h.F: name }
`;
const NAIVE_MAPPING: NaiveMapping = { g: ['h', 'f.g'], 'h.f': ['name'] };

type Ids = readonly string[];

/** Rules of the engine; what it answers are the numbers of those that hold. */
function engine(rules: readonly RuleDetection[], isMapped: boolean): (body: JsonValue) => Ids {
  const files = rules.map((one, at) => ({ file: `${at}.yml`, text: ruleText(one, `rule-${at}`) }));
  const content = loadContent([...files, { file: 'mapping.yml', text: MAPPING }, LISTS_FILE]);
  expect(content.errors).toEqual([]);
  return (body) => {
    const hits = isMapped
      ? content.rules.match(
          { key: 'k', source: 's', shape: 'audit-record', occurredAt: null, body: body as JsonObject },
          null,
        )
      : content.rules.matchPlain(body);
    return hits.map(({ rule }) => rule);
  };
}

function naively(rules: readonly RuleDetection[], body: JsonValue, isMapped: boolean): readonly string[] {
  return rules.flatMap((one, at) =>
    detectsNaively(one, body, isMapped ? NAIVE_MAPPING : null) ? [`rule-${at}`] : [],
  );
}

function expectAgreement(
  rules: readonly RuleDetection[],
  bodies: readonly JsonValue[],
  isMapped: boolean,
): void {
  const byEngine = engine(rules, isMapped);
  // Twice: what was learned from one record must not answer for another.
  for (const body of [...bodies, ...bodies]) {
    expect(byEngine(body)).toEqual(naively(rules, body, isMapped));
  }
}

describe('the engine and a naive reading of the specification agree', () => {
  for (const isMapped of [false, true]) {
    const how = isMapped ? 'through a mapping' : 'by plain names';
    const rules = fc.array(detection, { minLength: 1, maxLength: 4 });
    it(how, () => {
      fc.assert(
        fc.property(rules, fc.array(record, { maxLength: 6 }), (drawn, bodies) =>
          expectAgreement(drawn, bodies, isMapped),
        ),
        { numRuns: 250 },
      );
    });

    it(`${how}, where fields have many values`, () => {
      fc.assert(
        fc.property(rules, fc.array(crowdedRecord, { minLength: 1, maxLength: 3 }), (drawn, bodies) =>
          expectAgreement(drawn, bodies, isMapped),
        ),
        { numRuns: 80 },
      );
    });

    it(`${how}, where there are more keys than are remembered`, () => {
      fc.assert(
        fc.property(rules, fc.array(stuffedRecord, { minLength: 1, maxLength: 3 }), (drawn, bodies) =>
          expectAgreement(drawn, bodies, isMapped),
        ),
        { numRuns: 25 },
      );
    });
  }
});
