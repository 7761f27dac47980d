import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectRules } from '../../../agent/detect/sigma/detect-rules.js';
import type { Rule } from '../../../agent/detect/sigma/rule.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { Timeline } from '../../../agent/model/store.js';

const ALEX = { id: 'a1', upn: 'alex@contoso.com' };
const ADMIN = { id: 'a2', upn: 'admin@contoso.com' };

function rule(more: Partial<Rule> = {}): Rule {
  return {
    id: 'r',
    title: 'T',
    level: 'high',
    status: null,
    family: 'persistence',
    points: 3000,
    text: 'It happened.',
    techniques: ['T1114.003'],
    needsCredential: true,
    subject: 'mailbox',
    isShadow: false,
    falsePositives: [],
    file: 'r.yml',
    line: 1,
    ...more,
  };
}

function event(id: string, at: string, more: Partial<AccessEvent> = {}): AccessEvent {
  return {
    id,
    source: 's',
    kind: 'inbox-rule',
    at: `2026-03-${at}.000Z`,
    operation: 'New-InboxRule',
    outcome: 'success',
    user: ALEX,
    mailbox: ALEX,
    actorType: 'user',
    network: { address: null, prefix: null, asn: null, country: null, place: null, isTrusted: false },
    client: {
      appId: null,
      appName: null,
      family: null,
      os: null,
      deviceId: null,
      isManaged: null,
      isCompliant: null,
    },
    session: { id: null, tokenId: null, isBound: null },
    authentication: null,
    mail: null,
    risk: null,
    facts: {},
    recordHash: id,
    needsCredential: true,
    ...more,
  };
}

const inSession = (id: string | null, tokenId: string | null = null): Partial<AccessEvent> => ({
  session: { id, tokenId, isBound: null },
});

function timeline(
  events: readonly AccessEvent[],
  rules: readonly string[] = ['r'],
  subject = 'alex@contoso.com',
): Timeline {
  return {
    subject,
    events,
    matches: events.flatMap(({ id }) => rules.map((one) => ({ rule: one, event: id }))),
  };
}

describe('findings of rules', () => {
  it('one for each session, oldest event first, with what the rule says', () => {
    const events = [
      event('e2', '02T09:00:00', inSession('S')),
      event('e1', '02T08:00:00', inSession('S')),
      event('e3', '02T08:30:00', inSession('U')),
    ];
    const findings = detectRules(timeline(events), [rule()]);
    expect(findings.map(({ events: ids, sessions }) => ({ ids, sessions }))).toEqual([
      { ids: ['e1', 'e2'], sessions: ['sid:S'] },
      { ids: ['e3'], sessions: ['sid:U'] },
    ]);
    expect(findings[0]).toMatchObject({
      rule: 'r',
      family: 'persistence',
      points: 3000,
      text: 'It happened. Seen 2 times.',
      firstAt: '2026-03-02T08:00:00.000Z',
      lastAt: '2026-03-02T09:00:00.000Z',
      needsCredential: true,
    });
  });

  it('by token where there is no session, by day where there is neither', () => {
    const events = [
      event('e1', '02T08:00:00', inSession(null, 'Tk')),
      event('e2', '02T08:00:00'),
      event('e3', '02T23:00:00'),
      event('e4', '03T00:00:00'),
    ];
    expect(
      detectRules(timeline(events), [rule()]).map(({ events: ids, sessions }) => [ids, sessions]),
    ).toEqual(
      expect.arrayContaining([
        [['e1'], ['uti:Tk']],
        [['e2', 'e3'], []],
        [['e4'], []],
      ]),
    );
  });

  it('at most fifty events', () => {
    const events = Array.from({ length: 70 }, (_, at) =>
      event(`e${String(at).padStart(2, '0')}`, '02T08:00:00', inSession('S')),
    );
    const [finding] = detectRules(timeline(events), [rule()]);
    expect(finding?.events.length).toBe(50);
    expect(finding?.text).toBe('It happened. Seen 70 times.');
  });

  it("Microsoft's own work and our own reads are none", () => {
    expect(detectRules(timeline([event('e1', '02T08:00:00', { actorType: 'service' })]), [rule()])).toEqual(
      [],
    );
  });

  it('matches of rules or events that are gone are none', () => {
    const { events, subject } = timeline([event('e1', '02T08:00:00')]);
    expect(
      detectRules(
        {
          subject,
          events,
          matches: [
            { rule: 'old', event: 'e1' },
            { rule: 'r', event: 'gone' },
          ],
        },
        [rule()],
      ),
    ).toEqual([]);
  });

  it('speak against the account that the rule means', () => {
    const events = [event('e1', '02T08:00:00', { user: ADMIN, actorType: 'admin' })];
    const against = (subject: Rule['subject'], account: string): number =>
      detectRules(timeline(events, ['r'], account), [rule({ subject })]).length;
    expect([against('mailbox', 'alex@contoso.com'), against('mailbox', 'admin@contoso.com')]).toEqual([1, 0]);
    expect([against('user', 'alex@contoso.com'), against('user', 'admin@contoso.com')]).toEqual([0, 1]);
    expect([against('both', 'alex@contoso.com'), against('both', 'admin@contoso.com')]).toEqual([1, 1]);
  });

  it('need a credential only if the rule says so and an event shows it', () => {
    const outside = event('e1', '02T08:00:00', { needsCredential: false });
    expect(detectRules(timeline([outside]), [rule()])[0]?.needsCredential).toBe(false);
    expect(
      detectRules(timeline([event('e2', '02T08:00:00')]), [rule({ needsCredential: false })])[0]
        ?.needsCredential,
    ).toBe(false);
  });

  it('on trial are recorded without points, marked as shadows', () => {
    const [finding] = detectRules(timeline([event('e1', '02T08:00:00')]), [rule({ isShadow: true })]);
    expect(finding).toMatchObject({ points: 0, isShadow: true, events: ['e1'] });
  });

  it('are the same for any order and for matches told twice', () => {
    const events = ['02T08:00:00', '02T09:00:00', '03T08:00:00', '03T08:00:00'].map((at, index) =>
      event(`e${index}`, at, inSession(index % 2 === 0 ? 'S' : null)),
    );
    const { subject, matches } = timeline(events, ['r', 'q']);
    const rules = [rule(), rule({ id: 'q', subject: 'both' })];
    const expected = detectRules({ subject, events, matches }, rules);
    expect(expected.length).toBe(6);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(events, { minLength: 4 }),
        fc.shuffledSubarray([...matches, ...matches], { minLength: 16 }),
        (someEvents, someMatches) => {
          expect(detectRules({ subject, events: someEvents, matches: someMatches }, rules)).toEqual(expected);
        },
      ),
    );
  });
});
