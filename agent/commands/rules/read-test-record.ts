import type { ReadTestRecord } from '../../detect/sigma/run-rule-tests.js';
import { toRawRecord } from '../../m365/exports/read-export.js';
import { normaliseRecord } from '../../normalise/normalise-record.js';

/** Domains that test records may call their own. */
const CONTEXT = { domains: ['contoso.com', 'contoso.onmicrosoft.com'], ownAppIds: [] };

/** Reads a record of a rule's test file as one of an exported log. */
export const readTestRecord: ReadTestRecord = (body) => {
  const record = toRawRecord(body, 'test');
  if (record === null) return null;
  const result = normaliseRecord(record, CONTEXT);
  return { record, event: result.ok ? result.event : null };
};
