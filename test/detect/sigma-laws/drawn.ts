import fc from 'fast-check';
import { isJsonObject, type JsonValue } from '../../../agent/model/json.js';
import type { RuleDetection, RuleMap, RuleScalar, RuleSelection } from './naive-evaluator.js';

/** Few names and few values, so that drawn rules and drawn records meet. */
const NAMES = ['f', 'F', 'g', 'h', 'f.g', 'h.F', 'Name', 'Value', 'value', 'name'] as const;
const TEXTS = [
  '',
  'a',
  'A',
  'ab',
  'ba',
  'b a',
  'f',
  'g',
  '*',
  '?',
  '\\',
  'a*',
  '-a',
  '/A b',
  '1',
  '10.1.2.3',
  'K\u0130abc',
  '\u212a-xyz',
  'abcdef',
];
const JSON_TEXTS = ['{"g":"a"}', '[{"Name":"f","Value":"ab"}]', '{"f":{"g":1}}', '{broken'];
const PATTERNS = [
  ...TEXTS,
  'a*',
  '*b',
  '?b',
  'a?',
  '*',
  '\\*',
  '\\\\',
  '\\\\*',
  'a*a',
  'A*?',
  'abc',
  'K-xyz',
  ',"f"',
  'a,b',
];

const leaf = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.constantFrom(...JSON_TEXTS),
  fc.constantFrom(0, 1, 10, -1.5, true, false, null),
);

/** Records of any nesting, with lists of name and value among them. */
export const record: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; object: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  object: fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 4 }) as fc.Arbitrary<JsonValue>,
})).object;

/** Records with long lists of texts and objects under the names that rules ask for. */
export const crowdedRecord: fc.Arbitrary<JsonValue> = fc.dictionary(
  fc.constantFrom('f', 'F', 'g', 'h', 'Name'),
  fc.array(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: record }), {
    minLength: 9,
    maxLength: 14,
  }),
  { minKeys: 1, maxKeys: 3 },
) as fc.Arbitrary<JsonValue>;

/** Keys that nobody asks for, some of them much like those that rules ask for. */
const FILLERS = Array.from({ length: 300 }, (_, at) =>
  at < 20 ? String.fromCharCode(0x69 + at) : at < 40 ? `f.${at}` : at < 60 ? `v${at}lue` : `filler ${at}`,
);

/** Records with so many keys, at the top, in objects and in lists of name and value, that not all are remembered. */
export const stuffedRecord: fc.Arbitrary<JsonValue> = fc
  .tuple(record, fc.boolean(), fc.boolean())
  .map(([body, isFirst, isNested]) => {
    const filler: JsonValue = Object.fromEntries(FILLERS.map((key) => [key, 'a']));
    const object = isJsonObject(body) ? body : {};
    const stuffed = isNested
      ? Object.fromEntries(
          Object.entries(object).map(([key, value]) => [
            key,
            isJsonObject(value) ? { ...filler, ...value } : (value ?? null),
          ]),
        )
      : object;
    const pairs = FILLERS.map((key): JsonValue => ({ Name: key, Value: 'b' }));
    const list = isFirst ? [...pairs, { Name: 'f', Value: 'ab' }] : [{ Name: 'g', Value: 'a' }, ...pairs];
    return isFirst ? { ...filler, ...stuffed, list } : { list, ...stuffed, ...filler };
  });

const several = (values: fc.Arbitrary<RuleScalar>): fc.Arbitrary<RuleScalar | readonly RuleScalar[]> =>
  fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 3 }));
const two = (values: fc.Arbitrary<RuleScalar>): fc.Arbitrary<readonly RuleScalar[]> =>
  fc.array(values, { minLength: 2, maxLength: 3 });

const scalar = fc.constantFrom<RuleScalar>(...PATTERNS, 0, 1, 10, true, false);
const name = fc.constantFrom(...NAMES);

/** Texts with placeholders that `naive-lists.ts` knows, and some that only look so. */
const expandable = fc.constantFrom<RuleScalar>(
  '%A%',
  '%N%',
  '%b a%',
  'a%A%',
  '%b a%*',
  '%A%%N%',
  '*%A%?',
  '\\%A%',
  '\\\\%A%',
  '\\%A%N%',
  '%A*N%',
  '%%',
  'a%',
  1,
);

/** Each line of a map: modifiers and values that go together. */
const item = fc
  .oneof(
    fc.tuple(
      fc.constantFrom('', '|contains', '|startswith', '|endswith', '|cased', '|contains|cased'),
      several(scalar),
    ),
    fc.tuple(fc.constantFrom('|neq', '|contains|neq', '|windash', '|windash|contains'), several(scalar)),
    fc.tuple(fc.constantFrom('|all', '|contains|all', '|startswith|all', '|endswith|all'), two(scalar)),
    fc.tuple(
      fc.constantFrom('|re', '|re|i', '|re|startswith', '|re|i|endswith', '|re|contains'),
      several(fc.constantFrom('^a', 'b$', 'a.?', '[ab]{2}', '.', 'A|g')),
    ),
    fc.tuple(fc.constant('|cidr'), several(fc.constantFrom('10.0.0.0/8', '10.1.2.3/32', '10.2.0.0/16'))),
    fc.tuple(fc.constantFrom('|lt', '|lte', '|gt', '|gte'), several(fc.constantFrom(0, 1, 5.5))),
    fc.tuple(fc.constantFrom('|base64', '|base64|contains'), several(fc.constantFrom('a', 'ab'))),
    fc.tuple(
      fc.constantFrom('|fieldref', '|fieldref|contains', '|fieldref|cased', '|fieldref|neq'),
      several(name),
    ),
    fc.tuple(
      fc.constantFrom('|expand', '|contains|expand', '|expand|endswith', '|cased|expand', '|neq|expand'),
      several(expandable),
    ),
    fc.tuple(fc.constantFrom('|contains|all|expand', '|all|expand'), several(expandable)),
    fc.tuple(
      fc.constantFrom('|re|expand', '|re|i|expand'),
      several(fc.constantFrom('^%N%$', '%N%a', '[%A%]')),
    ),
    fc.tuple(fc.constant('|exists'), fc.boolean()),
    fc.tuple(fc.constantFrom('', '|neq'), fc.constant(null)),
  )
  .chain(([modifiers, value]) => name.map((field): RuleMap => ({ [`${field}${modifiers}`]: value })));

const map: fc.Arbitrary<RuleMap> = fc
  .array(item, { minLength: 1, maxLength: 3 })
  .map((items) => Object.assign({}, ...items) as RuleMap);

const keyword = fc.constantFrom('a', 'AB', '1', 'tru', '?b', 'b*a', 10);
const selection: fc.Arbitrary<RuleSelection> = fc.oneof(
  { weight: 5, arbitrary: map },
  { weight: 2, arbitrary: fc.array(map, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(keyword, { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: two(keyword).map((values): RuleMap => ({ '|all': values })) },
);

const CONDITIONS = [
  'sel_a',
  'not sel_a',
  'sel_a and sel_b',
  'sel_a or sel_b',
  'sel_a and not _hid',
  'not (sel_a or sel_b) or _hid',
  'sel_a or sel_b and _hid',
  '(sel_a or sel_b) and not not _hid',
  '1 of sel_*',
  'all of sel_* and not _hid',
  'not 1 of them',
  'all of them',
  'any of *_b or _hid',
];

/** Detections of three selections. */
export const detection: fc.Arbitrary<RuleDetection> = fc.record({
  selections: fc.record({ sel_a: selection, sel_b: selection, _hid: selection }),
  condition: fc.constantFrom(...CONDITIONS),
});

/** A detection as a rule file has it; JSON is YAML. */
export function ruleText({ selections, condition }: RuleDetection, id = 'drawn'): string {
  const body = JSON.stringify({ ...selections, condition });
  return `title: Drawn\nid: ${id}\nlogsource: { product: drawn, service: drawn }\ndetection: ${body}\n`;
}
