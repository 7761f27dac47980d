import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../../simulator/world/create-world.js';
import { OPTIONS } from '../world/worlds.js';
import { type Caller, startCaller } from './caller.js';
import { ALICE, auditRow, signIn, smallWorld, UNLICENSED } from './small-world.js';

const now = Date.now();
const ENTRA_P1 = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';

let caller: Caller;
beforeAll(async () => {
  const world = smallWorld({
    startMs: now,
    logs: (startMs) => [signIn(startMs, 'a', 10), auditRow(startMs, 'row', 30)],
  });
  caller = await startCaller({ speed: 1000, world: { ...world, hasPremium: false } });
});
afterAll(() => caller.close());

describe('a tenant without Entra ID P1', () => {
  it.each([
    '/beta/auditLogs/signIns',
    '/v1.0/auditLogs/signIns',
    '/v1.0/identityProtection/riskDetections',
    '/v1.0/identityProtection/riskyUsers',
  ])('%s is closed, in words of the licence', async (path) => {
    const answer = await caller.as('reader', path);
    expect(answer.status).toBe(403);
    expect(answer.json.error?.code).toBe('Authentication_RequestFromNonPremiumTenantOrB2CTenant');
  });

  it('its directory audits are open, and its people have a mailbox but no P1', async () => {
    expect((await caller.as('reader', '/v1.0/auditLogs/directoryAudits')).status).toBe(200);
    const { json } = await caller.as('reader', `/v1.0/users/${ALICE}?$select=assignedPlans`);
    expect(json.assignedPlans?.map((plan) => [plan.service, plan.capabilityStatus])).toEqual([
      ['exchange', 'Enabled'],
    ]);
  });
});

describe('licences and settings', () => {
  it('with P1 the plan is among those of an account; an unlicensed one has none', async () => {
    const rich = await startCaller({ speed: 1000, world: smallWorld({ startMs: now }) });
    const plansOf = async (id: string): Promise<readonly unknown[]> => {
      const { json } = await rich.as('reader', `/v1.0/users/${id}?$select=assignedPlans`);
      return json.assignedPlans?.map((plan) => plan.servicePlanId) ?? [];
    };
    expect(await plansOf(ALICE)).toContain(ENTRA_P1);
    expect(await plansOf(UNLICENSED)).toEqual([]);
    await rich.close();
  });

  it('a mailbox says what it is for; without one there is nothing to ask', async () => {
    const path = (id: string): string => `/v1.0/users/${id}/mailboxSettings?$select=userPurpose`;
    const answer = await caller.as('examiner', path(ALICE));
    expect(answer.json.userPurpose).toBe('user');
    expect(answer.json).not.toHaveProperty('timeZone');
    expect((await caller.as('examiner', path(UNLICENSED))).json.error?.code).toBe(
      'MailboxNotEnabledForRESTAPI',
    );
    expect((await caller.as('reader', path(ALICE))).status).toBe(403);
  });
});

describe('the scenario no-p1', () => {
  const world = createWorld({ ...OPTIONS, scenario: 'no-p1' });
  const logons = new Set(
    [...world.logs, ...world.live.flatMap(({ ifAlive }) => ifAlive)].flatMap((row) =>
      row.log === 'Audit.AzureActiveDirectory' ? [row.id] : [],
    ),
  );

  it('tells every sign-in of people in the audit feed, under the same id, those of the live act too', () => {
    const people = [...world.logs, ...world.live.flatMap(({ ifAlive }) => ifAlive)].filter(
      ({ log, record }) => log === 'signIns' && record.userPrincipalName !== null,
    );
    expect(people.length).toBeGreaterThan(100);
    expect(people.filter(({ id }) => !logons.has(id))).toEqual([]);
  });

  it('is the default story otherwise', () => {
    expect(world.hasPremium).toBe(false);
    expect(world.labels.attacked.length).toBeGreaterThan(0);
    expect(createWorld(OPTIONS).labels).toEqual(world.labels);
  });
});
