import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { JWK } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Random } from '../world/chance/random.js';
import type { AppName, ResolvedOptions } from './options.js';
import { createClientCertificate, type PemPair } from './tls/issue-certificates.js';

/** How the authority knows an app. */
export type RegisteredCredential =
  | { readonly kind: 'secret'; readonly secret: string }
  | {
      readonly kind: 'certificate';
      readonly publicKey: KeyObject;
      /** base64url, as `x5t#S256`. */
      readonly thumbprint: string;
      readonly notAfterMs: number;
    }
  | {
      readonly kind: 'federated';
      readonly issuer: string;
      readonly subject: string;
      readonly issuerKey: JWK;
    };

export interface Registration {
  readonly name: AppName;
  readonly clientId: string;
  /** Object id of its service principal in this tenant. */
  readonly objectId: string;
  readonly credential: RegisteredCredential;
  /** Application permissions with an administrator's consent, by resource. */
  readonly roles: { readonly graph: readonly string[]; readonly management: readonly string[] };
}

/** The app registrations, and what their owner was given to prove them. */
export interface Registrations {
  readonly apps: readonly Registration[];
  readonly readerSecret: string;
  readonly responder: PemPair;
  readonly examinerToken: string;
}

const GRANTS: Readonly<Record<AppName, Registration['roles']>> = {
  reader: {
    graph: [
      'Application.Read.All',
      'AuditLog.Read.All',
      'AuditLogsQuery-Entra.Read.All',
      'AuditLogsQuery-Exchange.Read.All',
      'GroupMember.Read.All',
      'IdentityRiskEvent.Read.All',
      'IdentityRiskyUser.Read.All',
      'RoleManagement.Read.Directory',
      'User.Read.All',
    ],
    management: ['ActivityFeed.Read'],
  },
  responder: {
    graph: [
      'DelegatedPermissionGrant.ReadWrite.All',
      'GroupMember.ReadWrite.All',
      'IdentityRiskyUser.ReadWrite.All',
      'MailboxSettings.ReadWrite',
      'User.EnableDisableAccount.All',
      'User.RevokeSessions.All',
      'UserAuthenticationMethod.ReadWrite.All',
    ],
    management: [],
  },
  examiner: { graph: ['Mail.Read', 'MailboxSettings.Read'], management: [] },
};

const WORKLOAD_ISSUER = 'https://oidc.northwind-platform.example';
const WORKLOAD_SUBJECT = 'system:serviceaccount:security:mailbox-examiner';
export const FEDERATION_AUDIENCE = 'api://AzureADTokenExchange';

/** Three apps, one for each way to prove oneself. Client ids follow from the seed. */
export async function createRegistrations(options: ResolvedOptions, nowMs: number): Promise<Registrations> {
  const random = new Random(`registrations/${options.seed}`);
  const readerSecret = `${random.hex(3)}8Q~${random.hex(34)}`;
  const [responder, issuer] = await Promise.all([
    createClientCertificate(nowMs, options.hasExpiredCertificate),
    generateKeyPair('RS256'),
  ]);
  const certificate = new X509Certificate(responder.certificatePem);
  const credentials: Readonly<Record<AppName, RegisteredCredential>> = {
    reader: { kind: 'secret', secret: readerSecret },
    responder: {
      kind: 'certificate',
      publicKey: createPublicKey(responder.certificatePem),
      thumbprint: createHash('sha256').update(certificate.raw).digest('base64url'),
      notAfterMs: Date.parse(certificate.validTo),
    },
    examiner: {
      kind: 'federated',
      issuer: WORKLOAD_ISSUER,
      subject: WORKLOAD_SUBJECT,
      issuerKey: await exportJWK(issuer.publicKey),
    },
  };
  const examinerToken = await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(WORKLOAD_ISSUER)
    .setSubject(WORKLOAD_SUBJECT)
    .setAudience(FEDERATION_AUDIENCE)
    .setIssuedAt(Math.floor(nowMs / 1000) - 60)
    .setExpirationTime(Math.floor(nowMs / 1000) + 7 * 86_400)
    .sign(issuer.privateKey);
  const apps = (['reader', 'responder', 'examiner'] as const).map((name) => ({
    name,
    clientId: random.fork(`${name}/client`).guid(),
    objectId: random.fork(`${name}/object`).guid(),
    credential: credentials[name],
    roles: {
      graph: granted(GRANTS[name].graph, options.withoutRoles[name]),
      management: granted(GRANTS[name].management, options.withoutRoles[name]),
    },
  }));
  return { apps, readerSecret, responder, examinerToken };
}

function granted(roles: readonly string[], without: readonly string[] = []): readonly string[] {
  return roles.filter((role) => !without.includes(role));
}
