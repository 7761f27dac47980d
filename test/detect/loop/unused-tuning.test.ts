import { describe, expect, it } from 'vitest';
import { unusedTuning } from '../../../agent/detect/loop/unused-tuning.js';
import { describeIssue } from '../../../agent/model/errors.js';
import { productFiles } from '../content/product-rules.js';

const issues = (...texts: readonly string[]): readonly string[] =>
  unusedTuning(texts.map((text, at) => ({ file: `${at}.yml`, text }))).map(describeIssue);

describe('tuning that changes nothing', () => {
  const cases = [
    {
      name: 'an application listed twice, in whatever case',
      given: ['tuning:\n  applications: [ABC]\n', 'tuning:\n  applications:\n    - abc\n'],
      expected: ['1.yml:3:7 is not used: application abc is listed already in 0.yml:2; remove it'],
    },
    {
      name: 'a number or range listed twice in one class',
      given: [
        'tuning:\n  networks:\n    - { class: vpn, asns: [1, 2] }\n    - { class: vpn, asns: [2], ranges: [10.0.0.0/8] }\n    - { class: vpn, ranges: [10.0.0.0/8] }\n',
      ],
      expected: [
        '0.yml:4:28 is not used: vpn AS 2 is listed already in 0.yml:3; remove it',
        '0.yml:5:30 is not used: vpn range 10.0.0.0/8 is listed already in 0.yml:4; remove it',
      ],
    },
    {
      name: 'a value that a later file sets again',
      given: [
        'tuning:\n  thresholds: { open: 1 }\n',
        'tuning:\n  thresholds:\n    open: 2\n    contain: 3\n',
      ],
      expected: ['0.yml:2:17 is not used: thresholds.open is set again in 1.yml:3; remove it'],
    },
    {
      name: 'a threshold of a class that a later file sets again, and not another one of it',
      given: [
        'tuning:\n  thresholds:\n    vip: { open: 1, contain: 2 }\n',
        'tuning:\n  thresholds:\n    vip: { open: 2 }\n',
      ],
      expected: ['0.yml:3:12 is not used: thresholds.vip.open is set again in 1.yml:3; remove it'],
    },
    {
      name: 'not a list that only ends on another day',
      given: [
        'tuning:\n  networks:\n    - { class: vpn, asns: [1], until: 2026-03-01 }\n    - { class: vpn, asns: [1], until: 2026-04-01 }\n',
      ],
      expected: [],
    },
    {
      name: 'not what differs, not other documents, not what is broken',
      given: [
        'tuning:\n  networks:\n    - { class: vpn, asns: [1] }\n    - { class: office, asns: [1] }\n',
        'title: a rule\n',
        'tuning: [',
      ],
      expected: [],
    },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(issues(...given)).toEqual(expected));

  it('is nowhere in the rules that the product brings', () => {
    expect(unusedTuning(productFiles()).map(describeIssue)).toEqual([]);
  });
});
