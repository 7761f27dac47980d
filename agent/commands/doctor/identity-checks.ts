import type { Config } from '../../config.js';
import { judgeRoles } from '../../m365/doctor/judge-roles.js';
import { type RoleUse, roleNeeds } from '../../m365/doctor/role-needs.js';
import type { TenantProbe } from '../../m365/doctor/tenant-probe.js';
import type { IdentityName } from '../../model/ports.js';
import { type Check, failed, look, passed, unknown } from './check.js';

const IDENTITIES = ['reader', 'responder', 'examiner'] as const;

/** Whether each identity gets a token, and whether its permissions are those that it needs, no fewer and no more. */
export async function checkIdentities(
  config: Config,
  probe: TenantProbe,
  isAuthorityReached: boolean,
  stop: AbortSignal,
): Promise<readonly Check[]> {
  const checks = IDENTITIES.map((identity) => {
    if (config.identities[identity] === null) return [absent(identity)];
    if (!isAuthorityReached) {
      const detail = 'the authority was not reached';
      return [unknown(`identity.${identity}`, detail), unknown(`roles.${identity}`, detail)];
    }
    return checkIdentity(identity, config, probe, stop);
  });
  return (await Promise.all(checks)).flat();
}

function absent(identity: IdentityName): Check {
  const lacking =
    identity === 'responder' ? 'nobody can be contained' : 'nobody can say what the mail reached held';
  return unknown(`identity.${identity}`, `not configured: ${lacking}`, `add identities.${identity}`);
}

async function checkIdentity(
  identity: IdentityName,
  config: Config,
  probe: TenantProbe,
  stop: AbortSignal,
): Promise<readonly Check[]> {
  const name = `identity.${identity}`;
  let granted: readonly string[] | null = null;
  const token = await look(name, `correct identities.${identity}`, stop, async (signal) => {
    granted = await grantedTo(identity, config, probe, signal);
    return passed(name, 'a token was given');
  });
  const roles =
    token.status === 'ok'
      ? judge(identity, granted, useOf(config))
      : unknown(`roles.${identity}`, 'there is no token to look into');
  return [token, roles];
}

/** The reader alone has permissions in two APIs, and a token for each. */
async function grantedTo(
  identity: IdentityName,
  config: Config,
  probe: TenantProbe,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const graph = await probe.roles(identity, 'graph', signal);
  if (identity !== 'reader' || !hasAuditSource(config)) return graph;
  const management = await probe.roles(identity, 'management', signal);
  return graph === null || management === null ? null : [...graph, ...management];
}

function judge(identity: IdentityName, granted: readonly string[] | null, use: RoleUse): Check {
  const name = `roles.${identity}`;
  if (granted === null) return unknown(name, 'the token does not show them');
  const { missing, excess } = judgeRoles(granted, roleNeeds(identity, use));
  const [lacks, has] = [missing.join(', '), excess.join(', ')];
  if (lacks !== '' || has !== '') {
    return failed(
      name,
      both(lacks && `missing: ${lacks}`, has && `more than needed: ${has}`),
      both(
        lacks && `grant ${lacks} as application permissions, with admin consent`,
        has && `take ${has} away: whoever steals this identity can do that too`,
      ),
    );
  }
  return identity === 'examiner' ? judgeExaminer(granted) : passed(name, granted.join(', '));
}

/** A grant by an Exchange role is in no token. */
function judgeExaminer(granted: readonly string[]): Check {
  const name = 'roles.examiner';
  if (granted.includes('Mail.Read')) {
    return passed(
      name,
      `${granted.join(', ')}; Mail.Read in the token opens every mailbox, an Exchange role can narrow it`,
    );
  }
  return unknown(
    name,
    'no Mail.Read in the token; a grant by an Exchange role shows in none',
    'see the check "mailboxes"',
  );
}

function useOf(config: Config): RoleUse {
  return {
    sources: config.sources.filter((source) => source.isEnabled).map((source) => source.name),
    hasProtectedRoles: config.response.protected.some((entry) => 'role' in entry),
  };
}

function hasAuditSource(config: Config): boolean {
  return config.sources.some((source) => source.isEnabled && source.name.endsWith('Audit'));
}

function both(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ');
}
