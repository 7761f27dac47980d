import { afterEach, describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { LoggedRecord, SimWorld } from '../../simulator/tenant.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { parse, runToTheEnd } from './outcome.js';
import { readStore } from './read-store.js';
import { type AgentPlace, SMALL, startTenant, type TestTenant } from './tenant.js';

const SOURCES = ['signIns', 'exchangeAudit', 'entraAudit', 'directoryAudits', 'riskDetections', 'riskyUsers'];
const MINUTE_MS = 60_000;
/** Wrong password; a prompt that was not answered in time; a prompt that the owner refused. */
const OUTSIDE = [50126, 500121, 50074] as const;

/** `rules/m365/leaked-credentials.yml`. */
const LEAKED = '6f0f7a57-0a53-4d0e-9a39-2f4d3a5f7c11';

let tenant: TestTenant;
let place: AgentPlace;
afterEach(() => tenant.close());

function worldOf(scenario: 'storm' | 'quiet', days: number): SimWorld {
  return createWorld({
    ...SMALL,
    days,
    mailboxes: 20,
    seed: 11,
    startMs: Date.now() - MINUTE_MS,
    scenario,
  });
}

/** Everything that the tenant and the agent know of acts, with all logs read and everything allowed. */
async function run(world: SimWorld): Promise<readonly Action[]> {
  tenant = await startTenant({ world });
  place = tenant.configFor('agent', (config) => {
    config.sources = Object.fromEntries(SOURCES.map((name) => [name, {}]));
    config.response.actions = { 'disable-account': { default: 'enforce' } };
  });
  return parse(await runToTheEnd(place)).actions as readonly Action[];
}

/** Strangers who try each account again and again, from afar, in the hour before `endMs`; the prompts are the owner's to refuse. */
function flood(world: SimWorld, endMs: number): readonly LoggedRecord[] {
  const own = new Map(
    world.logs
      .filter(({ log, atMs, record }) => log === 'signIns' && atMs < endMs && record.isInteractive === true)
      .map((row) => [row.record.userId, row]),
  );
  return [...own.values()].flatMap((row, account) =>
    Array.from({ length: 45 }, (_, turn): LoggedRecord => {
      const atMs = endMs - 60 * MINUTE_MS + turn * MINUTE_MS + account;
      const id = `flood-${account}-${turn}`;
      return {
        ...row,
        id,
        atMs,
        availableAtMs: atMs,
        record: {
          ...row.record,
          id,
          createdDateTime: new Date(atMs).toISOString(),
          correlationId: id,
          sessionId: null,
          uniqueTokenIdentifier: id,
          ipAddress: `203.0.113.${(turn % 200) + 1}`,
          autonomousSystemNumber: 64_496,
          location: { city: null, state: null, countryOrRegion: 'KP', geoCoordinates: null },
          status: { errorCode: OUTSIDE[turn % OUTSIDE.length] ?? 50126, failureReason: 'Other.' },
        },
      };
    }),
  );
}

describe('a storm in which nobody was broken into', () => {
  it('the provider calls two people in five a high risk: nobody is contained by that alone', {
    timeout: 300_000,
  }, async () => {
    const world = worldOf('storm', 4);
    const doubted = world.logs.filter(({ record }) => record.riskEventType === 'leakedCredentials');
    expect(new Set(doubted.map(({ record }) => record.userId)).size).toBeGreaterThanOrEqual(8);
    expect(await run(world)).toEqual([]);
    expect(tenant.simulator.journal.acts()).toEqual([]);
    const names = world.users.map(({ userPrincipalName }) => userPrincipalName);
    const found = await readStore(place, (reads) => Promise.all(names.map((name) => reads.findingsOf(name))));
    const told = found.filter((findings) => findings.some(({ rule }) => rule === LEAKED));
    expect(told.length, 'accounts of which the signal was taken up').toBeGreaterThanOrEqual(8);
  });

  it('outsiders try passwords and send prompts without end: nobody is contained', {
    timeout: 300_000,
  }, async () => {
    const world = worldOf('quiet', 4);
    const rows = flood(world, world.startMs - 6 * 60 * MINUTE_MS);
    expect(rows.length).toBeGreaterThan(500);
    const logs = [...world.logs, ...rows].toSorted((a, b) => a.availableAtMs - b.availableAtMs);
    expect(await run({ ...world, logs })).toEqual([]);
    expect(tenant.simulator.journal.acts()).toEqual([]);
  });
});
