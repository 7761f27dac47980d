import { createRuleSet } from '../../agent/detect/sigma/rule-set.js';
import { DEFAULT_TUNING } from '../../agent/detect/tuning/default-tuning.js';
import type { DecideSettings } from '../../agent/pipeline/settings.js';

/** Decide settings of a tenant without rules, in enforce mode, altered by `change`. */
export function settingsWith(change: Partial<DecideSettings> = {}): DecideSettings {
  return {
    tenantId: '11111111-2222-3333-4444-555555555555',
    domains: ['contoso.com'],
    ownAppIds: [],
    rules: createRuleSet([], []),
    tuning: DEFAULT_TUNING,
    policy: { mode: 'enforce', learningUntil: null, protection: { reasonFor: () => null } },
    sources: ['signIns', 'exchangeAudit'],
    sinks: ['webhook-0'],
    productVersion: '0.0.0',
    ...change,
  };
}
