import { assessMailbox } from '../assess/assess-mailbox.js';
import { toClassifierSettings } from '../assess/classify/settings.js';
import { createSurveyor } from '../assess/survey/surveyor.js';
import type { Config } from '../config.js';
import type { JobContext } from '../jobs/context.js';
import type { M365 } from '../m365/connect.js';
import type { DocumentReader } from '../model/ports.js';
import type { Customers } from './customers/open-customers.js';

/** What reads mail and names customers. */
export interface ExaminerParts {
  readonly m365: Pick<M365, 'mailboxReader' | 'mailboxWalk'>;
  readonly documents: DocumentReader;
  readonly customers: Customers;
}

/** How mailboxes are examined, as the configuration says. */
export function examinerTerms(
  { exposure, tenant }: Pick<Config, 'exposure' | 'tenant'>,
  { m365, documents, customers }: ExaminerParts,
): Pick<JobContext, 'examine' | 'lookThrough' | 'isWholeMailboxWanted'> {
  const settings = toClassifierSettings(exposure.classes, tenant.domains, exposure.region);
  const tools = { reader: m365.mailboxReader, settings, ...customers, documents };
  return {
    examine: (incident, events, now, signal) => assessMailbox({ incident, events, now }, tools, signal),
    lookThrough: createSurveyor({ ...tools, walk: m365.mailboxWalk }),
    isWholeMailboxWanted: exposure.wholeMailbox,
  };
}
