import { describe, expect, it } from 'vitest';
import { assessMailbox } from '../../agent/assess/assess-mailbox.js';
import { toClassifierSettings } from '../../agent/assess/classify/settings.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Exposure } from '../../agent/model/exposure.js';
import { type FakeMessage, fakeIncident, fakeMailbox, OPENED_AT, openedEvent } from './fake-mailbox.js';

const NOW = '2026-03-05T00:00:00.000Z';
const JANE = 'Customer: Jane Roe\nAccount number: 497982806';
const JOHN = 'Customer: John Doe\nBAN: 657679973\nSSN: 536-22-8726';

function act(
  kind: AccessEvent['kind'],
  at: string,
  facts: AccessEvent['facts'],
  rest: Partial<AccessEvent> = {},
): AccessEvent {
  return { ...openedEvent([], at), id: `exchange:${kind}-${at}`, kind, facts, mail: null, ...rest };
}

function assess(messages: readonly FakeMessage[], events: readonly AccessEvent[]): Promise<Exposure> {
  const tools = {
    reader: fakeMailbox(messages),
    settings: toClassifierSettings([], ['telco.example']),
    customerKey: new Uint8Array(32).fill(7),
  };
  return assessMailbox({ incident: fakeIncident(), events, now: NOW }, tools, new AbortController().signal);
}

const proofs = ({ reached }: Exposure): readonly string[] =>
  reached.map(({ message, proof }) => `${message} ${proof}`);

const ARRIVALS: readonly FakeMessage[] = [
  { id: 'a', messageId: '<before@x>', folder: 'inbox', receivedAt: '2026-03-02T09:00:00.000Z', text: JOHN },
  { id: 'b', messageId: '<during@x>', folder: 'inbox', receivedAt: '2026-03-02T12:00:00.000Z', text: JANE },
  { id: 'c', messageId: '<after@x>', folder: 'inbox', receivedAt: '2026-03-04T09:00:00.000Z', text: JOHN },
];
const SET = act('mailbox-forwarding', OPENED_AT, { change: 'set', forwardsOutside: true });

describe('mail that left the company', () => {
  it('what came in from the start of a forwarding to its end', async () => {
    const removed = act('mailbox-forwarding', '2026-03-03T00:00:00.000Z', { change: 'removed' });
    const exposure = await assess(ARRIVALS, [removed, SET]);
    expect(proofs(exposure)).toEqual(['<during@x> left']);
    expect(exposure).toMatchObject({ verdict: 'yes', customers: [{ proof: 'left', group: 'account' }] });
  });

  it('without an end, up to now', async () => {
    expect(proofs(await assess(ARRIVALS, [SET]))).toEqual(['<during@x> left', '<after@x> left']);
  });

  it('to somebody inside is no departure, and ends one', async () => {
    const inside = act('mailbox-forwarding', '2026-03-03T00:00:00.000Z', {
      change: 'set',
      forwardsOutside: false,
    });
    expect(proofs(await assess(ARRIVALS, [inside]))).toEqual([]);
    expect(proofs(await assess(ARRIVALS, [SET, inside]))).toEqual(['<during@x> left']);
  });

  it('a rule ends with its own removal, not with that of another', async () => {
    const rule = act('inbox-rule', OPENED_AT, { ruleAct: 'create', forwardsOutside: true, ruleId: '1' });
    const end = (ruleId: string): AccessEvent =>
      act('inbox-rule', '2026-03-03T00:00:00.000Z', { ruleAct: 'remove', forwardsOutside: false, ruleId });
    expect(proofs(await assess(ARRIVALS, [rule, end('1')]))).toEqual(['<during@x> left']);
    expect(proofs(await assess(ARRIVALS, [rule, end('2')]))).toHaveLength(2);
  });

  it('mail that is not in the inbox any more makes "nothing found" unknown', async () => {
    expect(await assess([], [SET])).toMatchObject({
      verdict: 'unknown',
      unread: [{ part: 'mailbox', reason: expect.stringContaining('forwarded outside') }],
    });
  });

  it('what was sent to somebody outside', async () => {
    const mail = { messages: [{ messageId: '<sent@x>', folderId: 'sent' }], folders: [], isThrottled: false };
    const messages = [{ id: 's', messageId: '<sent@x>', folder: 'sent', text: JANE }];
    const sent = act('mail-send', OPENED_AT, { outsideRecipients: 1 }, { mail });
    expect(proofs(await assess(messages, [sent]))).toEqual(['<sent@x> left']);
    const inside = act('mail-send', OPENED_AT, { outsideRecipients: 0 }, { mail });
    expect(await assess(messages, [inside])).toMatchObject({ verdict: 'no', reached: [] });
  });

  it('a message that was opened too counts as opened, from the first time to the last', async () => {
    const exposure = await assess(ARRIVALS, [SET, openedEvent(['<during@x>'], '2026-03-02T15:00:00.000Z')]);
    expect(exposure.reached[0]).toMatchObject({ proof: 'opened', at: '2026-03-02T12:00:00.000Z' });
  });
});

describe('what the log tells only in part', () => {
  const search = act('mail-search', OPENED_AT, {}, { operation: 'SearchQueryInitiatedExchange' });

  it('a search shows results that nobody logs: nothing found is unknown', async () => {
    const exposure = await assess([], [search, { ...search, id: 'later', at: '2026-03-02T11:00:00.000Z' }]);
    expect(exposure.verdict).toBe('unknown');
    expect(exposure.unread).toEqual([
      {
        part: 'mailbox',
        reason: `from ${OPENED_AT} to 2026-03-02T11:00:00.000Z the mailbox was searched: which messages the results showed is not logged`,
      },
    ]);
  });

  it('an export excludes no mail', async () => {
    const exposure = await assess([], [{ ...search, operation: 'New-MailboxExportRequest' }]);
    expect(exposure.unread[0]?.reason).toContain('no mail of the mailbox can be excluded');
  });

  it('a search that failed showed nothing', async () => {
    expect(await assess([], [{ ...search, outcome: 'failure' }])).toMatchObject({
      verdict: 'no',
      unread: [],
    });
  });

  it("the examiner's own reads are no access", async () => {
    const own = { ...openedEvent(['<during@x>']), facts: { isOwnRead: true } };
    expect(await assess(ARRIVALS, [own])).toMatchObject({ verdict: 'no', reached: [] });
  });
});
