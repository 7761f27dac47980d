import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { ContainmentState } from '../../agent/model/containment.js';
import type { AttackedMailbox, SimUser, SimWorld } from '../../simulator/tenant.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { parse, runToTheEnd } from './outcome.js';
import { SMALL, startTenant, type TestTenant } from './tenant.js';

/** Who is attacked, in the order of the labels. */
const TARGETS = [
  'ordinary',
  'protected',
  'privileged',
  'guest',
  'shared',
  'service',
  'synced',
  'own',
] as const;
type TargetName = (typeof TARGETS)[number];

const CHANGES: Readonly<Partial<Record<TargetName, Partial<SimUser>>>> = {
  privileged: { roles: ['Exchange Administrator'] },
  guest: { userType: 'Guest' },
  shared: { mailboxKind: 'shared' },
  service: { mailboxKind: 'service' },
  synced: { onPremisesSyncEnabled: true },
};

interface Case {
  readonly id: string;
  readonly mailbox: { readonly upn: string | null };
  readonly containment: ContainmentState | null;
}

interface Expected {
  readonly name: TargetName;
  readonly classes: readonly string[];
  /** `kind status` of the actions decided, sorted. */
  readonly decided: readonly string[];
  /** What the tenant saw, sorted. */
  readonly done: readonly string[];
  readonly byHand?: RegExp;
}

let tenant: TestTenant;
let actions: readonly Action[];
let cases: readonly Case[];

function attackedIn(world: SimWorld, name: TargetName): AttackedMailbox {
  const found = world.labels.attacked[TARGETS.indexOf(name)];
  if (found === undefined) throw new Error(`nobody is attacked as ${name}`);
  return found;
}

/** The usual story, in which the attacked are no ordinary accounts. */
function worldOfTargets(): SimWorld {
  const world = createWorld({
    ...SMALL,
    mailboxes: 18,
    days: 8,
    seed: 3,
    startMs: Date.now() - 60_000,
    scenario: null,
  });
  const changes = new Map(TARGETS.map((name) => [attackedIn(world, name).userId, CHANGES[name] ?? {}]));
  return {
    ...world,
    users: world.users.map((user) => ({
      ...user,
      onPremisesSyncEnabled: false,
      roles: changes.has(user.id) ? [] : user.roles,
      ...changes.get(user.id),
    })),
    applicationOwners: [attackedIn(world, 'own').userId],
  };
}

beforeAll(async () => {
  const world = worldOfTargets();
  tenant = await startTenant({ world });
  const place = tenant.configFor('agent', (config) => {
    const list = config.response.protected as unknown[];
    config.response.protected = [...list, attackedIn(world, 'protected').mailbox];
    config.sources = {
      signIns: {},
      directoryAudits: {},
      exchangeAudit: {},
      entraAudit: {},
      riskDetections: {},
    };
    config.response.actions = { 'disable-account': { default: 'enforce' } };
  });
  const last = parse(await runToTheEnd(place));
  actions = last.actions as readonly Action[];
  cases = last.incidents as readonly Case[];
}, 300_000);
afterAll(() => tenant.close());

function caseOf(name: TargetName): Case {
  const upn = attackedIn(tenant.simulator.world, name).mailbox.toLowerCase();
  const found = cases.find(({ mailbox }) => mailbox.upn === upn);
  if (found === undefined) throw new Error(`no case of ${name}`);
  return found;
}

function actionsOf(name: TargetName): readonly Action[] {
  return actions.filter(({ incident }) => incident === caseOf(name).id);
}

const EXPECTED: readonly Expected[] = [
  { name: 'ordinary', classes: ['user'], decided: ['revoke-sessions done'], done: ['revoke'] },
  { name: 'protected', classes: ['protected'], decided: ['revoke-sessions held'], done: [] },
  {
    name: 'privileged',
    classes: ['privileged'],
    decided: ['revoke-sessions failed'],
    done: [],
    byHand: /higher role/,
  },
  {
    name: 'guest',
    classes: ['guest'],
    decided: ['disable-account proposed', 'remove-grant proposed', 'revoke-sessions done'],
    done: ['revoke'],
    byHand: /home tenant/,
  },
  {
    name: 'shared',
    classes: ['shared'],
    decided: [
      'disable-account proposed',
      'disable-inbox-rule done',
      'disable-inbox-rule done',
      'remove-authentication-method proposed',
      'revoke-sessions done',
    ],
    done: ['change-rule', 'change-rule', 'revoke'],
    byHand: /IncludeHidden/,
  },
  { name: 'service', classes: ['user'], decided: ['revoke-sessions done'], done: ['revoke'] },
  {
    name: 'synced',
    classes: ['synced'],
    decided: ['revoke-sessions done'],
    done: ['revoke'],
    byHand: /Disable-ADAccount/,
  },
  {
    name: 'own',
    classes: ['protected'],
    decided: ['disable-account held', 'remove-grant held', 'revoke-sessions held'],
    done: [],
  },
];

describe('an incident on an account that is not any account', () => {
  it.each(EXPECTED)('$name: planned and done as it takes', ({ name, classes, decided, done, byHand }) => {
    const { plan } = caseOf(name).containment ?? {};
    expect(plan?.target).toEqual(classes);
    expect(
      actionsOf(name)
        .map(({ kind, status }) => `${kind} ${status}`)
        .sort(),
    ).toEqual(decided);
    const { userId } = attackedIn(tenant.simulator.world, name);
    const acts = tenant.simulator.journal.acts().filter((act) => act.userId === userId);
    expect(acts.map(({ kind }) => kind).sort()).toEqual(done);
    if (byHand !== undefined) expect(JSON.stringify(plan?.byHand)).toMatch(byHand);
  });

  it('what protection holds says why, and by which entry', () => {
    const said = (name: TargetName) => actionsOf(name).map(({ heldBy, reason }) => `${heldBy}: ${reason}`);
    expect(said('protected')).toEqual([
      `protection: protected by "${attackedIn(tenant.simulator.world, 'protected').mailbox}"`,
    ]);
    for (const text of said('own')) expect(text).toMatch(/own identities, or owns one/);
  });

  it('an account that the provider lets nobody touch is a page at once, and is asked for once', () => {
    const refused = tenant.simulator.journal
      .calls()
      .filter(({ route, status }) => route.endsWith('revokeSignInSessions') && status === 403);
    expect(refused).toHaveLength(1);
    const page = tenant.simulator.soc.alerts.find(({ body }) => {
      const text = JSON.stringify(body);
      return text.includes(caseOf('privileged').id) && text.includes('containment-failed');
    });
    expect(page?.body).toMatchObject({ severity: 'Critical' });
  });
});
