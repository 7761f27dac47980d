import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import type { DataClass, ExposedCustomer, Exposure, Proof } from '../../../agent/model/exposure.js';
import type { NoticeJudgement } from '../../../agent/model/notice.js';
import { dueInstant } from '../../../agent/report/notice/due-instant.js';
import { judgeNotices } from '../../../agent/report/notice/judge-notices.js';
import { customer, EXPOSURE } from '../make-report.js';

const FOLDER = join(import.meta.dirname, '../../../rules/notice');
const { notices } = loadContent(
  readdirSync(FOLDER).map((name) => ({ file: name, text: readFileSync(join(FOLDER, name), 'utf8') })),
);

const OPENED = '2026-03-02T08:00:00.000Z';
const DETERMINED = '2026-03-03T10:00:00.000Z';

function person(key: string, classes: readonly DataClass[], proof: Proof = 'opened'): ExposedCustomer {
  const isSensitive = classes.some((one) => ['ssn', 'card', 'driver-licence'].includes(one));
  return { ...customer(key, null, isSensitive ? 'sensitive' : 'account'), classes, proof };
}

function exposureOf(customers: readonly ExposedCustomer[], more: Partial<Exposure> = {}): Exposure {
  return { ...EXPOSURE, customers, verdict: customers.length > 0 ? 'yes' : 'no', ...more };
}

function judged(...exposures: readonly (Exposure | null)[]): ReadonlyMap<string, NoticeJudgement> {
  const facts = { exposures, openedAt: OPENED, determinedAt: DETERMINED };
  return new Map(judgeNotices(notices, facts).map((one) => [one.regime.id, one]));
}

describe('what calls for notice', () => {
  it.each<{ name: string; classes: readonly DataClass[]; expected: Record<string, string> }>([
    {
      name: 'a bill',
      classes: ['name', 'account-number', 'billing'],
      expected: { 'us-fcc-cpni': 'yes', 'us-wa-19-255': 'no', 'us-state-common': 'no', 'eu-gdpr': 'yes' },
    },
    {
      name: 'name with SSN',
      classes: ['name', 'ssn'],
      expected: { 'us-fcc-cpni': 'yes', 'us-wa-19-255': 'yes', 'us-state-common': 'yes', 'eu-gdpr': 'yes' },
    },
    {
      name: 'an SSN without a name: the name may lie elsewhere',
      classes: ['ssn'],
      expected: {
        'us-fcc-cpni': 'unknown',
        'us-wa-19-255': 'unknown',
        'us-state-common': 'unknown',
        'eu-gdpr': 'yes',
      },
    },
    {
      name: 'a card without its code: the code may lie elsewhere',
      classes: ['name', 'card'],
      expected: {
        'us-fcc-cpni': 'no',
        'us-wa-19-255': 'unknown',
        'us-state-common': 'unknown',
        'eu-gdpr': 'yes',
      },
    },
    {
      name: 'date of birth counts in Washington alone',
      classes: ['name', 'date-of-birth'],
      expected: { 'us-fcc-cpni': 'no', 'us-wa-19-255': 'yes', 'us-state-common': 'no', 'eu-gdpr': 'yes' },
    },
    {
      name: 'an account number with its PIN; the mail address may lie elsewhere',
      classes: ['account-number', 'pin'],
      expected: {
        'us-fcc-cpni': 'yes',
        'us-wa-19-255': 'yes',
        'us-state-common': 'unknown',
        'eu-gdpr': 'yes',
      },
    },
  ])('$name', ({ classes, expected }) => {
    const found = judged(exposureOf([person('k1', classes)]));
    expect(Object.fromEntries([...found].map(([id, { verdict }]) => [id, verdict]))).toEqual(
      Object.fromEntries(Object.entries(expected).sort()),
    );
  });

  it('counts each person once over mailboxes, by group, with what all of them hold', () => {
    const found = judged(
      exposureOf([person('k1', ['name', 'account-number']), person('k2', ['name', 'plan'])]),
      exposureOf([person('k1', ['ssn'])]),
    );
    expect(found.get('us-wa-19-255')).toMatchObject({
      verdict: 'yes',
      customers: { account: 0, sensitive: 1 },
    });
    expect(found.get('us-fcc-cpni')?.customers).toEqual({ account: 1, sensitive: 1 });
  });

  it('what merely lay in the mailbox does not count', () => {
    const found = judged(exposureOf([person('k1', ['name', 'ssn'], 'present')]));
    expect([...found.values()].map(({ verdict }) => verdict)).toEqual(['no', 'no', 'no', 'no']);
  });

  it.each([
    ['a mailbox that was not examined', null],
    ['an examination that fell short', exposureOf([], { verdict: 'unknown' })],
    ['a part that was not read', exposureOf([], { unread: [{ part: 'x', reason: 'y' }] })],
  ])('%s: unknown, never no', (_, exposure) => {
    for (const { verdict, duties } of judged(exposure).values()) {
      expect(verdict).toBe('unknown');
      expect(duties.map((one) => one.verdict)).not.toContain('no');
    }
  });

  it('nothing found and everything read: no', () => {
    for (const { verdict } of judged(exposureOf([])).values()) expect(verdict).toBe('no');
  });
});

describe('the clocks', () => {
  it('run from where each regime says', () => {
    const found = judged(exposureOf([person('k1', ['name', 'ssn'])]));
    const due = (id: string): unknown =>
      found.get(id)?.duties.map(({ startsAt, dueAt }) => [startsAt, dueAt]);
    expect(due('eu-gdpr')).toEqual([
      [OPENED, '2026-03-05T08:00:00.000Z'],
      [DETERMINED, null],
    ]);
    expect(due('us-fcc-cpni')).toEqual([
      [DETERMINED, '2026-03-12T10:00:00.000Z'],
      [DETERMINED, '2026-04-02T10:00:00.000Z'],
    ]);
  });

  it('one that has not started has no end', () => {
    const facts = { exposures: [null], openedAt: OPENED, determinedAt: null };
    const fcc = judgeNotices(notices, facts).find(({ regime }) => regime.id === 'us-fcc-cpni');
    expect(fcc?.duties[0]).toMatchObject({ startsAt: null, dueAt: null });
  });

  it('an authority that asks from 501 residents on: no below, unknown above, since nobody knows who lives there', () => {
    const many = (count: number): Exposure =>
      exposureOf(
        Array.from({ length: count }, (_, n) => ({
          ...person(`k${n}`, ['name', 'ssn']),
          identifiers: [{ class: 'ssn' as const, key: `k${n}` }],
        })),
      );
    const authority = (count: number): unknown =>
      judged(many(count))
        .get('us-wa-19-255')
        ?.duties.find(({ duty }) => duty.whom === 'authority')?.verdict;
    expect([authority(500), authority(501)]).toEqual(['no', 'unknown']);
  });

  it.each([
    ['over a weekend', '2026-03-05T10:00:00.000Z', 1, '2026-03-06T10:00:00.000Z'],
    ['over a weekend', '2026-03-06T10:00:00.000Z', 1, '2026-03-09T10:00:00.000Z'],
    ['over Memorial Day', '2026-05-22T10:00:00.000Z', 1, '2026-05-26T10:00:00.000Z'],
    ['over Independence Day, kept on a Friday', '2026-07-02T10:00:00.000Z', 1, '2026-07-06T10:00:00.000Z'],
    ['over Thanksgiving', '2026-11-25T10:00:00.000Z', 1, '2026-11-27T10:00:00.000Z'],
    ['over New Year', '2026-12-31T10:00:00.000Z', 1, '2027-01-04T10:00:00.000Z'],
    [
      'over a New Year on a Saturday, kept the day before',
      '2027-12-30T10:00:00.000Z',
      1,
      '2028-01-03T10:00:00.000Z',
    ],
  ])('business days %s from %s', (_, start, count, expected) => {
    expect(dueInstant(start, { unit: 'business-days', count })).toBe(expected);
  });
});
