import { afterEach, describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { LoggedRecord, SimWorld } from '../../simulator/tenant.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { parse, runToTheEnd } from './outcome.js';
import { ledgerOf } from './read-ledger.js';
import { runAgent } from './run-agent.js';
import { SMALL, startTenant, type TestTenant } from './tenant.js';

const SEED = 3;
const tenants: TestTenant[] = [];
afterEach(async () => {
  await Promise.all(tenants.splice(0).map((tenant) => tenant.close()));
});

async function start(options: Parameters<typeof startTenant>[0]): Promise<TestTenant> {
  const tenant = await startTenant({ seed: SEED, ...options });
  tenants.push(tenant);
  return tenant;
}

function attackedIn(world: SimWorld): { readonly userId: string; readonly mailbox: string } {
  const found = world.labels.attacked.find(({ technique }) => technique === 'stolen-session-with-rules');
  if (found === undefined) throw new Error('nobody is attacked with rules');
  return found;
}

/** The same tenant in which an account bears another name, in the directory and in all logs. */
function renamed(world: SimWorld, from: string, to: string): SimWorld {
  const inText = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(from, to)) as T;
  return { ...world, users: inText(world.users), logs: inText(world.logs) as readonly LoggedRecord[] };
}

describe('a response that meets with something', () => {
  it('a revocation that is accepted and does not bite is told, and never called done', {
    timeout: 300_000,
  }, async () => {
    const tenant = await start({ revoke: 'does-not-bite' });
    const place = tenant.configFor('agent', (config) => {
      config.response.timing = { verifyAfterSeconds: 0, verifyRetrySeconds: 1, verifyAttempts: 2 };
    });
    const last = parse(await runToTheEnd(place));
    const revokes = (last.actions as readonly Action[]).filter(({ kind }) => kind === 'revoke-sessions');
    expect(revokes.map(({ status, verified }) => `${status} ${verified}`)).toContain('done no');
    expect(revokes.map(({ verified }) => verified)).not.toContain('yes');
    const told = tenant.simulator.soc.alerts.map(({ body }) => JSON.stringify(body));
    for (const { incident } of revokes)
      expect(
        told.some((text) => text.includes(incident) && text.includes('containment-failed')),
        incident,
      ).toBe(true);
    expect(Math.max(...tenant.simulator.journal.revokes().values())).toBe(1);
    const { isIntact, acts } = await ledgerOf(place);
    expect(isIntact).toBe(true);
    for (const { id } of revokes) expect(acts[id]?.slice(0, 3)).toEqual(BEGUN);
  });

  it('an account that was protected by its name stays protected under another', {
    timeout: 300_000,
  }, async () => {
    const world = createWorld({ ...SMALL, seed: SEED, startMs: Date.now() - 60_000, scenario: null });
    const { userId, mailbox } = attackedIn(world);
    const before = await start({ world: { ...world, logs: [] } });
    const first = before.configFor('agent', (config) => {
      config.response.protected = [mailbox];
      // What is read once is not read again: the logs of the attack are for the second run.
      config.sources = { directoryAudits: {} };
    });
    await runAgent(['once', '--config', first.config]);
    const after = await start({ world: renamed(world, mailbox, `renamed.${mailbox}`) });
    const second = after.configFor('agent', (config) => {
      config.response.protected = [mailbox];
      config.store.file = first.store;
    });
    const actions = parse(await runToTheEnd(second)).actions as readonly Action[];
    const held = actions.filter(({ target }) => target.upn === `renamed.${mailbox}`);
    expect(held.map(({ kind, status, heldBy }) => `${kind} ${status} ${heldBy}`)).toContain(
      'revoke-sessions held protection',
    );
    expect(new Set(held.map(({ status }) => status))).toEqual(new Set(['held']));
    expect(after.simulator.journal.acts().filter((act) => act.userId === userId)).toEqual([]);
  });
});

const BEGUN = ['action-decided', 'call-begun', 'call-answered'];
