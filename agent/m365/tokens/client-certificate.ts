import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { OutsideError } from '../../model/errors.js';

/** What the client library takes for a certificate. */
export interface ClientCertificate {
  /** SHA-256 of the certificate, hex without colons. */
  readonly thumbprintSha256: string;
  readonly privateKey: string;
}

/**
 * Reads and checks a certificate and its key before anything is sent, since the provider answers an expired one
 * with a text that speaks of signatures. Raises `OutsideError` of kind credential.
 */
export function readClientCertificate(
  identity: string,
  certificatePem: string,
  privateKeyPem: string,
  nowMs: number,
): ClientCertificate {
  const certificate = parse(identity, 'certificate', () => new X509Certificate(certificatePem));
  const key: KeyObject = parse(identity, 'private key', () => createPrivateKey(privateKeyPem));
  if (!certificate.checkPrivateKey(key)) {
    throw fault(identity, 'certificate-mismatch', 'the private key does not belong to the certificate');
  }
  const from = Date.parse(certificate.validFrom);
  const to = Date.parse(certificate.validTo);
  if (to <= nowMs) {
    throw fault(
      identity,
      'certificate-expired',
      `the certificate expired on ${new Date(to).toISOString()}; make a new one, upload its public part to the app registration and replace both files`,
    );
  }
  if (from > nowMs) {
    throw fault(
      identity,
      'certificate-not-yet-valid',
      `the certificate is valid from ${new Date(from).toISOString()} on; check this machine's clock`,
    );
  }
  return {
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
    privateKey: privateKeyPem,
  };
}

function parse<T>(identity: string, what: string, read: () => T): T {
  try {
    return read();
  } catch {
    // The library's message can quote the input.
    throw fault(identity, 'certificate-unreadable', `the ${what} is no readable PEM text`);
  }
}

function fault(identity: string, code: string, text: string): OutsideError {
  return new OutsideError('credential', `identity "${identity}": ${text}`, { code });
}
