import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import { checkSuppressions } from '../../../agent/detect/loop/check-suppressions.js';
import { parseTuning } from '../../../agent/detect/tuning/parse-tuning.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import { networkClassOf } from '../../../agent/model/network-class.js';
import { type Tuning, thresholdsOf } from '../../../agent/model/tuning.js';
import {
  client,
  event,
  habit,
  LAPTOP,
  network,
  OWNER,
  TUNING,
  timeline,
} from '../behaviour/timeline-builder.js';

const ID = '11111111-2222-3333-4444-555555555555';
const TERM = 'owner: it desk, reason: T-1, until: 2026-03-14';

function read(text: string): ReturnType<typeof parseTuning> {
  return parseTuning([{ file: 'own.yml', text: `tuning:\n${text}` }]);
}

describe('entries with an owner, a reason and an end', () => {
  it('may stand in every list', () => {
    const { tuning, errors, terms } = read(`
  networks:
    - { class: office, ranges: [198.51.100.0/24], ${TERM} }
  applications:
    - { id: ${ID}, ${TERM} }
  travel:
    - { account: Ana@contoso.com, countries: [jp], from: 2026-03-01, ${TERM} }
  delegates:
    - { mailbox: boss@contoso.com, delegate: Ana@contoso.com, ${TERM} }
  mailboxes:
    - { class: vip, accounts: [Boss@contoso.com], ${TERM} }
`);
    const endsAt = '2026-03-15T00:00:00.000Z';
    expect(errors).toEqual([]);
    expect(tuning.networks).toEqual([{ class: 'office', asns: [], ranges: ['198.51.100.0/24'], endsAt }]);
    expect(tuning.applicationEnds).toEqual({ [ID]: endsAt });
    expect(tuning.travel).toEqual([
      { account: 'ana@contoso.com', countries: ['JP'], startsAt: '2026-03-01T00:00:00.000Z', endsAt },
    ]);
    expect(tuning.delegates).toEqual([{ mailbox: 'boss@contoso.com', delegate: 'ana@contoso.com', endsAt }]);
    expect(tuning.mailboxClasses).toEqual({ 'boss@contoso.com': 'vip' });
    expect(terms.map(({ owner, until }) => `${owner} ${until}`)).toEqual(Array(5).fill('it desk 2026-03-14'));
  });

  it.each([
    {
      name: 'an owner without a reason',
      text: `  applications: [ { id: ${ID}, owner: me } ]`,
      says: 'needs reason and until too',
    },
    {
      name: 'a journey without an end',
      text: '  travel: [ { account: a@b.example, countries: [JP], from: 2026-03-01 } ]',
      says: 'needs owner and reason and until too',
    },
    {
      name: 'a journey that ends before it begins',
      text: `  travel: [ { account: a@b.example, countries: [JP], from: 2026-05-01, ${TERM} } ]`,
      says: 'from must not be after until',
    },
    {
      name: 'a day that is none',
      text: `  applications: [ { id: ${ID}, owner: me, reason: x, until: next week } ]`,
      says: 'written as 2026-06-30',
    },
    {
      name: 'a country by its name',
      text: `  travel: [ { account: a@b.example, countries: [Japan], from: 2026-03-01, ${TERM} } ]`,
      says: 'by its two letters',
    },
    {
      name: 'a class that is none',
      text: '  mailboxes: [ { class: boss, accounts: [a@b.example] } ]',
      says: 'one of vip, service, shared',
    },
    {
      name: 'a threshold of a class that contains before it opens',
      text: '  thresholds: { vip: { open: 4000, contain: 3000 } }',
      says: 'thresholds.vip.contain must not be below',
    },
  ])('refuse $name', ({ text, says }) => {
    const { errors } = read(text);
    expect(errors.map(({ message }) => message).join('\n')).toContain(says);
    expect(errors.every(({ line }) => line !== null)).toBe(true);
  });

  it.each([
    { now: '2026-03-14T23:59:59.000Z', errors: 0, warnings: 0 },
    { now: '2026-03-15T00:00:00.000Z', errors: 0, warnings: 1 },
    { now: '2026-04-14T00:00:00.000Z', errors: 1, warnings: 0 },
  ])('are told after their end: $errors errors and $warnings warnings at $now', (expected) => {
    const { terms } = read(`  applications:\n    - { id: ${ID}, ${TERM} }\n`);
    const { errors, warnings } = checkSuppressions([], terms, expected.now);
    expect({ errors: errors.length, warnings: warnings.length }).toEqual({
      errors: expected.errors,
      warnings: expected.warnings,
    });
    for (const issue of [...errors, ...warnings]) {
      expect(issue).toMatchObject({ file: 'own.yml', line: 3 });
      expect(issue.message).toContain('ask it desk');
    }
  });

  it('an entry without an end wins over one that ends', () => {
    const both = read(`  applications:\n    - ${ID}\n    - { id: ${ID}, ${TERM} }\n`);
    expect(both.tuning.applicationEnds).toEqual({});
    const turned = read(`  applications:\n    - { id: ${ID}, ${TERM} }\n    - ${ID}\n`);
    expect(turned.tuning.applicationEnds).toEqual({});
  });
});

const FORTNIGHT = habit(14);
const TOKYO = network('203.0.113', { asn: 64_599, country: 'JP' });

/** Points by rule of what is said of an account. */
function pointsBy(events: readonly AccessEvent[], more: Partial<Tuning>): Readonly<Record<string, number>> {
  const findings = detectBehaviours(timeline([...FORTNIGHT, ...events]), { ...TUNING, ...more });
  return Object.fromEntries(findings.map(({ rule, points }) => [rule.replace('behaviour:', ''), points]));
}

describe('announced travel', () => {
  const journey = {
    account: OWNER,
    countries: ['JP'],
    startsAt: '2026-03-10T00:00:00.000Z',
    endsAt: '2026-03-20T00:00:00.000Z',
  };
  const abroad = [event({ day: 14, hour: 9, session: 'jp', network: TOKYO, client: LAPTOP })];

  it('speaks for the owner, who is still seen to be abroad', () => {
    const said = pointsBy(abroad, { travel: [journey] });
    expect(said['announced-travel']).toBe(-1500);
    expect(said['new-network']).toBeGreaterThan(0);
  });

  it.each([
    { name: 'somebody else', travel: { ...journey, account: 'sam@contoso.com' } },
    { name: 'another country', travel: { ...journey, countries: ['KR'] } },
    { name: 'a time that is over', travel: { ...journey, endsAt: '2026-03-12T00:00:00.000Z' } },
    { name: 'a time to come', travel: { ...journey, startsAt: '2026-03-18T00:00:00.000Z' } },
  ])('of $name says nothing', ({ travel }) => {
    expect(pointsBy(abroad, { travel: [travel] })['announced-travel']).toBeUndefined();
  });

  it('says nothing of a rented network in that country', () => {
    const rented = network('203.0.113', { asn: 64_501, country: 'JP' });
    const events = [event({ day: 14, hour: 9, session: 'jp', network: rented, client: LAPTOP })];
    expect(pointsBy(events, { travel: [journey] })['announced-travel']).toBeUndefined();
  });
});

describe('listed delegates', () => {
  const DELEGATE = 'sam@contoso.com';
  const reading = [
    event({
      kind: 'mail-read',
      day: 14,
      hour: 9,
      session: 'd',
      user: DELEGATE,
      mailbox: OWNER,
      actorType: 'delegate',
    }),
  ];

  it('are no finding, until the pair ends', () => {
    expect(pointsBy(reading, {})['new-delegate']).toBe(600);
    const pair = { mailbox: OWNER, delegate: DELEGATE, endsAt: null };
    expect(pointsBy(reading, { delegates: [pair] })['new-delegate']).toBeUndefined();
    const over = { ...pair, endsAt: '2026-03-15T00:00:00.000Z' };
    expect(pointsBy(reading, { delegates: [over] })['new-delegate']).toBe(600);
    const turned = { mailbox: DELEGATE, delegate: OWNER, endsAt: null };
    expect(pointsBy(reading, { delegates: [turned] })['new-delegate']).toBe(600);
  });
});

describe('approved applications', () => {
  const reading = [
    event({
      kind: 'mail-read',
      day: 14,
      hour: 9,
      session: 'a',
      network: TOKYO,
      client: client('ews', null, { appId: ID }),
    }),
  ];

  it('are no finding, until the approval ends', () => {
    expect(pointsBy(reading, {})['new-application']).toBe(2000);
    const applications = [ID];
    expect(pointsBy(reading, { applications })['new-application']).toBeUndefined();
    const applicationEnds = { [ID]: '2026-03-15T00:00:00.000Z' };
    expect(pointsBy(reading, { applications, applicationEnds })['new-application']).toBe(2000);
  });
});

describe('networks and thresholds', () => {
  it('a list that ends wins while it holds, and is nothing after', () => {
    const networks = [
      { class: 'hosting' as const, asns: [64_501], ranges: [] },
      { class: 'office' as const, asns: [64_501], ranges: [], endsAt: '2026-03-15T00:00:00.000Z' },
    ];
    const classOf = networkClassOf({ ...TUNING, networks });
    expect(classOf('203.0.113.7', 64_501, '2026-03-14T12:00:00.000Z')).toBe('office');
    expect(classOf('203.0.113.7', 64_501, '2026-03-15T00:00:00.000Z')).toBe('hosting');
  });

  it('a class of mailboxes has its own thresholds, and the others those of all', () => {
    const { tuning } = read(`
  thresholds: { open: 3000, vip: { contain: 4000 } }
  mailboxes: [ { class: vip, accounts: [boss@contoso.com] }, { class: shared, accounts: [info@contoso.com] } ]
`);
    expect(thresholdsOf(tuning, 'boss@contoso.com')).toEqual({ open: 3000, contain: 4000 });
    expect(thresholdsOf(tuning, 'info@contoso.com')).toEqual({ open: 3000, contain: 5000 });
    expect(thresholdsOf(tuning, 'ana@contoso.com')).toEqual({ open: 3000, contain: 5000 });
  });
});
