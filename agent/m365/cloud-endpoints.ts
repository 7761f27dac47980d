import type { CloudEndpoints } from './options.js';

export type CloudName = 'global' | 'gcc' | 'gcc-high' | 'dod' | 'china';

/**
 * Origins by cloud: "Microsoft Graph deployments" and the "Management Activity API reference". GCC shares
 * everything with Global but the management host. For China no management host is published, so none is guessed.
 */
const CLOUDS: Readonly<Record<CloudName, CloudEndpoints>> = {
  global: {
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    management: 'https://manage.office.com',
  },
  gcc: {
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    management: 'https://manage-gcc.office.com',
  },
  'gcc-high': {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    management: 'https://manage.office365.us',
  },
  dod: {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    management: 'https://manage.protection.apps.mil',
  },
  china: {
    authority: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    management: null,
  },
};

/** The origins of a cloud by its name in the configuration. */
export function cloudEndpoints(name: CloudName): CloudEndpoints {
  return CLOUDS[name];
}

/** What a national cloud can lack of Graph. */
export type GraphPart = 'audit search' | 'Identity Protection log';

/** By Graph's origin ("List auditLogQueries", availability; the clouds' own v1.0 metadata, which for China has no riskDetection). */
const MISSING: Readonly<Record<string, readonly GraphPart[]>> = {
  [CLOUDS['gcc-high'].graph]: ['audit search'],
  [CLOUDS.dod.graph]: ['audit search'],
  [CLOUDS.china.graph]: ['audit search', 'Identity Protection log'],
};

/** Whether the cloud of these endpoints offers it; a tenant elsewhere is taken for one that offers all. */
export function offersPart(endpoints: Pick<CloudEndpoints, 'graph'>, part: GraphPart): boolean {
  return MISSING[endpoints.graph]?.includes(part) !== true;
}
