import type { Principal } from '../../model/access-event.js';
import type { IndexAccess } from '../../model/customer-index.js';
import { DATA_CLASSES, type ExposedCustomer } from '../../model/exposure.js';
import type { SurveyedCustomer, SurveyedMessage } from '../../model/mailbox-survey.js';
import type { MailboxReader, MessageContent } from '../../model/ports.js';
import { exposeCustomers } from '../customers/expose-customers.js';
import { uniteCustomers } from '../customers/unite-customers.js';
import { Examination } from '../reached/examination.js';
import { type Reading, readContent } from '../reached/read-message.js';

/** What it takes to look into the messages of a mailbox. */
export interface MessageTools {
  readonly reader: MailboxReader;
  readonly reading: Reading;
  readonly customerKey: Uint8Array;
  readonly index: IndexAccess | null;
}

/** Stands where a message that nobody is known to have reached has no time of access. */
const NO_TIME = '1970-01-01T00:00:00.000Z';

/**
 * What one message holds; null where it was read whole and holds no customer data. Attachments are fetched.
 * @throws OutsideError that may pass
 */
export async function surveyMessage(
  mailbox: Principal,
  content: MessageContent,
  folder: string,
  tools: MessageTools,
  signal: AbortSignal,
): Promise<SurveyedMessage | null> {
  const { header } = content;
  const message = header.messageId === '' ? header.id : header.messageId;
  const examination = new Examination(tools.reader, signal);
  const persons = await readContent(examination, { id: message, mailbox }, content, tools.reading);
  const place = { firstAt: NO_TIME, lastAt: NO_TIME, folder, mailbox, proof: 'present', copies: [] } as const;
  const { customers, exposed } = exposeCustomers({
    customers: uniteCustomers(persons.map((record) => ({ message, record }))),
    messages: new Map([[message, { id: message, ...place }]]),
    customerKey: tools.customerKey,
    index: tools.index,
  });
  const { unread } = examination;
  if (exposed.length === 0 && unread.length === 0) return null;
  const found = new Set(customers.flatMap(({ values }) => [...values.keys()]));
  return {
    item: header.id,
    message,
    folder,
    receivedAt: header.receivedAt,
    classes: DATA_CLASSES.filter((dataClass) => found.has(dataClass)),
    customers: exposed.map(withoutAccess),
    unread,
  };
}

function withoutAccess({
  key,
  identifiers,
  reference,
  group,
  classes,
  confidence,
  match,
  isRecognised,
}: ExposedCustomer): SurveyedCustomer {
  return {
    key,
    identifiers,
    reference,
    group,
    classes,
    confidence,
    ...(isRecognised === undefined ? {} : { isRecognised }),
    ...(match === undefined ? {} : { match }),
  };
}
