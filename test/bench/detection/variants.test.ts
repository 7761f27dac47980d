import { describe, expect, it } from 'vitest';
import type { MutantReport } from '../../../bench/detection/judge/mutants.js';
import { renderMutants } from '../../../bench/detection/judge/render-mutants.js';
import type { Delivery } from '../../../bench/detection/logging/logbook.js';
import { mutateCampaigns } from '../../../bench/detection/variant/mutate-campaigns.js';
import { RECORD_MUTANTS } from '../../../bench/detection/variant/record-mutants.js';
import { moveAddresses, shiftTimes } from '../../../bench/detection/variant/rewrite.js';
import { createWorld } from '../../../bench/detection/world/play-world.js';

const HOUR_MS = 3_600_000;

/** The days of a small company with an intruder of each of some kinds. */
const DAYS: readonly (readonly Delivery[])[] = [
  ...createWorld({
    seed: { split: 'tune', number: 1 },
    mailboxes: 24,
    days: 4,
    historyDays: 5,
    techniques: ['A7', 'A8', 'C1', 'C8'],
    campaignsPerTechnique: 1,
    storm: null,
    tenantName: 'northwind',
  }).days(),
].map(({ deliveries }) => deliveries);
const ALL = DAYS.flat();

function mutated(name: string): readonly Delivery[] {
  const mutant = RECORD_MUTANTS.find((one) => one.name === name);
  if (mutant === undefined) throw new Error(`no mutant ${name}`);
  return DAYS.flatMap(mutateCampaigns([mutant.mutate]));
}

function idOf({ record }: Delivery): unknown {
  return record.id ?? record.Id;
}

describe('the same at other hours', () => {
  it('moves every time of a record by the same, and nothing else', () => {
    const shifted = ALL.map((one) => shiftTimes(one, 9 * HOUR_MS));
    expect(shifted).not.toEqual(ALL);
    expect(shifted.map((one) => shiftTimes(one, -9 * HOUR_MS))).toEqual(ALL);
    for (const [at, one] of shifted.entries()) {
      expect(one.atMs - (ALL[at]?.atMs ?? 0)).toBe(9 * HOUR_MS);
      const text = String(
        one.record.createdDateTime ?? one.record.CreationTime ?? one.record.activityDateTime,
      );
      expect(Math.abs(Date.parse(text.endsWith('Z') ? text : `${text}Z`) - one.atMs)).toBeLessThan(1_000);
    }
  });
});

describe('the same from other addresses', () => {
  const text = (list: readonly Delivery[]): string => JSON.stringify(list.map(({ record }) => record));

  it('is undone by doing it again, and leaves the provider its own', () => {
    const moved = ALL.map(moveAddresses);
    expect(moved.map(moveAddresses)).toEqual(ALL);
    expect(text(moved)).not.toBe(text(ALL));
    const own = (list: readonly Delivery[]) => text(list).match(/"40\.126\.[\d.]+"/g);
    expect(own(moved)).toEqual(own(ALL));
  });

  it('keeps apart who was apart, and together who was together', () => {
    const subnets = (list: readonly Delivery[]) =>
      list.map(({ record }) =>
        String(record.ipAddress ?? record.ClientIPAddress)
          .split('.')
          .slice(0, 3)
          .join('.'),
      );
    const [before, after] = [subnets(ALL), subnets(ALL.map(moveAddresses))];
    const pairs = new Set(before.map((one, at) => `${one} ${after[at]}`));
    expect(pairs.size).toBe(new Set(before).size);
    expect(new Set(after).size).toBe(new Set(before).size);
  });
});

describe('a changed field of every campaign', () => {
  it.each(RECORD_MUTANTS.map(({ name }) => name))(
    '%s: changes intruders alone, and their ids never',
    (name) => {
      const changed = mutated(name);
      const ofNobody = (list: readonly Delivery[]) => list.filter(({ label }) => label === null);
      expect(ofNobody(changed)).toEqual(ofNobody(ALL));
      const before = new Map(ALL.map((one) => [idOf(one), one]));
      const intruders = changed.filter(({ label }) => label !== null);
      expect(intruders.every((one) => before.has(idOf(one)))).toBe(true);
      const isWhole = intruders.length === ALL.filter(({ label }) => label !== null).length;
      const isSame = intruders.every((one) => JSON.stringify(one) === JSON.stringify(before.get(idOf(one))));
      expect(isWhole && isSame).toBe(false);
    },
  );

  it('takes the network of the owner as it was on an earlier day', () => {
    const signIns = mutated("the owner's address").filter(
      ({ log, label }) => log === 'signIns' && label !== null,
    );
    expect(signIns.length).toBeGreaterThan(0);
    for (const { record } of signIns) {
      const owners = ALL.filter(
        ({ log, label, record: other }) =>
          log === 'signIns' && label === null && other.userPrincipalName === record.userPrincipalName,
      );
      expect(owners.map(({ record: other }) => other.ipAddress)).toContain(record.ipAddress);
    }
  });
});

describe('the report on mutants', () => {
  it('names what is lost to each change, after how many steps, and without each behaviour', () => {
    const report: MutantReport = {
      campaigns: 3,
      plain: { detected: 3, contained: 2 },
      records: [
        {
          name: 'no place',
          by: 'provider',
          detected: 2,
          contained: 1,
          lost: ['A7-1'],
          uncontained: ['C1-1'],
        },
        {
          name: 'and more',
          by: 'intruder, step by step',
          detected: 0,
          contained: 0,
          lost: ['A7-1'],
          uncontained: [],
        },
      ],
      steps: [
        { campaign: 'C1-1', steps: null },
        { campaign: 'A7-1', steps: 1 },
      ],
      behaviours: [{ behaviour: 'new-network', lost: ['C1-1'], uncontained: [], gained: ['A8-1'] }],
    };
    const text = renderMutants(report);
    expect(text).toMatch(/3 of 3 campaigns found, 2 contained/);
    expect(text).toMatch(/no place +2 +1 +A7-1; C1-1/);
    expect(text).toMatch(/1: A7-1\nnever: C1-1/);
    expect(text).toMatch(/new-network +C1-1; -; A8-1/);
  });
});
