import { describe, expect, it } from 'vitest';
import { loadRule, mistakesOf, ruleOf } from './load-rule.js';

const ok = 'selection: { a: 1 }\ncondition: selection';

const DETECTIONS: readonly { name: string; detection: string; expected: readonly string[] }[] = [
  {
    name: 'unknown modifier',
    detection: 'selection: { a|contians: 1 }\ncondition: selection',
    expected: ['6:16 "a|contians" has the unknown modifier |contians; did you mean |contains?'],
  },
  {
    name: 'placeholder without a list',
    detection: "selection: { a|expand: '%x%' }\ncondition: selection",
    expected: [
      '6:26 "a|expand" names the placeholder %x%, for which there is no list; add it under "placeholders" in a file of the rule directory, or write \\% for a percent sign',
    ],
  },
  {
    name: 'array selector',
    detection: "selection: { 'a[any].b|contains': 1 }\ncondition: selection",
    expected: [
      '6:16 "a[any].b|contains" has the array selector [any], which Sigma 2.1 does not know; without it any element of a list counts',
    ],
  },
  {
    name: 'modifiers that exclude each other',
    detection: 'selection: { a|contains|startswith: x }\ncondition: selection',
    expected: ['6:16 "a|contains|startswith" takes one of |contains and |startswith, not both'],
  },
  {
    name: 'flag without re',
    detection: 'selection: { a|i: x }\ncondition: selection',
    expected: ['6:16 "a|i" takes |i only after |re'],
  },
  {
    name: 'cidr with contains',
    detection: 'selection: { a|cidr|contains: 10.0.0.0/8 }\ncondition: selection',
    expected: ['6:16 "a|cidr|contains" cannot join |cidr with |contains'],
  },
  {
    name: 're after a place',
    detection: 'selection: { a|contains|re: x }\ncondition: selection',
    expected: ['6:16 "a|contains|re" takes |contains only after |re; write |re|contains'],
  },
  {
    name: 're with parentheses that only fit around ours',
    detection: 'selection: { a|re|startswith: "a)(?:b" }\ncondition: selection',
    expected: ['6:33 '],
  },
  {
    name: 'look-around',
    detection: "selection:\n  a|re:\n    - ok\n    - '(?<=x)y'\ncondition: selection",
    expected: [
      '9:9 "a|re" has a regular expression that cannot run in linear time (invalid named capture: `(?<=x)y`); write it without look-around, back references and large repeats',
    ],
  },
  {
    name: 'all with one value',
    detection: 'selection: { a|contains|all: x }\ncondition: selection',
    expected: ['6:32 "a|contains|all" needs at least two values for |all; with one, leave |all out'],
  },
  {
    name: 'null in a list',
    detection: 'selection: { a: [x, null] }\ncondition: selection',
    expected: [
      '6:19 "a" has null in a list; null is a selection of its own (Sigma specification, "Special Field Values")',
    ],
  },
  {
    name: 'map as value',
    detection: 'selection: { a: { b: c } }\ncondition: selection',
    expected: ['6:19 "a" needs a text, number, true, false or null, or a list of them, not a map'],
  },
  {
    name: 'not a network',
    detection: 'selection: { a|cidr: 10.0.0.0/40 }\ncondition: selection',
    expected: ['6:24 "a|cidr" needs a network such as 198.51.100.0/24 or 2001:db8::/32, not "10.0.0.0/40"'],
  },
  {
    name: 'not a number',
    detection: 'selection: { a|gt: many }\ncondition: selection',
    expected: ['6:22 "a|gt" needs a number, not "many"'],
  },
  {
    name: 'exists without an answer',
    detection: "selection: { a|exists: 'yes' }\ncondition: selection",
    expected: ['6:26 "a|exists" needs true or false'],
  },
  {
    name: 'wildcard to encode',
    detection: "selection: { a|base64: 'x*' }\ncondition: selection",
    expected: [
      '6:26 "a|base64" cannot encode the wildcards of "x*"; escape them as \\* and \\?, or leave them out',
    ],
  },
  {
    name: 'empty list',
    detection: 'selection: []\ncondition: selection',
    expected: ['6:14 "selection" is an empty list; give it maps or keywords'],
  },
  {
    name: 'nothing',
    detection: 'selection:\ncondition: selection',
    expected: ['6:13 "selection" is empty; give it a field or a keyword'],
  },
  {
    name: 'empty map',
    detection: 'selection: {}\ncondition: selection',
    expected: ['6:14 "selection" is empty; give it at least one field'],
  },
  {
    name: 'unknown name',
    detection: 'selection: { a: 1 }\ncondition: selektion',
    expected: [
      '7:14 condition names "selektion", which is no selection of this rule; did you mean "selection"?',
    ],
  },
  {
    name: 'pattern that finds nothing',
    detection: 'selection: { a: 1 }\ncondition: 1 of zzzzzzzzzzzz*',
    expected: [
      '7:14 condition names "zzzzzzzzzzzz*", which is no selection of this rule; the rule has: selection',
    ],
  },
  {
    name: 'aggregation',
    detection: 'selection: { a: 1 }\ncondition: selection | count() > 5',
    expected: [
      '7:14 condition uses an aggregation after "|", which Sigma 2 no longer has; write a correlation',
    ],
  },
  {
    name: 'two of',
    detection: 'selection: { a: 1 }\ncondition: 2 of them',
    expected: ['7:14 condition has "2 of"; Sigma knows "1 of", "any of" and "all of"'],
  },
  {
    name: 'open parenthesis',
    detection: 'selection: { a: 1 }\ncondition: (selection',
    expected: ['7:14 condition lacks a closing parenthesis'],
  },
  {
    name: 'two names in a row',
    detection: 'selection: { a: 1 }\ncondition: selection selection',
    expected: ['7:14 condition has "selection" where "and", "or" or the end was expected'],
  },
  {
    name: 'unfinished',
    detection: 'selection: { a: 1 }\ncondition: selection and',
    expected: ['7:14 condition has its end where a selection was expected'],
  },
  {
    name: 'too deep',
    detection: `selection: { a: 1 }\ncondition: '${'('.repeat(5000)}'`,
    expected: ['7:14 condition is nested deeper than 100 levels'],
  },
  {
    name: 'no condition',
    detection: 'selection: { a: 1 }',
    expected: ['6:3 detection lacks a condition, such as "condition: selection"'],
  },
  {
    name: 'every mistake at once',
    detection: 'one: { a|foo: 1 }\ntwo: { b|re: "(" }\ncondition: one and three',
    expected: ['6:10 ', '7:16 ', '8:14 '],
  },
];

describe('mistakes in a detection are named with their place', () => {
  for (const { name, detection, expected } of DETECTIONS) {
    it(name, () => {
      const found = mistakesOf(detection).map((mistake) => mistake.replace(/^rule\.yml:/, ''));
      expect(found.length).toBe(expected.length);
      for (const [at, text] of expected.entries())
        expect(found[at]?.slice(0, text.endsWith(' ') ? text.length : undefined)).toBe(text);
    });
  }
});

const RULES: readonly { name: string; yaml: string; expected: string }[] = [
  {
    name: 'no title',
    yaml: ruleOf(ok).replace('title: T\n', ''),
    expected: 'rule.yml:1:1 a rule needs a title, one line of text',
  },
  {
    name: 'unknown level',
    yaml: ruleOf(ok).replace('level: low', 'level: severe'),
    expected: 'rule.yml:3:8 level must be one of: informational, low, medium, high, critical',
  },
  {
    name: 'log source without a log',
    yaml: ruleOf(ok).replace('{ product: test }', '{ definition: x }'),
    expected: 'rule.yml:4:12 logsource names neither product, service nor category',
  },
  {
    name: 'other taxonomy',
    yaml: `${ruleOf(ok)}taxonomy: ecs\n`,
    expected: 'rule.yml:8:11 taxonomy "ecs" is not supported; use the field names of taxonomy "sigma"',
  },
  {
    name: 'unknown key of ours',
    yaml: `${ruleOf(ok)}mailwarden: { famly: mail }\n`,
    expected: 'rule.yml:8:15 "mailwarden.famly" is not known; did you mean "family"?',
  },
  {
    name: 'unknown family',
    yaml: `${ruleOf(ok)}mailwarden: { family: post }\n`,
    expected:
      'rule.yml:8:23 family must be one of: network, client, authentication, provider, session, mail, persistence, consent',
  },
  {
    name: 'points that are no points',
    yaml: `${ruleOf(ok)}mailwarden: { points: 1.5 }\n`,
    expected: 'rule.yml:8:23 points must be a whole number of thousandths, between -10000 and 10000',
  },
  {
    name: 'the same key twice',
    yaml: `${ruleOf(ok)}title: U\n`,
    expected: 'rule.yml:8:1 is not valid YAML: Map keys must be unique',
  },
  {
    name: 'broken YAML',
    yaml: 'title: "x',
    expected: 'rule.yml:1:10 is not valid YAML: Missing closing "quote',
  },
];

describe('mistakes in the rest of a rule', () => {
  for (const { name, yaml, expected } of RULES) {
    it(name, () => {
      expect(loadRule(yaml).errors).toEqual([expected]);
    });
  }

  it('line ends of Windows and a byte order mark are none', () => {
    const yaml = `\uFEFF${ruleOf(ok)}`.replaceAll('\n', '\r\n');
    expect(loadRule(yaml)).toMatchObject({ errors: [], warnings: [] });
  });

  it('an unused selection is doubted, one that begins with _ is not', () => {
    const { warnings } = loadRule(
      ruleOf('selection: { a: 1 }\nother: { b: 1 }\n_spare: { c: 1 }\ncondition: selection'),
    );
    expect(warnings).toEqual(['rule.yml:7:3 "other" is not used by the condition; use it or remove it']);
  });

  it('a misspelt attribute is doubted', () => {
    const { warnings } = loadRule(`${ruleOf(ok)}falsepositive: [x]\n`);
    expect(warnings).toEqual([
      'rule.yml:8:1 "falsepositive" is not an attribute of Sigma; did you mean "falsepositives"?',
    ]);
  });

  it('a rule without an id gets one that follows from its title', () => {
    const yaml = ruleOf(ok).replace(/id: .*\n/, '');
    const [first] = loadRule(yaml).rules.rules;
    expect(first?.id).toMatch(/^rule-[0-9a-f]{24}$/);
    expect(loadRule(yaml).rules.rules[0]?.id).toBe(first?.id);
  });
});
