import type { Config, IdentitySettings } from '../config.js';
import { cloudEndpoints } from '../m365/cloud-endpoints.js';
import { connectM365, type M365 } from '../m365/connect.js';
import type { M365Identity } from '../m365/options.js';
import type { Notes } from '../model/notes.js';
import type { Boundary, Clock, Log } from '../model/ports.js';
import type { UseCount } from '../model/use-count.js';
import { readText } from '../runtime/files.js';

/** Hangs Microsoft 365 behind the ports, as the configuration says. Nothing is called yet. */
export function connectTenant(
  config: Config,
  deps: {
    readonly boundary: Boundary;
    readonly clock: Clock;
    readonly log: Log;
    readonly uses?: UseCount;
    readonly notes?: Notes;
  },
): M365 {
  const { tenant, identities } = config;
  const options = {
    tenantId: tenant.id,
    endpoints: typeof tenant.cloud === 'string' ? cloudEndpoints(tenant.cloud) : tenant.cloud,
    identities: {
      reader: identityOf(identities.reader),
      responder: identities.responder === null ? null : identityOf(identities.responder),
      examiner: identities.examiner === null ? null : identityOf(identities.examiner),
    },
    scale: tenant.scale,
  };
  return connectM365(options, { ...deps, ...(tenant.caFile === null ? {} : { caFile: tenant.caFile }) });
}

function identityOf(settings: IdentitySettings): M365Identity {
  const { clientId, credential } = settings;
  if (credential.kind !== 'federated') return { clientId, credential };
  // The platform replaces the file; each use reads it anew.
  return {
    clientId,
    credential: { kind: 'federated', readToken: async () => readText(credential.tokenFile) },
  };
}
