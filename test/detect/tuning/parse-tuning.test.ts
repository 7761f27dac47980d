import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TUNING, parseTuning } from '../../../agent/detect/tuning/parse-tuning.js';

const SHIPPED = join(import.meta.dirname, '../../../rules/tuning');

function shipped(): { file: string; text: string }[] {
  return readdirSync(SHIPPED)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => ({ file: name, text: readFileSync(join(SHIPPED, name), 'utf8') }));
}

describe('the shipped tuning', () => {
  it('has no mistakes, and says what the built-in defaults say', () => {
    const { tuning, errors, warnings } = parseTuning(shipped());
    expect([...errors, ...warnings]).toEqual([]);
    expect(tuning.thresholds).toEqual(DEFAULT_TUNING.thresholds);
    expect(tuning.latenessMs).toBe(DEFAULT_TUNING.latenessMs);
    expect(tuning.learning).toEqual(DEFAULT_TUNING.learning);
    expect(tuning.networks.map((list) => list.class)).toEqual([
      'hosting',
      'vpn',
      'relay',
      'mobile',
      'provider',
    ]);
    expect(tuning.applications).toContain('27922004-5251-4030-b22d-91ecd9a37ea4');
  });
});

describe('parseTuning', () => {
  it('lets a later file win and lists add up', () => {
    const { tuning, errors } = parseTuning([
      {
        file: 'a.yml',
        text: 'tuning:\n  thresholds: { open: 3000 }\n  networks:\n    - class: vpn\n      asns: [1]\n',
      },
      {
        file: 'b.yml',
        text: 'tuning:\n  thresholds: { open: 4000 }\n  networks:\n    - class: office\n      ranges: [198.51.100.0/24]\n',
      },
    ]);
    expect(errors).toEqual([]);
    expect(tuning.thresholds).toEqual({ open: 4000, contain: 5000 });
    expect(tuning.networks).toEqual([
      { class: 'vpn', asns: [1], ranges: [] },
      { class: 'office', asns: [], ranges: ['198.51.100.0/24'] },
    ]);
  });

  it('replaces what is named of the learning and leaves the rest', () => {
    const text =
      'tuning:\n  learning:\n    coldStart:\n      - { noveltyCap: 500, contextShare: 0.3 }\n    suspectDays: 9\n';
    const { tuning, errors } = parseTuning([{ file: 'a.yml', text }]);
    expect(errors).toEqual([]);
    expect(tuning.learning).toEqual({
      ...DEFAULT_TUNING.learning,
      coldStart: [{ noveltyCap: 500, contextShare: 0.3 }],
      suspectDays: 9,
    });
  });

  it.each([
    {
      name: 'a day of learning without its share',
      text: 'tuning:\n  learning:\n    coldStart:\n      - { noveltyCap: 500 }',
      place: [4, 9],
      says: 'contextShare must be a number from 0 to 1',
    },
    {
      name: 'no day of learning at all',
      text: 'tuning:\n  learning:\n    coldStart: []',
      place: [3, 16],
      says: '1 to 90 days',
    },
    {
      name: 'an account that is whole before it is learned',
      text: 'tuning:\n  learning:\n    wholeDays: 5',
      place: [3, 5],
      says: 'above 5',
    },
    {
      name: 'an unknown key',
      text: 'tuning:\n  treshold: {}',
      place: [2, 3],
      says: 'did you mean "thresholds"?',
    },
    {
      name: 'points of behaviours, which have files of their own',
      text: 'tuning:\n  behaviours:\n    new-network: 3',
      place: [3, 5],
      says: 'in files of their own now',
    },
    {
      name: 'a fraction',
      text: 'tuning:\n  thresholds:\n    open: 3.5',
      place: [3, 11],
      says: 'whole number',
    },
    {
      name: 'a contain below open',
      text: 'tuning:\n  thresholds:\n    open: 6000',
      place: [3, 5],
      says: 'must not be below thresholds.open',
    },
    {
      name: 'a bad range',
      text: 'tuning:\n  networks:\n    - class: vpn\n      ranges: [1.2.3.4]',
      place: [4, 16],
      says: 'CIDR',
    },
    {
      name: 'a bad class',
      text: 'tuning:\n  networks:\n    - class: vnp',
      place: [3, 14],
      says: 'hosting, vpn',
    },
    { name: 'a list that is none', text: 'tuning:\n  networks: 3', place: [2, 13], says: 'must be a list' },
    { name: 'a bad application', text: 'tuning:\n  applications: [outlook]', place: [2, 18], says: 'GUID' },
    { name: 'a value where a map belongs', text: 'tuning: 3', place: [1, 9], says: 'must be a map' },
    { name: 'broken YAML', text: 'tuning:\n  a: [', place: [2, 7], says: 'not valid YAML' },
  ])('names the place of $name', ({ text, place, says }) => {
    const { errors, tuning } = parseTuning([{ file: 'x.yml', text }]);
    expect(errors.map((one) => [one.file, one.line, one.column])).toContainEqual(['x.yml', ...place]);
    expect(errors.map((one) => one.message).join('\n')).toContain(says);
    expect(tuning).toEqual(DEFAULT_TUNING);
  });

  it('warns of a network in two classes, and takes the later', () => {
    const text =
      'tuning:\n  networks:\n    - class: vpn\n      asns: [7]\n    - class: mobile\n      asns: [7]';
    const { warnings } = parseTuning([{ file: 'x.yml', text }]);
    expect(warnings).toEqual([
      { file: 'x.yml', line: 6, column: 14, message: 'AS7 is listed as vpn before; it now counts as mobile' },
    ]);
  });

  it('passes over documents of other kinds in the same file', () => {
    const text = 'title: a rule\ndetection: {}\n---\ntuning:\n  latenessHours: 24\n';
    const { tuning, errors } = parseTuning([{ file: 'x.yml', text }]);
    expect(errors).toEqual([]);
    expect(tuning.latenessMs).toBe(86_400_000);
  });

  it('never throws, whatever stands in the file', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `tuning: ${json}`),
        ),
        (text) => {
          const { tuning } = parseTuning([{ file: 'x.yml', text }]);
          expect(tuning.thresholds.contain).toBeGreaterThanOrEqual(tuning.thresholds.open);
        },
      ),
    );
    const deep = `tuning: ${'['.repeat(10_000)}`;
    expect(parseTuning([{ file: 'x.yml', text: deep }]).errors.length).toBeGreaterThan(0);
  });
});
