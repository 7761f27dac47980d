import type { ReadTestRecord } from '../../../agent/detect/sigma/run-rule-tests.js';
import { toRawRecord } from '../../../agent/m365/exports/raw-record.js';
import { normaliseRecord } from '../../../agent/normalise/normalise-record.js';

/** Reads records of rule tests as a tenant of contoso.com would. */
export const readTestRecord: ReadTestRecord = (body) => {
  const record = toRawRecord(body, 'test');
  if (record === null) return null;
  const result = normaliseRecord(record, { domains: ['contoso.com'], ownAppIds: [] });
  return { record, event: result.ok ? result.event : null };
};
