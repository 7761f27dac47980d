import type { DataClass } from './exposure.js';
import { type CustomerCounts, isSurveyEnded, isWholeSurvey, type MailboxSurvey } from './mailbox-survey.js';
import type { Instant } from './time.js';

/** What looks through a whole mailbox, or through a sample of it, found of customers' data in it. */
export interface HeldData {
  /** End of the latest look that had a part in it. */
  readonly lookedAt: Instant;
  /** Messages with customer data; each copy counts. */
  readonly messages: number;
  /** Messages by class. */
  readonly classes: Readonly<Partial<Record<DataClass, number>>>;
  /** Distinct customers by notice group. */
  readonly customers: CustomerCounts;
}

/**
 * What is known of the customer data that a mailbox holds; null while no look has ended. It grows with every look. Only one that could
 * read everything takes the place of what was known before: a sample, a look that was broken off and mail that could not be read say
 * nothing of what they did not see.
 */
export function heldDataOf(survey: MailboxSurvey): HeldData | null {
  const before = survey.before ?? null;
  if (!isSurveyEnded(survey)) return before;
  const found = {
    lookedAt: survey.updatedAt,
    messages: survey.withData,
    classes: survey.classes,
    customers: survey.customers ?? { account: 0, sensitive: 0 },
  };
  return before === null || isWholeSurvey(survey) ? found : mostOf(before, found);
}

function mostOf(before: HeldData, found: HeldData): HeldData {
  const classes: Partial<Record<DataClass, number>> = { ...before.classes };
  for (const [name, count] of Object.entries(found.classes) as [DataClass, number][])
    classes[name] = Math.max(count, classes[name] ?? 0);
  return {
    lookedAt: found.lookedAt,
    messages: Math.max(before.messages, found.messages),
    classes,
    customers: {
      account: Math.max(before.customers.account, found.customers.account),
      sensitive: Math.max(before.customers.sensitive, found.customers.sensitive),
    },
  };
}
