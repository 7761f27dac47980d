import { describe, expect, it } from 'vitest';
import type { SimWorld } from '../../../simulator/tenant.js';
import { SMALLEST_WORLD } from '../../../simulator/world/check-options.js';
import { createWorld } from '../../../simulator/world/create-world.js';
import { allRows, OPTIONS, sampleWorld } from './worlds.js';

const HOUR_MS = 3_600_000;

describe('createWorld', () => {
  it('gives the same world for the same options', () => {
    expect(createWorld(OPTIONS)).toEqual(sampleWorld());
  });

  it('gives another world for another seed', () => {
    const other = createWorld({ ...OPTIONS, seed: 8 });
    expect(other.tenantId).not.toBe(sampleWorld().tenantId);
    expect(other.labels.attacked[0]?.sessions).not.toEqual(sampleWorld().labels.attacked[0]?.sessions);
  });

  it('shifts the same world to another start, whatever weekday that is', () => {
    const shifted = createWorld({ ...OPTIONS, startMs: OPTIONS.startMs + 77 * HOUR_MS });
    expect(outline(shifted)).toEqual(outline(sampleWorld()));
  });

  it('keeps history before the start and the live act after it', () => {
    const { logs, live, startMs } = sampleWorld();
    const firstMs = startMs - OPTIONS.days * 24 * HOUR_MS - 1000;
    expect(logs.filter(({ atMs }) => atMs >= startMs || atMs < firstMs)).toEqual([]);
    expect(live.filter(({ atMs }) => atMs < startMs)).toEqual([]);
    expect(live.map(({ atMs }) => atMs)).toEqual(live.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  });

  it('offers no row before it happened', () => {
    const early = allRows(sampleWorld()).filter(({ atMs, availableAtMs }) => availableAtMs < atMs);
    expect(early).toEqual([]);
  });

  it('divides delays by the speed and leaves the calendar alone', () => {
    const fast = createWorld({ ...OPTIONS, speed: 3600 });
    const lateBy = ({ logs }: SimWorld) =>
      Math.max(...logs.filter(({ log }) => log === 'signIns').map((row) => row.availableAtMs - row.atMs));
    expect(fast.logs.map(({ atMs }) => atMs).toSorted()).toEqual(
      sampleWorld()
        .logs.map(({ atMs }) => atMs)
        .toSorted(),
    );
    expect(lateBy(fast)).toBeLessThan(lateBy(sampleWorld()) / 1000);
  });

  it('has disorder, repeats and changed versions among its rows', () => {
    const { logs } = sampleWorld();
    const inOrder = logs.filter(({ atMs }, index) => atMs >= (logs[index - 1]?.atMs ?? 0)).length;
    expect(inOrder).toBeLessThan(logs.length);
    const audit = logs.filter(({ log }) => log.startsWith('Audit.'));
    const repeats = audit.length - new Set(audit.map(({ id }) => id)).size;
    expect(repeats).toBeGreaterThan(audit.length * 0.004);
    expect(repeats).toBeLessThan(audit.length * 0.02);
    expect(new Set(logs.map(({ id }) => id)).size).toBeLessThan(logs.length - repeats);
  });

  it('fills the default tenant with a few tens of thousands of rows', () => {
    const world = createWorld({ ...OPTIONS, mailboxes: 200, days: 10 });
    expect(world.logs.length).toBeGreaterThan(35_000);
    expect(world.logs.length).toBeLessThan(46_000);
    expect([...world.mailboxes.values()].length).toBeGreaterThanOrEqual(200);
    expect(world.labels.attacked.length).toBeGreaterThanOrEqual(6);
    expect(
      world.logs.filter(({ record }) => JSON.stringify(record).includes('"IsThrottled","Value":"True"')),
    ).toHaveLength(1);
  });

  it('attacks nobody in the quiet scenario', () => {
    const quiet = createWorld({ ...OPTIONS, scenario: 'quiet' });
    expect(quiet.labels.attacked).toEqual([]);
    expect(quiet.live).toEqual([]);
    expect(quiet.labels.lookAlikes.length).toBeGreaterThan(5);
  });

  it('doubts many and attacks nobody in the storm scenario', () => {
    const storm = createWorld({ ...OPTIONS, scenario: 'storm' });
    const doubted = storm.logs.filter(({ record }) => record.riskEventType === 'leakedCredentials');
    expect(new Set(doubted.map(({ record }) => record.userId)).size).toBeGreaterThan(OPTIONS.mailboxes / 5);
    expect(storm.labels.attacked).toEqual([]);
  });

  it('leaves the live act out when asked to', () => {
    const past = createWorld({ ...OPTIONS, isLive: false });
    expect(past.live).toEqual([]);
    expect(past.labels.attacked.some(({ live }) => live)).toBe(false);
  });

  it.each([1, 2, 3, 4, 5])('tells the story in the smallest tenant too (seed %i)', (seed) => {
    const world = createWorld({ ...OPTIONS, ...SMALLEST_WORLD, seed });
    expect(world.labels.attacked.map(({ technique }) => technique)).toEqual([
      'stolen-session',
      'live',
      'folder-sync',
    ]);
    expect(world.labels.attacked.map(({ verdict }) => verdict)).toEqual(['yes', 'yes', 'yes']);
    expect(world.labels.customersByGroup.account).toBeGreaterThan(0);
    expect(world.labels.customersByGroup.sensitive).toBeGreaterThan(0);
  });

  it.each([
    {
      name: 'too few people',
      change: { mailboxes: SMALLEST_WORLD.mailboxes - 1 },
      message: /mailboxes: .* 6/,
    },
    { name: 'half a person', change: { mailboxes: 6.5 }, message: /mailboxes/ },
    { name: 'too few days', change: { days: 1 }, message: /days: .* 2/ },
    { name: 'a speed below one', change: { speed: 0.5 }, message: /speed/ },
    { name: 'no start', change: { startMs: Number.NaN }, message: /startMs/ },
    { name: 'an unknown scenario', change: { scenario: 'loud' }, message: /"loud"; known: quiet, storm/ },
  ])('refuses $name', ({ change, message }) => {
    expect(() => createWorld({ ...OPTIONS, ...change })).toThrow(message);
  });
});

/** What must not depend on the start: who, what, and when in relation to it. */
function outline({ users, logs, mailboxes, labels, startMs }: SimWorld): unknown {
  return {
    users,
    logs: logs
      .map(({ log, id, atMs, availableAtMs }) => [log, id, atMs - startMs, availableAtMs - startMs])
      .toSorted(),
    mail: [...mailboxes.values()].map(({ messages }) =>
      messages.map((message) => [message.internetMessageId, message.receivedAtMs - startMs, message.from]),
    ),
    attacked: labels.attacked.map(({ firstEvent, ...rest }) => ({
      ...rest,
      atMs: Date.parse(firstEvent) - startMs,
    })),
    lookAlikes: labels.lookAlikes,
  };
}
