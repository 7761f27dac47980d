import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { ContainmentState } from '../../agent/model/containment.js';
import { EVIDENCE_PARTS, frozenKeys } from '../../agent/model/frozen-evidence.js';
import { parse, runToTheEnd } from './outcome.js';
import { readStore } from './read-store.js';
import { type AgentPlace, startTenant, type TestTenant } from './tenant.js';

interface Case {
  readonly id: string;
  readonly mailbox: { readonly upn: string };
  readonly containment: ContainmentState | null;
}

let tenant: TestTenant;
let place: AgentPlace;
let actions: readonly Action[];
let cases: readonly Case[];

beforeAll(async () => {
  tenant = await startTenant({ seed: 3 });
  place = tenant.configFor('agent', (config) => {
    config.response.actions = { 'remove-grant': 'enforce', 'remove-authentication-method': 'enforce' };
    config.sources = { signIns: {}, directoryAudits: {}, exchangeAudit: {}, entraAudit: {} };
  });
  const last = parse(await runToTheEnd(place));
  actions = last.actions as readonly Action[];
  cases = last.incidents as readonly Case[];
}, 300_000);
afterAll(() => tenant.close());

function nameOf(technique: string): string {
  const found = tenant.labels.attacked.find((one) => one.technique === technique);
  if (found === undefined) throw new Error(`nobody is attacked by ${technique}`);
  return found.mailbox.toLowerCase();
}

function stepsOf(upn: string): readonly string[] {
  return actions
    .filter(({ target }) => target.upn === upn)
    .map(({ kind, status, verified }) => `${kind} ${status} ${verified}`)
    .sort();
}

describe('the whole plan on a tenant', () => {
  it('rules of the intruder are off, and what was added to sign in is gone', () => {
    const upn = nameOf('stolen-session-with-rules');
    expect(stepsOf(upn)).toEqual([
      'disable-inbox-rule done yes',
      'disable-inbox-rule done yes',
      'remove-authentication-method done yes',
      'revoke-sessions done yes',
    ]);
  });

  it('the consent to the vendor’s application is taken back', () => {
    expect(stepsOf(nameOf('vendor-app'))).toEqual(['remove-grant done yes', 'revoke-sessions done yes']);
  });

  it('nothing is done twice, and nothing to anybody else', () => {
    const attacked = new Set(tenant.labels.attacked.map(({ userId }) => userId));
    const done = tenant.simulator.journal.acts().map(({ kind, userId }) => `${kind} ${userId}`);
    const once = new Set(done.filter((act) => !act.startsWith('change-rule')));
    expect(done.filter((act) => !act.startsWith('change-rule'))).toHaveLength(once.size);
    expect(tenant.simulator.journal.acts().every(({ userId }) => attacked.has(userId))).toBe(true);
    expect(done.filter((act) => act.startsWith('change-rule'))).toHaveLength(2);
  });

  it('how each account stood is kept as evidence, its Inbox rules and its ways to sign in among it', async () => {
    const contained = cases.filter((one) => stepsOf(one.mailbox.upn).length > 0);
    expect(contained).not.toEqual([]);
    for (const { id } of contained) {
      const kept = await readStore(place, (reads) => reads.records(frozenKeys(id)));
      expect(kept.map(({ body }) => body.part)).toEqual([...EVIDENCE_PARTS]);
      expect(JSON.stringify(kept.at(-1)?.body)).toContain('passwordAuthenticationMethod');
    }
  });

  it('each case has its plan, and says that it is too early to tell whether the intruder is out', () => {
    for (const { containment } of cases.filter((one) => stepsOf(one.mailbox.upn).length > 0)) {
      expect(containment?.plan.steps[0]?.kind).toBe('revoke-sessions');
      expect(containment?.standing.verdict).toMatch(/not-begun|waiting/);
    }
  });
});
