import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { describeIssue } from '../../../agent/model/errors.js';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'rules/notice');

const VALID = `notice:
  id: one
  title: One
  jurisdiction: Here
  triggers:
    - id: ssn
      text: name with SSN
      all: [name, [ssn, card]]
  duties:
    - whom: customers
      text: Tell them.
      due: { days: 30 }
      from: opened
  state: As of now.
  sources: [https://law.example/one]
  counsel: Counsel must confirm.
`;

function mistakes(text: string): readonly string[] {
  return loadContent([{ file: 'n.yml', text }]).errors.map(describeIssue);
}

describe('a notice regime', () => {
  it('is told by its content and read with what is usual filled in', () => {
    const { notices, errors, rules } = loadContent([{ file: 'n.yml', text: VALID }]);
    expect(errors).toEqual([]);
    expect(rules.rules).toEqual([]);
    expect(notices).toMatchObject([
      {
        id: 'one',
        isForResidents: false,
        triggers: [{ id: 'ssn', all: [['name'], ['ssn', 'card']], linking: ['name'] }],
        proofs: ['opened', 'synced', 'cannot-exclude', 'left', 'searched'],
        duties: [{ due: { unit: 'days', count: 30 }, moreThan: 0, triggers: null }],
      },
    ]);
  });

  it('replaces an earlier one of the same id', () => {
    const later = VALID.replace('title: One', 'title: Our own reading');
    const { notices } = loadContent([
      { file: 'a.yml', text: VALID },
      { file: 'b.yml', text: later },
    ]);
    expect(notices.map(({ title }) => title)).toEqual(['Our own reading']);
  });

  it.each([
    ['a class that is none', VALID.replace('ssn, card', 'snn, card'), 'n.yml:8:20', 'did you mean "ssn"?'],
    ['an unknown key', VALID.replace('  title', '  titel'), 'n.yml:3:3', 'did you mean "title"?'],
    [
      'no counsel',
      VALID.replace('  counsel: Counsel must confirm.\n', ''),
      'n.yml:2:3',
      'counsel needs a text',
    ],
    ['a period without a unit', VALID.replace('{ days: 30 }', '30'), 'n.yml:12:12', 'such as {days: 30}'],
    ['a start that is none', VALID.replace('from: opened', 'from: now'), 'n.yml:13:13', 'opened, determined'],
    [
      'a duty for a trigger that is not there',
      `${VALID.replace('from: opened', 'from: opened\n      triggers: [nss]')}`,
      'n.yml:14:18',
      'did you mean "ssn"?',
    ],
    ['a source that is no address', VALID.replace('https://law', 'law'), 'n.yml:15:13', 'https address'],
    [
      'no trigger',
      VALID.replace(/triggers:[\s\S]*?duties/, 'triggers: []\n  duties'),
      'n.yml:5:13',
      'at least one',
    ],
  ])('%s is refused with its place', (_, text, place, message) => {
    const found = mistakes(text);
    expect(
      found.some((one) => one.startsWith(`${place} `) && one.includes(message)),
      found.join('\n'),
    ).toBe(true);
  });
});

describe('the regimes that the product brings', () => {
  const files = readdirSync(FOLDER).map((name) => ({
    file: name,
    text: readFileSync(join(FOLDER, name), 'utf8'),
  }));

  it('are free of mistakes, and each names a source and what counsel must confirm', () => {
    const { errors, warnings, notices } = loadContent(files);
    expect([...errors, ...warnings]).toEqual([]);
    expect(notices.map(({ id }) => id)).toEqual([
      'eu-gdpr',
      'us-fcc-cpni',
      'us-state-common',
      'us-wa-19-255',
    ]);
    for (const { counsel } of notices) expect(counsel).toContain('Counsel must confirm');
  });

  it('keep to the published schema, which refuses what the reader refuses', () => {
    const schema: object = JSON.parse(readFileSync(join(ROOT, 'schemas/notice.schema.json'), 'utf8'));
    const check = new Ajv({ strict: false }).compile(schema);
    for (const { file, text } of files)
      expect(check(parse(text)), `${file} ${JSON.stringify(check.errors)}`).toBe(true);
    expect(check(parse(VALID))).toBe(true);
    for (const wrong of [
      VALID.replace('ssn, card', 'snn'),
      VALID.replace('{ days: 30 }', '30'),
      VALID.replace('  id: one\n', ''),
    ])
      expect(check(parse(wrong))).toBe(false);
  });
});
