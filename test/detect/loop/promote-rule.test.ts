import { describe, expect, it } from 'vitest';
import { promoteRule } from '../../../agent/detect/loop/promote-rule.js';

const RULE = `# why it is here
title: A
id: a
mailwarden:
  points: 1500
  shadow: true   # since March
`;

describe('promoting a rule', () => {
  const cases = [
    {
      name: 'changes one word of one line',
      given: RULE,
      id: 'a',
      expected: { text: RULE.replace('shadow: true', 'shadow: false'), line: 6 },
    },
    {
      name: 'finds the rule among several documents, in flow style too',
      given: `${RULE}---\nid: b\nmailwarden: { shadow: true, points: 5 }\n`,
      id: 'b',
      expected: { text: `${RULE}---\nid: b\nmailwarden: { shadow: false, points: 5 }\n`, line: 9 },
    },
    {
      name: 'refuses a rule that is promoted already',
      given: RULE.replace('shadow: true', 'shadow: false'),
      id: 'a',
      expected: { mistake: expect.stringContaining('not on trial'), line: 6 },
    },
    {
      name: 'refuses a rule that was never on trial',
      given: 'title: A\nid: a\n',
      id: 'a',
      expected: { mistake: expect.stringContaining('not on trial'), line: 1 },
    },
    {
      name: 'finds a behaviour by its type, whatever its id',
      given: `id: b\nbehaviour: { type: read-volume }\nmailwarden: { shadow: true }\n`,
      id: 'behaviour:read-volume',
      expected: {
        text: `id: b\nbehaviour: { type: read-volume }\nmailwarden: { shadow: false }\n`,
        line: 3,
      },
    },
    { name: 'finds no other rule', given: RULE, id: 'z', expected: null },
  ];
  for (const { name, given, id, expected } of cases)
    it(name, () => expect(promoteRule(given, id)).toEqual(expected));
});
