import { createHash, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { bitString, der, integer, objectId, octetString, sequence, TRUE, time, toPem, utf8 } from './der.js';

export interface PemPair {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** A certificate authority that lives as long as the simulator, and what it signs. */
export interface CertificateAuthority {
  readonly certificatePem: string;
  issueForLoopback(): Promise<PemPair>;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface CertificateParts {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly fromMs: number;
  readonly toMs: number;
  readonly extensions: readonly Buffer[];
}

const DAY_MS = 86_400_000;
const AUTHORITY = 'Simulated tenant certificate authority';
const ALGORITHMS: Readonly<Record<string, Buffer>> = {
  ec: sequence(objectId('2a8648ce3d040302')),
  rsa: sequence(objectId('2a864886f70d01010b'), der(0x05)),
};

const generate = promisify(generateKeyPair);
const ellipticKeys = (): Promise<KeyPair> => generate('ec', { namedCurve: 'P-256' });

/** @param nowMs The real time: TLS knows no other. */
export async function createCertificateAuthority(nowMs: number): Promise<CertificateAuthority> {
  const own = await ellipticKeys();
  const life = { fromMs: nowMs - DAY_MS, toMs: nowMs + 365 * DAY_MS };
  const authorityKey = keyId(own.publicKey);
  return {
    certificatePem: certificate({
      ...life,
      subject: AUTHORITY,
      issuer: AUTHORITY,
      publicKey: own.publicKey,
      signingKey: own.privateKey,
      extensions: [
        extension('551d13', sequence(TRUE), true),
        // keyCertSign and cRLSign.
        extension('551d0f', der(0x03, Buffer.from([1, 0x06])), true),
        extension('551d0e', octetString(authorityKey)),
      ],
    }),
    async issueForLoopback() {
      const keys = await ellipticKeys();
      const certificatePem = certificate({
        ...life,
        subject: '127.0.0.1',
        issuer: AUTHORITY,
        publicKey: keys.publicKey,
        signingKey: own.privateKey,
        extensions: [
          extension('551d13', sequence(), true),
          extension(
            '551d11',
            sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost'))),
          ),
          extension('551d25', sequence(objectId('2b06010505070301'))),
          extension('551d23', sequence(der(0x80, authorityKey))),
        ],
      });
      return { certificatePem, privateKeyPem: privatePem(keys) };
    },
  };
}

/** The self-signed certificate of an app registration, RSA as the identity provider asks. */
export async function createClientCertificate(nowMs: number, isExpired: boolean): Promise<PemPair> {
  const keys: KeyPair = await generate('rsa', { modulusLength: 2048 });
  const certificatePem = certificate({
    subject: 'mailbox responder',
    issuer: 'mailbox responder',
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    fromMs: nowMs - 30 * DAY_MS,
    toMs: isExpired ? nowMs - DAY_MS : nowMs + 365 * DAY_MS,
    extensions: [],
  });
  return { certificatePem, privateKeyPem: privatePem(keys) };
}

/** X.509 v3 ("RFC 5280"). */
function certificate(parts: CertificateParts): string {
  const algorithm = ALGORITHMS[parts.signingKey.asymmetricKeyType ?? ''];
  if (algorithm === undefined) throw new RangeError('certificates are signed with EC or RSA keys');
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    commonName(parts.issuer),
    sequence(time(parts.fromMs), time(parts.toMs)),
    commonName(parts.subject),
    parts.publicKey.export({ type: 'spki', format: 'der' }),
    ...(parts.extensions.length === 0 ? [] : [der(0xa3, sequence(...parts.extensions))]),
  );
  const signature = bitString(sign('sha256', body, parts.signingKey));
  return toPem('CERTIFICATE', sequence(body, algorithm, signature));
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(objectId('550403'), utf8(name))));
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return sequence(objectId(id), ...(isCritical ? [TRUE] : []), octetString(value));
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20);
}

function privatePem(keys: KeyPair): string {
  return keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
