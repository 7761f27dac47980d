import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { type AlertInput, renderAlert } from '../../agent/alert/render-alert.js';
import type { Exposure } from '../../agent/model/exposure.js';
import { actionOf, incidentOf } from '../respond/incidents.js';

const NOW = '2026-03-01T10:00:00.000Z';

function input(change: Partial<AlertInput> = {}): AlertInput {
  return {
    incident: incidentOf({
      origins: [
        {
          address: '192.0.2.7',
          asn: 64501,
          country: 'NL',
          place: 'Amsterdam',
          client: 'firefox on linux',
          firstAt: '2026-03-01T09:00:00.000Z',
          lastAt: '2026-03-01T09:30:00.000Z',
        },
      ],
      reasons: [
        {
          rule: 'behaviour:new-network',
          title: 'New network',
          family: 'network',
          points: 8_000,
          text: 'Access from AS64501 in NL, new for this account.',
          events: ['signin:1'],
          techniques: ['T1078.004'],
          firstAt: '2026-03-01T09:00:00.000Z',
        },
      ],
    }),
    actions: [actionOf()],
    exposure: null,
    milestone: 'opened',
    now: NOW,
    productVersion: '0.0.0',
    ...change,
  };
}

const EXPOSURE: Exposure = {
  incident: 'inc-1',
  mailbox: { id: null, upn: 'ann@contoso.com' },
  verdict: 'yes',
  reached: [],
  customers: [],
  groups: { account: 3, sensitive: 1 },
  unread: [],
  coverage: { complete: true, gaps: [] },
  assessedAt: NOW,
};

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/alert.schema.json'), 'utf8'),
) as object;
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const isValid = ajv.compile(schema);

const CASES: readonly { name: string; change: Partial<AlertInput>; severity: string; says: RegExp }[] = [
  {
    name: 'opened',
    change: {},
    severity: 'high',
    says: /takeover suspected from 192\.0\.2\.7, AS64501, NL; sessions are being revoked/,
  },
  {
    name: 'contained and checked',
    change: { milestone: 'contained', actions: [actionOf({ status: 'done', verified: 'yes' })] },
    severity: 'high',
    says: /sessions revoked and verified/,
  },
  {
    name: 'a revoke that did not take',
    change: { milestone: 'containment-failed', actions: [actionOf({ status: 'failed', verified: 'no' })] },
    severity: 'critical',
    says: /could NOT be shown to be revoked; a person must act now/,
  },
  {
    name: 'held for a person',
    change: { milestone: 'held', actions: [actionOf({ status: 'held', reason: 'protected by "ceo"' })] },
    severity: 'high',
    says: /held back; protected by "ceo"/,
  },
  {
    name: 'customer data was reached',
    change: { milestone: 'exposure', exposure: EXPOSURE },
    severity: 'critical',
    says: /customer data of 4 customers \(3 account information, 1 sensitive\)/,
  },
  {
    name: 'could not look is not nothing found',
    change: {
      milestone: 'exposure',
      exposure: { ...EXPOSURE, verdict: 'unknown', groups: { account: 0, sensitive: 0 } },
    },
    severity: 'high',
    says: /exposure is unknown/,
  },
  {
    name: 'later evidence speaks for the owner',
    change: { milestone: 'withdrawn' },
    severity: 'low',
    says: /what was done stays done until a person undoes it/,
  },
];

describe('an alert', () => {
  it.each(CASES)(
    '$name: one sentence, its severity, and the published format',
    ({ change, severity, says }) => {
      const alert = renderAlert(input(change));
      expect(alert.title).toMatch(says);
      expect(alert.severity).toBe(severity);
      expect(isValid(alert.body), JSON.stringify(isValid.errors)).toBe(true);
    },
  );

  it('of an actor names its mailboxes, what ties them, and how each stands', () => {
    const { incident } = input();
    const memberOf = (who: string, status: 'open' | 'contained') => ({
      ...{ incident: `inc-${who}`, subject: `${who}@contoso.com`, status },
      ...{ mailbox: { id: `u-${who}`, upn: `${who}@contoso.com` }, score: 8_000, justifiesContainment: true },
      ...{ firstEvent: incident.firstEvent, lastEvent: incident.lastEvent },
    });
    const ties = [{ kind: 'address-and-client' as const, text: '192.0.2.0/24, firefox', mailboxes: 2 }];
    const members = [memberOf('ann', 'contained'), memberOf('bob', 'open')];
    const nobody = { mailbox: { id: null, upn: null }, justifiesContainment: false };
    const actor = { ...incident, ...nobody, kind: 'actor' as const };
    const alert = renderAlert(
      input({
        incident: { ...actor, actor: { ties, members } },
        actions: [actionOf({ incident: 'inc-ann', status: 'done' })],
      }),
    );
    expect(alert.title).toBe(
      '2 mailboxes (ann@contoso.com, bob@contoso.com): one actor suspected in all of them from 192.0.2.7, AS64501, NL; sessions revoked in 1 of 2.',
    );
    expect(isValid(alert.body), JSON.stringify(isValid.errors)).toBe(true);
    expect(alert.brief).toMatchObject({
      subject: { kind: 'actor', name: '192.0.2.0/24, firefox' },
      done: ['ann@contoso.com: contained, case inc-ann'],
      notDone: ['bob@contoso.com: open, case inc-bob'],
    });
    expect(alert.severity).toBe('high');
    expect(alert.brief?.reasons[0]?.text).toContain('was seen in 2 mailboxes');
  });

  it('has one id for one piece of news, whenever it is told', () => {
    const first = renderAlert(input());
    expect(renderAlert(input({ now: '2026-03-02T00:00:00.000Z' })).id).toBe(first.id);
    expect(renderAlert(input({ milestone: 'contained' })).id).not.toBe(first.id);
  });

  it('is told again when more customers turn up, and not when nothing is new', () => {
    const told = renderAlert(input({ milestone: 'exposure', exposure: EXPOSURE }));
    const again = { ...EXPOSURE, assessedAt: '2026-03-02T00:00:00.000Z' };
    const more = { ...EXPOSURE, groups: { account: 4, sensitive: 1 } };
    expect(renderAlert(input({ milestone: 'exposure', exposure: again })).id).toBe(told.id);
    expect(renderAlert(input({ milestone: 'exposure', exposure: more })).id).not.toBe(told.id);
  });
});
