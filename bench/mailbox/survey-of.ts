import type { Principal } from '../../agent/model/access-event.js';
import { type MailboxSurvey, newSurvey } from '../../agent/model/mailbox-survey.js';

const NOW = '2026-03-01T00:00:00.000Z';

/** A survey of a mailbox that has not begun. */
export function surveyOf(mailbox: Principal): MailboxSurvey {
  return newSurvey({ subject: mailbox.upn ?? '', mailbox, pass: 'bench', sample: null }, NOW);
}
