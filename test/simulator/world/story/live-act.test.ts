import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../simulator/world/create-world.js';
import { at, messageIdsOf, OPTIONS, sampleWorld } from '../worlds.js';

const { live, labels, startMs } = sampleWorld();
const [entry, ...reads] = live;
const label = labels.attacked.find((each) => each.live);

describe('the live act', () => {
  it('begins with a sign-in some seconds after the start and is over within a minute', () => {
    expect(entry?.ifAlive.map(({ record }) => at(record, 'status.errorCode'))).toEqual([0]);
    expect(entry?.ifRevoked).toEqual([]);
    expect(live.every(({ atMs }) => atMs > startMs && atMs < startMs + 60_000)).toBe(true);
  });

  it('belongs to one session of the labelled mailbox', () => {
    const began = new Set(live.map(({ sessionStartedMs, userId }) => `${sessionStartedMs} ${userId}`));
    expect([...began]).toEqual([`${entry?.atMs} ${label?.userId}`]);
  });

  it('reads in every step while the session lives, everything once, customers first', () => {
    const perStep = reads.map(({ ifAlive }) => ifAlive.flatMap(({ record }) => messageIdsOf(record)));
    expect(perStep.every((ids) => ids.length > 0)).toBe(true);
    expect(perStep.flat().toSorted()).toEqual(label?.reached.map(({ message }) => message).toSorted());
  });

  it('makes records that the service would not fold into one', () => {
    const contexts = reads.flatMap(({ ifAlive }) =>
      ifAlive
        .filter(({ log }) => log === 'Audit.Exchange')
        .map(({ record }) => `${record.ClientIPAddress} ${at(record, 'Folders.0.Id')}`),
    );
    expect(new Set(contexts).size).toBe(contexts.length);
  });

  it('meets refused tokens and no mail once the sessions are revoked', () => {
    for (const { ifRevoked } of reads) {
      expect(ifRevoked.map(({ log, record }) => [log, at(record, 'status.errorCode')])).toEqual([
        ['signIns', 50173],
      ]);
    }
  });

  it('can be had within two seconds at the speed of a demo, never before the act', () => {
    const fast = createWorld({ ...OPTIONS, speed: 3600 });
    for (const { atMs, ifAlive, ifRevoked } of fast.live) {
      for (const { availableAtMs } of [...ifAlive, ...ifRevoked]) {
        expect(availableAtMs).toBeGreaterThanOrEqual(atMs);
        expect(availableAtMs).toBeLessThan(atMs + 2_000);
      }
    }
  });
});
