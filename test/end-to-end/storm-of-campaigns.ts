import { expect } from 'vitest';
import type { Agent } from '../../agent/commands/open-agent.js';
import { caseTermsOf } from '../../agent/daemon/requests/terms.js';
import { answerRequests } from '../../agent/daemon/requests.js';
import { settleAll } from '../../agent/daemon/settle-all.js';
import { JOB_LANES, runLane } from '../../agent/jobs/run-jobs.js';
import type { Action } from '../../agent/model/action.js';
import { createStop } from '../../agent/runtime/stop-signal.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { openHere, shiftedTime } from './agent-in-process.js';
import { addedAccounts, withCampaigns } from './many-campaigns.js';
import { SMALL, startTenant } from './tenant.js';

/** What a tenant of that size may spend at once: one in a hundred accounts, and never fewer. */
const BUDGET = 20;
/** Containment and messages; examinations and reports are no part of it. */
const LANES = JOB_LANES.filter(({ maxPriority }) => maxPriority <= 2);

/**
 * So many campaigns at the same time, each with an intruder of its own, against a simulated tenant: they are contained up to the budget,
 * people are paged once, and the rest follows, each once, when a person says so.
 */
export async function runStorm(campaigns: number): Promise<void> {
  const story = createWorld({ ...SMALL, seed: 3, startMs: Date.now() - 60_000, scenario: null });
  const world = withCampaigns(story, campaigns, ['stolen-session-with-rules', 'vendor-app']);
  const added = new Set(addedAccounts(story, world).map(({ id }) => id));
  const tenant = await startTenant({ world });
  const place = tenant.configFor('agent', (config) => {
    config.sources = { signIns: {}, directoryAudits: {}, exchangeAudit: {} };
  });
  const agent = await openHere(place, shiftedTime().clock);
  try {
    await see(agent);
    await contain(agent);
    const before = await revokesOf(agent, added);
    expect(before).toHaveLength(campaigns);
    const held = before.filter(({ status }) => status === 'held');
    expect(tenant.simulator.journal.revokes().size).toBe(BUDGET);
    // Who was entered by one technique rests on one rule, so that the breaker may hold some where the budget holds the rest.
    const holders = new Set(held.map(({ heldBy }) => heldBy));
    expect(holders).toContain('tenant-budget');
    expect([...holders].filter((one) => one !== 'tenant-budget' && one !== 'breaker')).toEqual([]);
    const alerts = await agent.store.read((reads) => reads.alerts());
    const pages = alerts.filter(({ alert }) => alert.milestone === 'system');
    const titles = pages.map(({ alert }) => alert.title);
    expect(titles.filter((title) => /budget is used up/.test(title))).toHaveLength(1);
    expect(new Set(titles).size).toBe(titles.length);
    const received = new Set(tenant.simulator.soc.alerts.map(({ id }) => id));
    expect(pages.filter(({ alert }) => !received.has(alert.id))).toEqual([]);

    await askFor(agent, 'resume');
    await contain(agent);
    const after = await revokesOf(agent, added);
    expect(after).toHaveLength(campaigns);
    expect(new Set(after.map(({ status, verified }) => `${status} ${verified}`))).toEqual(
      new Set(['done yes']),
    );
    const revokes = tenant.simulator.journal.revokes();
    // On a busy machine an answer can come too late: the call is then made again, which is the same as once.
    expect([...added].filter((id) => !revokes.has(id))).toEqual([]);
  } finally {
    await agent.close();
    await tenant.close();
  }
}

/** Reads every log to the present and judges every account. */
export async function see(agent: Agent): Promise<void> {
  const { signal } = createStop();
  await Promise.all(agent.collector.sources.map((source) => agent.collector.collect(source, signal)));
  await agent.directory.look(signal);
  await settleAll(agent, signal);
}

/** Acts, verifies and tells until nothing of that is left. */
export async function contain(agent: Agent): Promise<void> {
  const { signal } = createStop();
  for (let isDone = false; !isDone; ) {
    await Promise.all(LANES.map((lane) => runLane(lane, agent.jobContext(), signal, signal)));
    const left = await agent.store.read((reads) => reads.jobs('pending'));
    isDone = !left.some(({ kind }) => kind === 'act' || kind === 'verify' || kind === 'deliver');
    await agent.clock.sleep(100);
  }
}

/** Has a person ask for something that is about all actions. */
export async function askFor(agent: Agent, kind: 'resume' | 'drop'): Promise<void> {
  const { store, clock, log } = agent;
  const request = { id: `${kind}-all`, kind, payload: {}, requestedAt: clock.now() };
  await store.write('ask', (tx) => tx.putRequest({ ...request, status: 'pending', result: null }));
  await answerRequests(store, clock, log, { ...caseTermsOf(agent.jobContext()), retrySettings: null });
}

/** Revocations of these accounts, of all where none are given. */
export async function revokesOf(
  { store }: Agent,
  accounts?: ReadonlySet<string>,
): Promise<readonly Action[]> {
  const actions = await store.read((reads) => reads.actions());
  return actions.filter(
    ({ kind, target }) => kind === 'revoke-sessions' && (accounts?.has(target.id ?? '') ?? true),
  );
}
