import type { MailboxSurvey, SurveyedMessage } from '../../model/mailbox-survey.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Db } from '../tables.js';

/** Reads of what whole mailboxes hold. */
export function surveyReads(db: Db): Pick<StoreReads, 'survey' | 'surveys' | 'surveyedMessages'> {
  return {
    async survey(subject) {
      const row = await db
        .selectFrom('mailbox_survey')
        .select('body')
        .where('subject', '=', subject)
        .executeTakeFirst();
      return row === undefined ? null : (JSON.parse(row.body) as MailboxSurvey);
    },
    async surveys() {
      const rows = await db.selectFrom('mailbox_survey').select('body').orderBy('subject').execute();
      return rows.map(({ body }) => JSON.parse(body) as MailboxSurvey);
    },
    async surveyedMessages(subject, after, limit) {
      const rows = await db
        .selectFrom('surveyed_message')
        .select('body')
        .where('subject', '=', subject)
        .where('item', '>', after)
        .orderBy('item')
        .limit(limit)
        .execute();
      return rows.map(({ body }) => JSON.parse(body) as SurveyedMessage);
    },
  };
}

/** Writes of the same: one survey a mailbox, one row a copy of a message. */
export function surveyWrites(
  db: Db,
): Pick<StoreTx, 'putSurvey' | 'putSurveyedMessages' | 'dropSurveyedMessages'> {
  return {
    async putSurvey(survey) {
      const { subject } = survey;
      const body = JSON.stringify(survey);
      await db
        .insertInto('mailbox_survey')
        .values({ subject, body })
        .onConflict((conflict) => conflict.column('subject').doUpdateSet({ body }))
        .execute();
    },
    async putSurveyedMessages(subject, messages) {
      for (const message of messages) {
        const body = JSON.stringify(message);
        await db
          .insertInto('surveyed_message')
          .values({ subject, item: message.item, body })
          .onConflict((conflict) => conflict.columns(['subject', 'item']).doUpdateSet({ body }))
          .execute();
      }
    },
    async dropSurveyedMessages(subject) {
      await db.deleteFrom('surveyed_message').where('subject', '=', subject).execute();
    },
  };
}
