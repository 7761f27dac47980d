import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';

/** Signs what the ledger holds, with a key that is not in the database. */
export interface LedgerSeal {
  /** Base64, or null without a key. */
  sign(hash: string): string | null;
  /** Null without a key: nobody can tell then. */
  readonly isSigned: ((hash: string, signature: string) => boolean) | null;
  /** SubjectPublicKeyInfo in PEM: whoever has it can check an export without the secret. Null without a key. */
  readonly publicKeyPem: string | null;
}

/** PKCS #8 head of an Ed25519 private key; the 32 bytes of the seed follow (RFC 8410, section 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;

/** The Ed25519 key follows from the secret, so that any long text will do. */
export function createLedgerSeal(secret: Uint8Array | null): LedgerSeal {
  if (secret === null) return { sign: () => null, isSigned: null, publicKeyPem: null };
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'mailwarden ledger signature', SEED_BYTES));
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey);
  return {
    sign: (hash) => sign(null, Buffer.from(hash), privateKey).toString('base64'),
    isSigned: (hash, signature) => isSignedBy(publicKey, hash, signature),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function isSignedBy(key: KeyObject, hash: string, signature: string): boolean {
  return verify(null, Buffer.from(hash), key, Buffer.from(signature, 'base64'));
}
