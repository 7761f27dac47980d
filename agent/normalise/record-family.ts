import { familyOfCategory, familyOfTable, type LogFamily } from '../model/log-family.js';
import type { Fields } from './fields/fields.js';

/** The log that a row of a table belongs to: by `Type`, else by `Category`, else by columns that only one of them has. */
export function rowFamily(fields: Fields): LogFamily | null {
  const named = familyOfTable(fields.text('Type')) ?? familyOfCategory(fields.text('Category'));
  if (named !== null) return named;
  if (fields.has('Operation')) return 'ual';
  if (fields.has('TargetResources') || fields.has('ActivityDisplayName')) return 'diraudit';
  if (fields.has('RiskEventType')) return 'risk';
  return fields.has('ResultType') || fields.has('ClientAppUsed') || fields.has('IPAddress') ? 'signin' : null;
}
