import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BEHAVIOURS } from '../../../../agent/detect/behaviour/declaration/default-behaviours.js';
import type { ContentFile } from '../../../../agent/detect/content/content-file.js';
import { type LoadedContent, loadContent } from '../../../../agent/detect/content/load-content.js';
import { describeIssue } from '../../../../agent/model/errors.js';
import { HOUR_MS } from '../../../../agent/model/time.js';

function load(...texts: readonly string[]): LoadedContent {
  return loadContent(texts.map((text, at) => ({ file: `${at}.yml`, text })));
}

const VOLUME = 'title: Much mail\nbehaviour: { type: read-volume, messages: 300 }\n';

describe('a behaviour', () => {
  it('says what it changes, and is else as the product brings it', () => {
    const { tuning, errors, warnings } = load(VOLUME);
    expect([...errors, ...warnings].map(describeIssue)).toEqual([
      '0.yml:1 has no tests; add 0.test.yml with hits and misses',
    ]);
    const usual = DEFAULT_BEHAVIOURS['read-volume'];
    expect(tuning.behaviours).toEqual({
      ...DEFAULT_BEHAVIOURS,
      'read-volume': {
        ...usual,
        title: 'Much mail',
        parameters: { ...usual.parameters, messages: 300 },
      },
    });
  });

  it('may say everything that a rule says of itself', () => {
    const { behaviours, tuning, errors } = load(`
title: Guessed
id: 11111111-2222-4333-8444-555555555555
status: test
description: Two days are enough for us.
references: [https://example.com]
author: mail team
date: 2026-03-02
tags: [attack.t1110, attack.credential-access]
behaviour:
  type: success-after-guesses
  guesses: 4
  within: 2d
falsepositives: [Journeys]
level: low
runbook: Call the owner.
mailwarden: { points: 900 }
`);
    expect(errors).toEqual([]);
    expect(behaviours).toMatchObject([
      {
        type: 'success-after-guesses',
        id: '11111111-2222-4333-8444-555555555555',
        status: 'test',
        description: 'Two days are enough for us.',
        falsePositives: ['Journeys'],
        level: 'low',
        runbook: 'Call the owner.',
        file: '0.yml',
        line: 2,
      },
    ]);
    expect(tuning.behaviours['success-after-guesses']).toEqual({
      title: 'Guessed',
      points: 900,
      techniques: ['T1110'],
      isShadow: false,
      parameters: { guesses: 4, within: 48 * HOUR_MS },
    });
  });

  it.each([
    { name: 'points of its own', more: 'level: high\nmailwarden: { points: 700 }', expected: 700 },
    { name: 'those of its level', more: 'level: high', expected: 3000 },
    { name: 'those of the product', more: '', expected: 1200 },
    {
      name: 'none when it is switched off',
      more: 'mailwarden: { points: 700, enabled: false }',
      expected: 0,
    },
    {
      name: 'its own when it is switched on',
      more: 'mailwarden: { points: 700, enabled: true }',
      expected: 700,
    },
  ])('weighs $name', ({ more, expected }) => {
    const { tuning, errors } = load(`${VOLUME}${more}\n`);
    expect(errors).toEqual([]);
    expect(tuning.behaviours['read-volume']?.points).toBe(expected);
  });

  it('that speaks for the owner does so whatever its level', () => {
    const { tuning } = load('title: T\nbehaviour: { type: known-device }\nlevel: high\n');
    expect(tuning.behaviours['known-device']?.points).toBe(-1500);
  });
});

describe('mistakes in a behaviour', () => {
  it.each([
    {
      name: 'an unknown type',
      text: 'title: T\nbehaviour:\n  type: red-volume\n',
      expected: '0.yml:3:9 behaviour.type "red-volume" is not known; did you mean "read-volume"?',
    },
    {
      name: 'no type',
      text: 'title: T\nbehaviour: {}\n',
      expected: '0.yml:2:12 behaviour must be a map with a type',
    },
    {
      name: 'no map',
      text: 'title: T\nbehaviour: volume\n',
      expected: '0.yml:2:12 behaviour must be a map with a type',
    },
    {
      name: 'no title',
      text: 'behaviour: { type: read-volume }\n',
      expected: '0.yml:1:1 a rule needs a title',
    },
    {
      name: 'an unknown parameter',
      text: 'title: T\nbehaviour:\n  type: read-volume\n  mesages: 3\n',
      expected: '0.yml:4:3 "behaviour.mesages" is not known; did you mean "messages"?',
    },
    {
      name: 'a parameter of another type',
      text: 'title: T\nbehaviour:\n  type: read-volume\n  habitDays: 3\n',
      expected:
        '0.yml:4:3 "behaviour.habitDays" is not known; expected one of: type, messages, timesBusiestDay',
    },
    {
      name: 'a fraction of a message',
      text: 'title: T\nbehaviour:\n  type: read-volume\n  messages: 2.5\n',
      expected: '0.yml:4:13 behaviour.messages must be a whole number from 1 to 100000, such as 100',
    },
    {
      name: 'a time without a unit',
      text: 'title: T\nbehaviour:\n  type: orphan-session\n  grace: 6\n',
      expected: '0.yml:4:10 behaviour.grace must be a time with its unit from 1m to 3d, such as 6h',
    },
    {
      name: 'a time within which the logs disagree by themselves',
      text: 'title: T\nbehaviour:\n  type: token-before-sign-in\n  slack: 1m\n',
      expected: '0.yml:4:10 behaviour.slack must be a time with its unit from 10m to 90d, such as 30m',
    },
    {
      name: 'a share beyond the whole',
      text: 'title: T\nbehaviour:\n  type: orphan-session\n  joinedShare: 80\n',
      expected: '0.yml:4:16 behaviour.joinedShare must be a number from 0 to 1, such as 0.8',
    },
    {
      name: 'points that would turn what speaks for the owner into evidence',
      text: 'title: T\nbehaviour: { type: known-device }\nmailwarden:\n  points: 100\n',
      expected: '0.yml:4:11 points must be a whole number of thousandths from -10000 to 0',
    },
    {
      name: 'points that would turn evidence into an excuse',
      text: 'title: T\nbehaviour: { type: new-client }\nmailwarden:\n  points: -100\n',
      expected: '0.yml:4:11 points must be a whole number of thousandths from 0 to 10000',
    },
    {
      name: 'a switch that is none',
      text: 'title: T\nbehaviour: { type: new-client }\nmailwarden:\n  enabled: no way\n',
      expected: '0.yml:4:12 enabled must be true or false',
    },
    {
      name: 'a trial of what makes no finding',
      text: 'title: T\nbehaviour: { type: hosting-network }\nmailwarden:\n  shadow: true\n',
      expected: '0.yml:4:11 it makes no finding that could be on trial: its points are added to new-network',
    },
    {
      name: 'a part of ours that a behaviour does not have',
      text: 'title: T\nbehaviour: { type: new-client }\nmailwarden:\n  family: mail\n',
      expected: '0.yml:4:3 "mailwarden.family" is not known; expected one of: points, enabled, shadow',
    },
    {
      name: 'a detection, which would never be looked at',
      text: 'title: T\nlogsource: { product: m365 }\nbehaviour: { type: new-client }\n',
      expected: '0.yml:2:1 "logsource" is not known',
    },
    {
      name: 'a detection beside it, whichever of the two was meant',
      text: 'title: T\ndetection: { a: { b: c }, condition: a }\nbehaviour: { type: new-client }\n',
      expected: '0.yml:2:1 "detection" is not known',
    },
    {
      name: 'a description that is no text',
      text: 'title: T\ndescription: [a]\nbehaviour: { type: new-client }\n',
      expected: '0.yml:2:14 description must be a text',
    },
  ])('$name is refused with its place', ({ text, expected }) => {
    const { errors, tuning, behaviours } = load(text);
    expect(errors.map(describeIssue).filter((issue) => issue.startsWith(expected))).toHaveLength(1);
    expect(behaviours).toEqual([]);
    expect(tuning.behaviours).toEqual(DEFAULT_BEHAVIOURS);
  });

  it('a text of another tool under the same word leaves a rule a rule', () => {
    const { errors, rules } = load(
      'title: T\nid: r\nbehaviour: any\nlogsource: { product: m365 }\ndetection: { a: { b: c }, condition: a }\n',
    );
    expect(errors).toEqual([]);
    expect(rules.rules.map(({ id }) => id)).toEqual(['r']);
  });

  it('are all reported at once', () => {
    const { errors } = load(
      'titel: T\nbehaviour: { type: read-volume, messages: 0 }\nlevel: severe\nmailwarden: { points: x }\n',
    );
    expect(errors).toHaveLength(5);
  });
});

describe('two declarations of one type', () => {
  const file = (name: string, messages: number, layer?: number): ContentFile => ({
    file: name,
    text: `title: T\nbehaviour: { type: read-volume, messages: ${messages} }\n`,
    ...(layer === undefined ? {} : { layer }),
  });

  it('in one directory are refused, with both places', () => {
    const { errors, tuning } = loadContent([file('a.yml', 200), file('b.yml', 300)]);
    expect(errors.map(describeIssue)).toEqual([
      'b.yml:1 declares the behaviour read-volume, which a.yml:1 declares already; keep one of the two',
    ]);
    expect(tuning.behaviours['read-volume']?.parameters.messages).toBe(200);
  });

  it('in two directories: the later holds, in whatever order the files come', () => {
    const files = [file('mine.yml', 300, 1), file('product.yml', 100, 0)];
    for (const order of [files, [...files].reverse()]) {
      const { errors, tuning } = loadContent(order);
      expect(errors).toEqual([]);
      expect(tuning.behaviours['read-volume']?.parameters.messages).toBe(300);
    }
  });

  it('in two directories: the later one keeps the runbook of the earlier, unless it gives its own', () => {
    const runbookOf = (own: string): string | undefined => {
      const first = `${file('a.yml', 100).text}runbook: Ask the owner.\n`;
      const later = { file: 'b.yml', text: `${file('b.yml', 300).text}${own}`, layer: 1 };
      return loadContent([later, { file: 'a.yml', text: first }]).behaviours[0]?.runbook;
    };
    expect(runbookOf('')).toBe('Ask the owner.');
    expect(runbookOf('runbook: Count again.\n')).toBe('Count again.');
  });

  it('and rules are told apart by their ids', () => {
    const { errors } = load(
      'title: T\nid: same\nbehaviour: { type: read-volume }\n',
      'title: R\nid: same\nlogsource: { product: m365 }\ndetection: { a: { b: c }, condition: a }\n',
    );
    expect(errors.map(describeIssue)).toEqual(['1.yml:1 has the id of 0.yml:1; ids must differ']);
  });
});

it('whatever stands in a file, every behaviour keeps every number', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.integer(),
    fc.double(),
    fc.constantFrom('1h', '3d', '0s', '999999y'),
  );
  const name = fc.constantFrom('messages', 'within', 'grace', 'boundShare', 'habitDays', '__proto__', 'x');
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(DEFAULT_BEHAVIOURS), 'toString'),
      fc.dictionary(name, value),
      fc.jsonValue(),
      (type, parameters, mailwarden) => {
        const text = JSON.stringify({ title: 'T', behaviour: { ...parameters, type }, mailwarden });
        for (const { points, parameters } of Object.values(load(text).tuning.behaviours)) {
          expect(Number.isInteger(points) && Math.abs(points) <= 10_000).toBe(true);
          expect(Object.values(parameters).every(Number.isFinite)).toBe(true);
        }
      },
    ),
  );
});
