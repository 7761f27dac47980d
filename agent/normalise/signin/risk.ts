import type { EventRisk } from '../../model/access-event.js';
import type { Fields } from '../fields/fields.js';

const LEVELS = ['hidden', 'none', 'low', 'medium', 'high'] as const;

/** The highest of the levels named; `hidden` (the tenant's licence does not show it) says less than `none`. */
export function highestRiskLevel(texts: readonly (string | null)[]): EventRisk['level'] | null {
  const ranks = texts.map((text) => LEVELS.indexOf(text?.toLowerCase() as (typeof LEVELS)[number]));
  return LEVELS[Math.max(-1, ...ranks)] ?? null;
}

/** The provider's risk of a sign-in, null where the record has none. */
export function toSignInRisk(fields: Fields): EventRisk | null {
  const level = highestRiskLevel([fields.text('riskLevelDuringSignIn'), fields.text('riskLevelAggregated')]);
  if (level === null) return null;
  const types = [...fields.texts('riskEventTypes_v2'), ...fields.texts('riskEventTypes')];
  return { level, types: [...new Set(types)].sort() };
}
