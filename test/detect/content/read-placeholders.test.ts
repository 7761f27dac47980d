import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ContentFile } from '../../../agent/detect/content/content-file.js';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { checkSuppressions } from '../../../agent/detect/loop/check-suppressions.js';
import { describeIssue } from '../../../agent/model/errors.js';
import { parseInstant } from '../../../agent/model/time.js';

const ASKS = `title: T
id: r
logsource: { product: test }
detection:
  selection: { country|expand: '%Known%' }
  condition: selection
`;
const LIST = 'placeholders:\n  Known: [DE, FR]\n';

function load(...files: readonly ContentFile[]) {
  const content = loadContent(files);
  return {
    content,
    errors: content.errors.map(describeIssue),
    warnings: content.warnings.map(describeIssue).filter((text) => !/has no tests|never matches/.test(text)),
    hits: (country: string): boolean => content.rules.matchPlain({ country }).length > 0,
  };
}

const file = (name: string, text: string, layer = 0): ContentFile => ({ file: name, text, layer });

const REFUSED: readonly { name: string; text: string; expected: string }[] = [
  {
    name: 'nothing in it',
    text: 'placeholders: []\n',
    expected: '1:15 placeholders must be a map from names to lists of values',
  },
  {
    name: 'an empty list',
    text: 'placeholders:\n  Known: []\n',
    expected: '2:10 "Known" needs at least one value',
  },
  {
    name: 'a map without values',
    text: 'placeholders:\n  Known: { description: ours }\n',
    expected: '2:10 "Known" needs at least one value',
  },
  {
    name: 'null',
    text: 'placeholders:\n  Known: [DE, null]\n',
    expected: '2:15 a value of "Known" must be a text or a number; write true, false and null in quotes',
  },
  {
    name: 'a number that YAML cannot hold',
    text: 'placeholders:\n  Known: [12345678901234567890]\n',
    expected: '2:11 a value of "Known" is a number that loses digits; write it in quotes',
  },
  {
    name: 'a map as value',
    text: 'placeholders:\n  Known: { values: [{ a: b }] }\n',
    expected: '2:21 a value of "Known" must be a text or a number; write true, false and null in quotes',
  },
  {
    name: 'an unknown key',
    text: 'placeholders:\n  Known: { values: [DE], ownr: team }\n',
    expected: '2:26 "placeholders.Known.ownr" is not known; did you mean "owner"?',
  },
  {
    name: 'an owner alone',
    text: 'placeholders:\n  Known: { values: [DE], owner: team, until: 2026-12-31 }\n',
    expected:
      '2:10 a list with an owner, a reason or an end needs "reason": one sentence, best with a ticket',
  },
  {
    name: 'a name that no rule can write',
    text: "placeholders:\n  'Kno*wn': [DE]\n",
    expected: '2:3 the name "Kno*wn" must have no %, *, ? or backslash; rules write it as %name%',
  },
];

describe('lists of placeholders', () => {
  it.each(REFUSED)('are refused with $name', ({ text, expected }) => {
    const { errors } = load(file('lists.yml', text));
    expect(errors).toEqual([`lists.yml:${expected}`]);
  });

  it('with mistakes refuse the rule too, and say so once', () => {
    const { errors, content } = load(file('a.yml', ASKS), file('b.yml', 'placeholders:\n  Known: []\n'));
    expect(errors).toEqual(['b.yml:2:10 "Known" needs at least one value']);
    expect(content.compiled).toEqual([]);
  });

  it('serve rules of any file, whichever is read first, filters too', () => {
    const filter = `title: F
logsource: { product: test }
filter:
  rules: [r]
  selection: { country|expand: '%Known%' }
  condition: not selection
`;
    const plain = ASKS.replace("country|expand: '%Known%'", "country: '*'");
    const { errors, warnings, hits } = load(file('a.yml', plain), file('b.yml', filter), file('z.yml', LIST));
    expect([errors, warnings]).toEqual([[], []]);
    expect([hits('DE'), hits('US')]).toEqual([false, true]);
  });

  it('of a later directory hold in place of those of an earlier one', () => {
    const other = LIST.replace('[DE, FR]', 'US');
    const { errors, hits } = load(file('a.yml', ASKS), file('b.yml', LIST, 0), file('c.yml', other, 1));
    expect(errors).toEqual([]);
    expect([hits('DE'), hits('US')]).toEqual([false, true]);
  });

  it('of one name in one directory are an error', () => {
    const { errors } = load(file('a.yml', ASKS), file('b.yml', LIST), file('c.yml', LIST));
    expect(errors).toEqual([
      'c.yml:2:3 the placeholder %Known% has a list already in b.yml:2; keep one of the two',
    ]);
  });

  it('that nothing asks for are doubted, and those that stand for everything', () => {
    const { errors, warnings } = load(file('lists.yml', 'placeholders:\n  Idle: [a, "*"]\n'));
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      'lists.yml:2:3 no rule, filter or mapping here asks for %Idle%; remove the list',
      'lists.yml:2:13 a value of "Idle" is "*", which stands for every text',
    ]);
  });

  it('go on holding after their date, which calls for a review', () => {
    const dated =
      'placeholders:\n  Known: { values: [DE], owner: travel desk, reason: T-1, until: 2026-01-31 }\n';
    const { content, hits } = load(file('a.yml', ASKS), file('lists.yml', dated));
    const check = (day: string) => checkSuppressions([], content.terms, parseInstant(day) ?? '');
    const said =
      'lists.yml:2:66 was to be looked at again by 2026-01-31, and holds unchanged; ask travel desk, then give it a new end';
    expect(check('2026-01-31')).toEqual({ errors: [], warnings: [] });
    expect(check('2026-02-01').warnings.map(describeIssue)).toEqual([said]);
    expect(check('2026-03-03').errors.map(describeIssue)).toEqual([said]);
    expect(hits('DE')).toBe(true);
  });
});

describe('the published schema of lists', () => {
  const schema: object = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../schemas/placeholders.schema.json'), 'utf8'),
  );
  const check = new Ajv({ allErrors: true, strict: false }).compile(schema);

  it.each([
    LIST,
    'placeholders: { One: 5 }\n',
    'placeholders:\n  Known: { values: x, description: d, owner: o, reason: r, until: 2026-12-31 }\n',
  ])('takes %j', (text) => {
    expect(check(parse(text))).toBe(true);
    expect(load(file('lists.yml', text)).errors).toEqual([]);
  });

  it.each(REFUSED.filter(({ name }) => name !== 'a number that YAML cannot hold'))(
    'refuses $name',
    ({ text }) => {
      expect(check(parse(text))).toBe(false);
    },
  );
});
