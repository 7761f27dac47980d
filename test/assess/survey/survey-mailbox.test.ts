import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surveyMailbox } from '../../../agent/assess/survey/survey-mailbox.js';
import { OutsideError } from '../../../agent/model/errors.js';
import { type FakeMessage, fakeAttachment } from '../fake-mailbox.js';
import { fakeWalk, surveyOf, takeSteps, toolsFor } from './fake-walk.js';

const JANE = 'Customer: Jane Roe\nAccount number: 497982806\nPhone: 206-555-0134\nBalance due: $64.20';
const JOHN = 'Customer: John Doe\nBAN: 657679973\nSSN: 536-22-8726';

/** `count` messages of some seconds, every third with a customer's data. */
function mail(count: number, perSecond = 1): readonly FakeMessage[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `item-${String(index).padStart(4, '0')}`,
    messageId: `<${index}@x>`,
    receivedAt: new Date(
      Date.UTC(2026, 1, 1) + Math.floor(index / perSecond) * 1000 + (index % perSecond),
    ).toISOString(),
    text: index % 3 === 0 ? JANE : 'Lunch at noon?',
  }));
}

describe('a look through a whole mailbox', () => {
  it('keeps what holds customer data, with classes and without a plain value', async () => {
    const walk = fakeWalk([
      { id: 'a', messageId: '<a@x>', text: JANE },
      { id: 'b', messageId: '<b@x>', text: 'Lunch at noon?' },
      { id: 'c', messageId: '<c@x>', attachments: [fakeAttachment('list.txt', JOHN)] },
    ]);
    const { survey, messages } = await takeSteps(surveyOf(), walk);
    expect(survey).toMatchObject({ status: 'complete', withData: 2, withUnread: 0 });
    expect(survey.folders).toMatchObject([{ id: 'inbox', status: 'done', read: 3 }]);
    expect(messages.map(({ message, customers }) => [message, customers.map((one) => one.group)])).toEqual([
      ['<a@x>', ['account']],
      ['<c@x>', ['sensitive']],
    ]);
    expect(survey.classes).toMatchObject({ ssn: 1, 'account-number': 2 });
    expect(JSON.stringify([survey, messages])).not.toMatch(/Jane|Roe|497982806|5550134|536-?22|list\.txt/);
  });

  it('takes every folder, what was deleted and is recoverable last', async () => {
    const walk = fakeWalk(
      [
        { id: 'a', messageId: '<a@x>', folder: 'gone', text: JOHN },
        { id: 'b', messageId: '<b@x>', folder: 'hidden', text: JANE },
      ],
      [
        { id: 'inbox', kind: 'inbox' },
        { id: 'hidden', kind: 'other' },
        { id: 'gone', kind: 'recoverable' },
      ],
    );
    const { survey, messages } = await takeSteps(surveyOf(), walk);
    expect(walk.asked.map(({ folder }) => folder)).toEqual(['inbox', 'hidden', 'hidden', 'gone', 'gone']);
    expect(messages.map(({ folder }) => folder)).toEqual(['hidden', 'gone']);
    expect(survey.status).toBe('complete');
  });

  it('what could not be read is kept, and is not clean', async () => {
    const locked = fakeAttachment('x.bin', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
    const { survey, messages } = await takeSteps(
      surveyOf(),
      fakeWalk([{ id: 'a', messageId: '<a@x>', text: 'See attached', attachments: [locked] }]),
    );
    expect(survey).toMatchObject({ withData: 0, withUnread: 1 });
    expect(messages).toMatchObject([
      { message: '<a@x>', customers: [], unread: [{ part: '<a@x> attachment 1' }] },
    ]);
  });

  it('a sample ends each folder early, and says so', async () => {
    const { survey } = await takeSteps(surveyOf({ sample: 30 }), fakeWalk(mail(100)));
    expect(survey).toMatchObject({ status: 'sampled', folders: [{ status: 'done', read: 30 }] });
  });
});

describe('broken off and taken up again', () => {
  it('comes to the same after any number of steps, many messages of one second among them (property)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 5 }),
        async (count, perSecond, breaks) => {
          const messages = mail(count, perSecond);
          const whole = await takeSteps(surveyOf(), fakeWalk(messages));
          let survey = surveyOf();
          const found = new Map<string, unknown>();
          for (const most of [...breaks, Infinity]) {
            const some = await takeSteps(survey, fakeWalk(messages), most);
            survey = some.survey;
            for (const message of some.messages) found.set(message.item, message);
          }
          expect(survey).toEqual(whole.survey);
          expect(survey.folders[0]?.read).toBe(count);
          expect(found.size).toBe(Math.ceil(count / 3));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('passes over nothing when others are deleted meanwhile', async () => {
    const messages = mail(60);
    const walk = fakeWalk(messages);
    const steps = surveyMailbox(surveyOf(), toolsFor(walk), new AbortController().signal);
    const found: string[] = [];
    for await (const step of steps) {
      found.push(...step.messages.map(({ item }) => item));
      // The newest twenty, which were read already, go: pages that are counted would now begin twenty too late.
      if ((step.survey.folders[0]?.read ?? 0) > 0) walk.messages = messages.slice(0, 40);
    }
    expect(found).toHaveLength(20);
  });
});

describe('what the provider refuses', () => {
  const failure = (kind: OutsideError['kind']) => new OutsideError(kind, 'no', { status: 500 });

  it('a mailbox that may not be read is closed with the reason', async () => {
    const walk = { ...fakeWalk([]), folders: async () => Promise.reject(failure('permission')) };
    const { survey } = await takeSteps(surveyOf(), walk);
    expect(survey).toMatchObject({ status: 'closed', reason: 'the examiner is not allowed to read it' });
  });

  it('a folder that is gone meanwhile is closed, and the others are read', async () => {
    const folders = [
      { id: 'inbox', kind: 'inbox' as const },
      { id: 'late', kind: 'other' as const },
    ];
    const walk = fakeWalk([{ id: 'a', messageId: '<a@x>', folder: 'late', text: JANE }], folders, (folder) =>
      folder === 'inbox' ? failure('not-found') : null,
    );
    const { survey, messages } = await takeSteps(surveyOf(), walk);
    expect(survey.folders).toMatchObject([{ status: 'closed' }, { status: 'done', read: 1 }]);
    expect(survey.status).toBe('complete');
    expect(messages).toHaveLength(1);
  });

  it('a page that is too large to serve is asked for in smaller ones, down to one message', async () => {
    const walk = fakeWalk(mail(12), undefined, (_, pageSize) => (pageSize > 1 ? failure('timeout') : null));
    let survey = surveyOf();
    for (let tries = 0; tries < 3; tries += 1) {
      const steps = surveyMailbox(survey, toolsFor(walk), new AbortController().signal);
      await (async () => {
        for await (const step of steps) survey = step.survey;
      })().catch((error: unknown) => expect(error).toMatchObject({ kind: 'timeout' }));
    }
    expect(survey).toMatchObject({ status: 'complete', folders: [{ read: 12, pageSize: 1, failures: 0 }] });
  });

  it('a folder whose next page never comes ends, and is named', async () => {
    const walk = fakeWalk(mail(3), undefined, () => failure('server-error'));
    let survey = surveyOf();
    for (let tries = 0; tries < 20 && survey.status !== 'complete'; tries += 1)
      await (async () => {
        const steps = surveyMailbox(survey, toolsFor(walk), new AbortController().signal);
        for await (const step of steps) survey = step.survey;
      })().catch(() => {});
    expect(survey.folders).toMatchObject([
      { status: 'closed', reason: 'the provider fails to serve the rest of it', read: 0 },
    ]);
  });

  it('what may pass is raised, and costs the folder nothing', async () => {
    const walk = fakeWalk(mail(3), undefined, () => failure('throttled'));
    await expect(takeSteps(surveyOf(), walk)).rejects.toMatchObject({ kind: 'throttled' });
  });
});
