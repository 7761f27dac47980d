import { requireRules } from '../../agent/commands/load-rules.js';
import type { DecideSettings } from '../../agent/pipeline/settings.js';
import { LOGS } from './logs.js';

/** The rules, the tuning and the thresholds of the product for a tenant; nothing is acted upon. */
export function decideSettings(
  tenant: Pick<DecideSettings, 'tenantId' | 'domains' | 'sources'>,
): DecideSettings {
  const { rules, tuning } = requireRules([]);
  return {
    ...tenant,
    ownAppIds: [],
    rules,
    tuning,
    policy: { mode: 'observe', learningUntil: null, protection: { reasonFor: () => null } },
    sinks: ['bench'],
    productVersion: '0.0.0',
  };
}

/** The same for the tenant of the stream. */
export function streamSettings(): DecideSettings {
  return decideSettings({
    tenantId: '11111111-2222-3333-4444-555555555555',
    domains: ['northwind-mobile.example'],
    sources: [...LOGS.values()].map((log) => log.family.source),
  });
}
