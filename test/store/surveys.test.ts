import { expect, it } from 'vitest';
import type { SurveyedMessage } from '../../agent/model/mailbox-survey.js';
import { surveyOf } from '../assess/survey/fake-walk.js';
import { openTemporary } from './open-temporary.js';

function message(item: string, folder = 'inbox'): SurveyedMessage {
  return { item, message: `<${item}@x>`, folder, receivedAt: null, classes: [], customers: [], unread: [] };
}

it('a survey is replaced, its messages are given in portions, each copy once, and are forgotten as one', async () => {
  const store = await openTemporary();
  await store.write('first', async (tx) => {
    await tx.putSurvey(surveyOf());
    await tx.putSurveyedMessages(
      'ann',
      ['b', 'a', 'c'].map((item) => message(item)),
    );
    await tx.putSurveyedMessages('bob', [message('a')]);
  });
  await store.write('again', async (tx) => {
    await tx.putSurvey(surveyOf({ status: 'complete' }));
    await tx.putSurveyedMessages('ann', [message('b', 'moved')]);
  });
  await store.read(async (reads) => {
    expect(await reads.surveys()).toEqual([surveyOf({ status: 'complete' })]);
    expect(await reads.survey('nobody')).toBeNull();
    expect(await reads.surveyedMessages('ann', '', 2)).toEqual([message('a'), message('b', 'moved')]);
    expect(await reads.surveyedMessages('ann', 'b', 2)).toEqual([message('c')]);
  });
  await store.write('forget', (tx) => tx.dropSurveyedMessages('ann'));
  await store.read(async (reads) => {
    expect(await reads.surveyedMessages('ann', '', 9)).toEqual([]);
    expect(await reads.surveyedMessages('bob', '', 9)).toHaveLength(1);
  });
});
