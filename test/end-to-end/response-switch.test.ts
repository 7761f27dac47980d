import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Boundary } from '../../agent/model/ports.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { openHere, shiftedTime } from './agent-in-process.js';
import { withCampaigns } from './many-campaigns.js';
import { askFor, contain, revokesOf, see } from './storm-of-campaigns.js';
import { SMALL, startTenant, type TestTenant } from './tenant.js';

const CAMPAIGNS = 18;
/** Revocations that can be under way at once: those that were begun are not broken off. */
const PLACES = 12;

let tenant: TestTenant;
afterEach(() => tenant.close());

it('the kill file appears while the first call goes out: what was begun ends, nothing further begins until a person says so', {
  timeout: 600_000,
}, async () => {
  const story = createWorld({ ...SMALL, seed: 3, startMs: Date.now() - 60_000, scenario: null });
  tenant = await startTenant({
    world: withCampaigns(story, CAMPAIGNS, ['stolen-session-with-rules', 'vendor-app']),
  });
  const place = tenant.configFor('agent', (config) => {
    config.sources = { signIns: {}, directoryAudits: {}, exchangeAudit: {} };
  });
  const file = join(place.directory, 'STOP');
  let isArmed = true;
  const boundary: Boundary = {
    cross(name, act) {
      if (isArmed && name.includes('revokeSignInSessions')) {
        isArmed = false;
        writeFileSync(file, '');
      }
      return act();
    },
  };
  const agent = await openHere(place, shiftedTime().clock, boundary);
  try {
    await see(agent);
    await contain(agent);
    const stopped = await revokesOf(agent);
    const begun = stopped.filter(({ attemptedAt }) => attemptedAt !== null);
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.length).toBeLessThanOrEqual(PLACES);
    const held = stopped.filter(({ status }) => status === 'held');
    expect(held.length).toBeGreaterThanOrEqual(CAMPAIGNS - PLACES);
    expect(new Set(held.map(({ heldBy }) => heldBy))).toEqual(new Set(['kill-file']));
    const reached = tenant.simulator.journal.revokes().size;
    expect(reached).toBeLessThanOrEqual(begun.length);

    rmSync(file);
    await contain(agent);
    expect(tenant.simulator.journal.revokes().size).toBe(reached);
    await askFor(agent, 'resume');
    await contain(agent);
    const after = await revokesOf(agent);
    expect(new Set(after.map(({ status, verified }) => `${status} ${verified}`))).toEqual(
      new Set(['done yes']),
    );
  } finally {
    await agent.close();
  }
});
