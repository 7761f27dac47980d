import { describe, expect, it } from 'vitest';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import { NOT_BEGUN } from '../../agent/model/containment.js';
import { OutsideError } from '../../agent/model/errors.js';
import { actJob } from '../../agent/model/job-specs.js';
import { DAY_MS, MINUTE_MS, shift } from '../../agent/model/time.js';
import { USUAL_PLAN_POLICY } from '../../agent/respond/plan/decide-plan.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { eventOf } from '../respond/plan/plan-facts.js';
import { type JobBench, openBench, START } from './job-bench.js';

const NEVER = new AbortController().signal;
const ORIGIN = {
  address: '203.0.113.9',
  asn: 64_500,
  country: null,
  place: null,
  client: null,
  firstAt: '2026-03-01T09:00:00.000Z',
  lastAt: '2026-03-01T09:30:00.000Z',
};
const INCIDENT = incidentOf({ origins: [ORIGIN], mailEvents: ['read-1'] });
const READ = eventOf('mail-read', { id: 'read-1', session: { id: '1', tokenId: null, isBound: null } });
const ENFORCE = {
  mode: 'enforce',
  learningUntil: null,
  protection: { reasonFor: () => null },
  plan: {
    ...USUAL_PLAN_POLICY,
    modes: { ...USUAL_PLAN_POLICY.modes, 'disable-account': { default: 'approve' } },
  },
} as const;

/** An account whose sessions were revoked at `START`, as verified as the provider shows it. */
async function contained(
  validFrom: string | null = START,
  furnish: (accounts: JobBench['accounts']) => void = () => {},
): Promise<JobBench> {
  const bench = await openBench({ policy: ENFORCE });
  bench.accounts.validFrom = validFrom;
  furnish(bench.accounts);
  await bench.store.write('test', async (tx) => {
    await tx.putEvents([READ]);
    await tx.putIncident(INCIDENT);
    await tx.putContainmentState({
      incident: INCIDENT.id,
      plan: { target: [], steps: [], byHand: [] },
      standing: NOT_BEGUN,
      watchUntil: null,
      watchStatement: null,
    });
    await tx.putAction(actionOf());
    await tx.enqueue(actJob(actionOf(), START));
  });
  for (let round = 0; round < 5; round += 1) await pass(bench, 1_000);
  return bench;
}

/** Moves on, with all logs complete up to then and `events` in them, and does what is due. */
async function pass(bench: JobBench, ms: number, events: readonly AccessEvent[] = []): Promise<void> {
  bench.clock.move(ms);
  const now = bench.clock.now();
  await bench.store.write('test', async (tx) => {
    await tx.putEvents(events);
    for (const source of ['signIns', 'exchangeAudit'])
      await tx.putCursor({ source, coveredTo: now, completeTo: now });
  });
  await runDueJobs(bench.context, NEVER);
}

const stateOf = (bench: JobBench) => bench.store.read((reads) => reads.containmentState(INCIDENT.id));
const kindsOf = async (bench: JobBench) =>
  (await bench.store.read((reads) => reads.actions())).map(({ kind, status }) => `${kind} ${status}`);

describe('the watch over an account', () => {
  it('waits for the tokens to end, then proves that the intruder is out, and ends after two weeks with a statement', async () => {
    const bench = await contained();
    expect((await stateOf(bench))?.standing).toMatchObject({
      verdict: 'waiting',
      revokedAt: expect.any(String),
    });
    await pass(bench, MINUTE_MS);
    expect((await stateOf(bench))?.standing.verdict).not.toBe('proven-out');
    await pass(bench, 20 * MINUTE_MS);
    expect((await stateOf(bench))?.standing).toMatchObject({ verdict: 'proven-out' });
    expect((await stateOf(bench))?.watchStatement).toBeNull();
    await pass(bench, 15 * DAY_MS);
    expect((await stateOf(bench))?.watchStatement).toMatch(/proven to be out/);
    expect((await bench.store.read((reads) => reads.jobs('pending'))).map(({ kind }) => kind)).toEqual([]);
    const told = bench.sink.received;
    expect(told.map(({ milestone }) => milestone)).toEqual(['contained', 'proven-out', 'watch-ended']);
    expect(told.slice(1).map(({ severity }) => severity)).toEqual(['informational', 'informational']);
    expect(told[1]?.title).toMatch(/the intruder is proven out, \d+ minutes after the case was opened/);
    expect(told[2]?.title).toMatch(/proven to be out, and nothing showed that they came back/);
  });

  it('answers an intruder who comes back after three days: revokes again, and asks for more', async () => {
    const bench = await contained();
    await pass(bench, 20 * MINUTE_MS);
    const back = { ...READ, id: 'read-2', at: shift(START, 3 * DAY_MS) };
    await pass(bench, 3 * DAY_MS, [back]);
    await pass(bench, 1_000);
    expect((await stateOf(bench))?.standing).toMatchObject({ lastSeenAt: back.at });
    expect(await kindsOf(bench)).toEqual([
      'revoke-sessions done',
      'disable-account proposed',
      'revoke-sessions done',
    ]);
    expect(bench.accounts.revoked).toHaveLength(2);
    expect(bench.sink.received.map(({ milestone }) => milestone)).toEqual([
      'contained',
      'proven-out',
      'containment-failed',
    ]);
    expect(bench.sink.received.at(-1)?.title).toMatch(/STILL IN or came back/);
  });

  it.each([
    {
      name: 'who holds the password and signs in anew',
      before: [],
      back: eventOf('sign-in', { id: 'in-2', session: { id: '2', tokenId: null, isBound: null } }),
      reason: /hold the password/,
      asks: ['disable-account proposed'],
    },
    {
      name: 'by an application that was consented to',
      before: [eventOf('consent', { facts: { change: 'granted', grantedAppId: 'app-1' } })],
      back: eventOf('mail-read', {
        id: 'app-2',
        network: { ...READ.network, address: '192.0.2.77', prefix: '192.0.2.0/24', asn: 64_999 },
        client: { ...READ.client, appId: 'app-1' },
        session: { id: null, tokenId: null, isBound: null },
      }),
      reason: /application that the intruder allowed goes on/,
      asks: ['remove-grant proposed', 'disable-account proposed'],
    },
  ])('answers an intruder who is back after three days, $name', async ({ before, back, reason, asks }) => {
    const bench = await contained();
    await pass(bench, 20 * MINUTE_MS, before);
    await pass(bench, 3 * DAY_MS, [{ ...back, at: shift(START, 3 * DAY_MS) }]);
    await pass(bench, 1_000);
    const [page] = bench.sink.received.filter(({ milestone }) => milestone === 'containment-failed');
    expect(page?.title).toMatch(/STILL IN or came back/);
    expect(JSON.stringify(page?.body)).toMatch(reason);
    expect(bench.accounts.revoked).toHaveLength(2);
    const proposed = (await kindsOf(bench)).filter((text) => text.endsWith('proposed'));
    expect(proposed.sort()).toEqual([...asks].sort());
  });

  it('tells once of one return, however often it looks', async () => {
    const bench = await contained();
    await pass(bench, 20 * MINUTE_MS);
    // Whatever is revoked from now on takes.
    bench.accounts.validFrom = '2026-12-31T00:00:00.000Z';
    await pass(bench, DAY_MS, [{ ...READ, id: 'read-2', at: shift(START, 60 * MINUTE_MS) }]);
    for (let hour = 0; hour < 3; hour += 1) await pass(bench, 60 * MINUTE_MS);
    expect(bench.accounts.revoked).toHaveLength(2);
    expect(bench.sink.received.map(({ milestone }) => milestone)).toEqual([
      'contained',
      'proven-out',
      'containment-failed',
      'proven-out',
    ]);
    expect((await stateOf(bench))?.standing.verdict).toBe('proven-out');
  });

  it('says that nobody can tell where a revocation was accepted and is never shown', async () => {
    const bench = await contained('2026-01-01T00:00:00.000Z');
    await pass(bench, 20 * MINUTE_MS);
    expect((await stateOf(bench))?.standing).toMatchObject({ verdict: 'cannot-tell' });
    await pass(bench, 15 * DAY_MS);
    expect((await stateOf(bench))?.watchStatement).toMatch(/nobody can tell/);
    const told = bench.sink.received.filter(({ milestone }) => milestone !== 'containment-failed');
    expect(told.map(({ milestone, severity }) => `${milestone} ${severity}`)).toEqual([
      'cannot-tell medium',
      'watch-ended medium',
    ]);
  });

  it('goes on where the check of the revocation never gets an answer', async () => {
    const bench = await contained('2026-01-01T00:00:00.000Z', (accounts) => {
      accounts.onCall = (name) => {
        if (name === 'sessionsValidFrom') throw new OutsideError('server-error', 'HTTP 503');
      };
    });
    expect((await stateOf(bench))?.standing.verdict).toBe('waiting');
    await pass(bench, 20 * MINUTE_MS);
    await pass(bench, 60 * MINUTE_MS);
    await pass(bench, 60 * MINUTE_MS);
    expect((await stateOf(bench))?.standing).toMatchObject({ verdict: 'cannot-tell' });
    const back = { ...READ, id: 'read-2', at: shift(START, 4 * 60 * MINUTE_MS) };
    await pass(bench, 2 * 60 * MINUTE_MS, [back]);
    expect((await stateOf(bench))?.standing).toMatchObject({ verdict: 'still-in', lastSeenAt: back.at });
  });

  it('is over when a person closes the case', async () => {
    const bench = await contained();
    await bench.store.write('test', (tx) => tx.putIncident({ ...INCIDENT, status: 'closed' }));
    await pass(bench, 20 * MINUTE_MS);
    expect((await bench.store.read((reads) => reads.jobs('pending'))).map(({ kind }) => kind)).toEqual([]);
  });
});
