import type { SimWorld } from '../../tenant.js';
import { EMERGENCY_NAME } from '../../world/people/create-others.js';
import type { FolderContents } from './write-folder.js';

/** How long an agent should wait before it looks whether a revoke took, at normal speed. */
const VERIFY_AFTER_SECONDS = 180;
const VERIFY_RETRY_SECONDS = 60;
const SCHEDULE = '*/10 * * * * *';

/** A mailwarden configuration for this tenant that only observes. All paths are absolute. */
export function agentConfig(contents: FolderContents, path: (name: string) => string): object {
  const { world, origins, options, registrations } = contents;
  const clientId = (name: string): string =>
    registrations.apps.find((app) => app.name === name)?.clientId ?? '';
  const { speed } = options;
  return {
    tenant: {
      id: world.tenantId,
      domains: world.domains,
      cloud: { authority: origins.authority, graph: origins.graph, management: origins.management },
      caFile: path('ca.pem'),
      limits: { scale: speed },
    },
    identities: {
      reader: { clientId: clientId('reader'), clientSecret: { file: path('reader-secret') } },
      responder: {
        clientId: clientId('responder'),
        certificate: { file: path('responder-cert.pem'), keyFile: path('responder-key.pem') },
      },
      examiner: { clientId: clientId('examiner'), federatedToken: { file: path('examiner-token') } },
    },
    sources: {
      signIns: { schedule: SCHEDULE },
      exchangeAudit: { schedule: SCHEDULE },
      // Without P1 the audit feed's logons stand in for the sign-in log.
      ...(world.hasPremium === false ? { entraAudit: { schedule: SCHEDULE } } : {}),
    },
    response: {
      mode: 'observe',
      protected: [...emergencyAccounts(world), { role: 'Global Administrator' }],
      killFile: path('STOP'),
      timing: {
        verifyAfterSeconds: Math.ceil(VERIFY_AFTER_SECONDS / speed),
        verifyRetrySeconds: Math.ceil(VERIFY_RETRY_SECONDS / speed),
      },
    },
    exposure: {
      customers: { key: { file: path('customer-key') } },
      classes: {
        'account-number': { pattern: '[0-9]{9}', context: ['BAN', 'account', 'acct'] },
      },
    },
    alerts: [
      {
        type: 'webhook',
        url: `${origins.soc}/hook`,
        secret: { file: path('soc-secret') },
        caFile: path('ca.pem'),
      },
    ],
    store: {
      file: path('mailwarden.db'),
      key: { file: path('store-key') },
      ledgerKey: { file: path('ledger-key') },
      retentionDays: 90,
    },
    reports: { directory: path('reports') },
  };
}

/** By name: a role can be taken from an account, and this one must never be locked out. */
function emergencyAccounts(world: SimWorld): readonly string[] {
  return world.users
    .map((user) => user.userPrincipalName)
    .filter((name) => name.startsWith(`${EMERGENCY_NAME}@`));
}
