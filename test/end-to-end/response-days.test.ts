import { afterEach, describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { ContainmentState } from '../../agent/model/containment.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../agent/model/time.js';
import type { AttackedMailbox, LoggedRecord, SimWorld } from '../../simulator/tenant.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { runToRest, type ShiftedTime, shiftedTime } from './agent-in-process.js';
import { readStore } from './read-store.js';
import { type AgentPlace, SMALL, startTenant, type TestTenant } from './tenant.js';

const tenants: TestTenant[] = [];
afterEach(async () => {
  await Promise.all(tenants.splice(0).map((tenant) => tenant.close()));
});

async function start(world: SimWorld, time: ShiftedTime): Promise<TestTenant> {
  const tenant = await startTenant({ world, now: () => time.now() });
  tenants.push(tenant);
  return tenant;
}

function worldAt(startMs: number): SimWorld {
  return createWorld({ ...SMALL, days: 4, seed: 3, startMs, scenario: null });
}

function attackedBy(world: SimWorld, technique: string): AttackedMailbox {
  const found = world.labels.attacked.find((one) => one.technique === technique);
  if (found === undefined) throw new Error(`nobody is attacked by ${technique}`);
  return found;
}

interface Stored {
  readonly actions: readonly Action[];
  readonly containment: ContainmentState | null;
}

async function storedOf(place: AgentPlace, mailbox: string): Promise<Stored> {
  return readStore(place, async (reads) => {
    const incidents = (await reads.incidents()).filter(({ subject }) => subject === mailbox.toLowerCase());
    const [incident] = incidents;
    const ids = new Set(incidents.map(({ id }) => id));
    const actions = (await reads.actions()).filter((action) => ids.has(action.incident));
    return {
      actions,
      containment: incident === undefined ? null : await reads.containmentState(incident.id),
    };
  });
}

const kindsOf = ({ actions }: Stored): readonly string[] =>
  actions.map(({ kind, status }) => `${kind} ${status}`).sort();
const revokesOf = (stored: Stored): number =>
  kindsOf(stored).filter((text) => text === 'revoke-sessions done').length;

/** What the application opens of a mailbox again later, in the name of its owner, from an address that nobody has seen. */
function openedAgain(world: SimWorld, { mailbox }: AttackedMailbox, atMs: number): readonly LoggedRecord[] {
  const appIds = new Set((world.consents ?? []).map(({ appId }) => appId));
  const rows = world.logs.filter(
    ({ log, record }) =>
      log === 'Audit.Exchange' &&
      record.Operation === 'MailItemsAccessed' &&
      record.UserId === mailbox &&
      appIds.has(String(record.ClientAppId)),
  );
  return rows.slice(0, 5).map((row, turn): LoggedRecord => {
    const at = atMs + turn * MINUTE_MS;
    const id = `00000000-0000-4000-8000-0000000000${String(turn).padStart(2, '0')}`;
    const times = { Id: id, CreationTime: new Date(at).toISOString().slice(0, 19) };
    const record = { ...row.record, ...times, ClientIPAddress: '192.0.2.77' };
    return { ...row, id, atMs: at, availableAtMs: at, record };
  });
}

/** The intruder signs in again from where they were, in a new session. */
function signedInAgain(world: SimWorld, victim: AttackedMailbox, atMs: number): readonly LoggedRecord[] {
  const rows = world.logs.filter(
    ({ log, record }) => log === 'signIns' && victim.sessions.includes(String(record.sessionId)),
  );
  return rows.slice(0, 1).map((row): LoggedRecord => {
    const id = '00000000-0000-4000-8000-000000000077';
    const session = { sessionId: id, uniqueTokenIdentifier: 'of-another-day', correlationId: id };
    const record = { ...row.record, ...session, id, createdDateTime: new Date(atMs).toISOString() };
    return { ...row, id, atMs, availableAtMs: atMs, record };
  });
}

const RETURNS = [
  {
    name: 'through an application that the owner was made to allow',
    technique: 'vendor-app',
    rowsOf: openedAgain,
    asked: 'remove-grant proposed',
    reason: /application that the intruder allowed goes on/,
  },
  {
    name: 'with the password',
    technique: 'stolen-session-with-rules',
    rowsOf: signedInAgain,
    asked: 'disable-inbox-rule done',
    reason: /they hold the password, or another way in/,
  },
];

describe('an intruder who comes back after three days', () => {
  it.each(RETURNS)(
    '$name is seen, told at once, and answered by a further revocation and the hard tier',
    {
      timeout: 600_000,
    },
    async ({ technique, rowsOf, asked, reason }) => {
      const time = shiftedTime(-3 * DAY_MS - HOUR_MS);
      const world = worldAt(time.now() - MINUTE_MS);
      const victim = attackedBy(world, technique);
      const tenant = await start(world, time);
      const place = tenant.configFor('agent', (config) => {
        config.sources = { signIns: {}, directoryAudits: {}, exchangeAudit: {} };
        config.response.actions = { 'disable-account': { default: 'approve' } };
      });
      await runToRest(place, time.clock);
      const before = await storedOf(place, victim.mailbox);
      expect(revokesOf(before)).toBe(1);
      expect(kindsOf(before)).toContain(asked);

      time.aheadMs += 3 * DAY_MS;
      const rows = rowsOf(world, victim, time.now() - 30 * MINUTE_MS);
      expect(rows.length).toBeGreaterThan(0);
      tenant.simulator.offer(rows);
      const alertsBefore = tenant.simulator.soc.alerts.length;
      await runToRest(place, time.clock);
      const after = await storedOf(place, victim.mailbox);
      const told = tenant.simulator.soc.alerts.slice(alertsBefore).map(({ body }) => JSON.stringify(body));
      const page = told.find((text) => text.includes('containment-failed')) ?? '';
      expect(page).toMatch(/STILL IN or came back/);
      expect(page).toMatch(reason);
      expect(revokesOf(after)).toBe(2);
      expect(kindsOf(after)).toContain('disable-account proposed');
    },
  );
});

/** What an agent whose clock differs from the provider's makes of a world: who was contained, and how that went. */
async function containedWith(world: SimWorld, aheadMs: number): Promise<readonly string[]> {
  const tenant = await start(world, shiftedTime());
  const place = tenant.configFor('agent');
  await runToRest(place, shiftedTime(aheadMs).clock);
  const actions = await readStore(place, (reads) => reads.actions());
  const revokes = actions.filter(({ kind }) => kind === 'revoke-sessions');
  const told = tenant.simulator.soc.alerts.map(({ body }) => JSON.stringify(body));
  expect(told.filter((text) => text.includes('containment-failed'))).toEqual([]);
  return revokes.map(({ target, status, verified }) => `${target.upn} ${status} ${verified}`).sort();
}

describe('clocks that do not agree', () => {
  it('contain the same accounts, each once, and show that it took', { timeout: 600_000 }, async () => {
    const world = worldAt(Date.now() - HOUR_MS);
    const expected = await containedWith(world, 0);
    expect(expected.length).toBeGreaterThan(1);
    expect(expected.every((text) => text.endsWith(' done yes'))).toBe(true);
    for (const aheadMs of [10 * MINUTE_MS, -10 * MINUTE_MS])
      expect(await containedWith(world, aheadMs), `${aheadMs} ms ahead`).toEqual(expected);
  });
});
