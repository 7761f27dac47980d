import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../agent/model/json.js';
import { detects } from './load-rule.js';

const NAMES = `
sel_a: { a: 1 }
sel_b: { b: 1 }
_sel_c: { c: 1 }
filter_x: { x: 1 }
`.trim();

interface ConditionCase {
  readonly condition: string;
  readonly hits: readonly JsonValue[];
  readonly misses: readonly JsonValue[];
}

const CONDITIONS: readonly ConditionCase[] = [
  { condition: 'sel_a', hits: [{ a: 1 }], misses: [{ a: 2 }] },
  { condition: 'sel_a and sel_b', hits: [{ a: 1, b: 1 }], misses: [{ a: 1 }, { b: 1 }] },
  { condition: 'sel_a or sel_b', hits: [{ a: 1 }, { b: 1 }], misses: [{}] },
  { condition: 'not sel_a', hits: [{}], misses: [{ a: 1 }] },
  { condition: 'not not sel_a', hits: [{ a: 1 }], misses: [{}] },
  { condition: 'sel_a or sel_b and filter_x', hits: [{ a: 1 }, { b: 1, x: 1 }], misses: [{ b: 1 }] },
  { condition: '(sel_a or sel_b) and filter_x', hits: [{ a: 1, x: 1 }], misses: [{ a: 1 }, { x: 1 }] },
  { condition: 'not sel_a and sel_b', hits: [{ b: 1 }], misses: [{ a: 1, b: 1 }, {}] },
  { condition: 'not (sel_a and sel_b)', hits: [{ a: 1 }], misses: [{ a: 1, b: 1 }] },
  { condition: '1 of sel_*', hits: [{ a: 1 }, { b: 1 }], misses: [{ c: 1 }] },
  { condition: 'any of sel_*', hits: [{ b: 1 }], misses: [{}] },
  { condition: 'all of sel_*', hits: [{ a: 1, b: 1 }], misses: [{ a: 1 }] },
  { condition: '1 of *sel*', hits: [{ c: 1 }], misses: [{ x: 1 }] },
  { condition: '1 of them', hits: [{ x: 1 }], misses: [{ c: 1 }] },
  { condition: 'all of them', hits: [{ a: 1, b: 1, x: 1 }], misses: [{ a: 1, b: 1, c: 1 }] },
  { condition: 'sel_a and not 1 of filter_*', hits: [{ a: 1 }], misses: [{ a: 1, x: 1 }] },
  { condition: 'not all of sel_*', hits: [{ a: 1 }], misses: [{ a: 1, b: 1 }] },
  { condition: 'sel_a AND NOT filter_x', hits: [{ a: 1 }], misses: [{ a: 1, x: 1 }] },
  { condition: '[sel_a, sel_b]', hits: [{ a: 1 }, { b: 1 }], misses: [{}] },
];

describe('conditions', () => {
  for (const { condition, hits, misses } of CONDITIONS) {
    it(condition, () => {
      const detection = `${NAMES}\ncondition: ${condition}`;
      expect(hits.filter((one) => !detects(detection, one))).toEqual([]);
      expect(misses.filter((one) => detects(detection, one))).toEqual([]);
    });
  }
});

interface SelectionCase extends Omit<ConditionCase, 'condition'> {
  readonly name: string;
  readonly selection: string;
}

const SELECTIONS: readonly SelectionCase[] = [
  {
    name: 'a map means all of its lines',
    selection: '{ a: 1, b: 2 }',
    hits: [{ a: 1, b: 2 }],
    misses: [{ a: 1 }],
  },
  {
    name: 'a list of maps means any of them',
    selection: '[ { a: 1 }, { b: 2, c: 3 } ]',
    hits: [{ a: 1 }, { b: 2, c: 3 }],
    misses: [{ b: 2 }],
  },
  {
    name: 'keywords: any, anywhere in a value',
    selection: '[ evil, bad ]',
    hits: [{ deep: [{ er: 'an EVIL thing' }] }, 'bad'],
    misses: [{ evil: 'key only' }, {}],
  },
  { name: 'one keyword', selection: 'evil', hits: [{ a: 'evil' }], misses: [{ a: 'good' }] },
  {
    name: 'keywords, all',
    selection: "{ '|all': [ evil, bad ] }",
    hits: [{ a: 'evil', b: 'bad' }],
    misses: [{ a: 'evil' }],
  },
  {
    name: 'keywords with wildcards',
    selection: "[ 'e*l' ]",
    hits: [{ a: 'an evil thing' }],
    misses: [{ a: 'ev', b: 'il' }],
  },
  {
    name: 'keywords by expression',
    selection: "{ '|re': 'e.il$' }",
    hits: [{ a: 'an evil' }],
    misses: [{ a: 'evil thing' }],
  },
  {
    name: 'a number as keyword',
    selection: '[ 4711 ]',
    hits: [{ a: 4711 }, { a: 'id 4711' }],
    misses: [{ a: 47 }],
  },
  {
    name: 'keywords beside maps',
    selection: '[ { a: 1 }, evil ]',
    hits: [{ a: 1 }, { b: 'evil' }],
    misses: [{ a: 2 }],
  },
];

describe('search identifiers', () => {
  for (const { name, selection, hits, misses } of SELECTIONS) {
    it(name, () => {
      const detection = `selection: ${selection}\ncondition: selection`;
      expect(hits.filter((one) => !detects(detection, one))).toEqual([]);
      expect(misses.filter((one) => detects(detection, one))).toEqual([]);
    });
  }
});

const FIELDS: readonly {
  name: string;
  field: string;
  hits: readonly JsonValue[];
  misses: readonly JsonValue[];
}[] = [
  { name: 'the own key', field: 'Name', hits: [{ Name: 'x' }, { nAME: 'x' }], misses: [{ Other: 'x' }] },
  {
    name: 'the own key before a nested one',
    field: 'Name',
    hits: [{ Name: 'x', in: { Name: 'y' } }],
    misses: [{ Name: 'y', in: { Name: 'x' } }],
  },
  {
    name: 'the own key with a dot before the path',
    field: 'a.b',
    hits: [{ 'a.b': 'x', a: { b: 'y' } }],
    misses: [{ 'a.b': 'y', a: { b: 'x' } }],
  },
  {
    name: 'a dotted path, through lists',
    field: 'A.b',
    hits: [{ a: { B: 'x' } }, { a: [{ b: 'y' }, { b: 'x' }] }],
    misses: [{ a: 'x' }, { c: { b: 'x' } }],
  },
  {
    name: 'the last name of a nested path',
    field: 'Image',
    hits: [{ Event: { EventData: { image: 'x' } } }],
    misses: [{ Event: { Image: { deep: 'x' } } }],
  },
  {
    name: 'the least nested of them',
    field: 'f',
    hits: [{ a: { f: 'x', b: { f: 'y' } } }],
    misses: [{ a: { f: 'y', b: { f: 'x' } } }],
  },
  {
    name: 'names that objects have from birth are not fields',
    field: 'constructor',
    hits: [{ constructor: 'x' }],
    misses: [{}],
  },
];

describe('fields without a taxonomy', () => {
  for (const { name, field, hits, misses } of FIELDS) {
    it(name, () => {
      const detection = `selection: { ${field}: x }\ncondition: selection`;
      expect(hits.filter((one) => !detects(detection, one))).toEqual([]);
      expect(misses.filter((one) => detects(detection, one))).toEqual([]);
    });
  }
});
