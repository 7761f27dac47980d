import { OutsideError } from '../../model/errors.js';
import { isJsonObject } from '../../model/json.js';
import type { HttpAnswer } from '../../runtime/http.js';
import { retryAfterMs } from '../calls/retry-after.js';

/** "Microsoft identity platform: AADSTS error codes". Microsoft warns that texts change: only numbers are read. */
const REMEDIES: Readonly<Record<string, string>> = {
  '70001': 'the app registration is disabled; enable it in Entra ID',
  '700016':
    'the app is not known in this tenant; check clientId and tenant.id, and that an administrator consented',
  '7000112': 'the app registration is disabled; enable it in Entra ID',
  '7000215':
    "the client secret is wrong; give the secret's value, not its id, which stands beside it in the portal",
  '7000222': 'the client secret has expired; make a new one in the app registration',
  '700027':
    'the certificate does not match the app registration; upload the public part of the configured certificate',
  '50012': 'the client assertion was not accepted; check the configured certificate or federated token',
  '700021': 'no federated credential of the app matches the token; check issuer, subject and audience',
  '700212': "the federated token's audience does not match the app's federated credential",
  '700213': "the federated token's subject does not match the app's federated credential",
  '700024': "the client assertion is outside its life; check this machine's clock",
  '500011':
    'the API is not present in this tenant; check tenant.cloud, and for the audit feed that auditing is on',
  '700022': 'the request named two resources; this is a fault of ours',
  '70011': 'the scope is not valid; check the origins under tenant.cloud',
  '90002': 'there is no such tenant in this cloud; check tenant.id and tenant.cloud',
  '90038': 'the tenant lives in another cloud; check tenant.cloud',
  '900382': 'the tenant lives in another cloud; check tenant.cloud',
  '900432': 'the tenant lives in another cloud; check tenant.cloud',
  '53003': 'a conditional access policy for workload identities blocks the app',
};

const TRANSIENT = new Set(['90033', '90006', '90024', '50033', '90012', '50087', '50196', '90055']);

/** What a refusal of the token endpoint or of the discovery document means. Null for a 2xx answer. */
export function judgeTokenAnswer(identity: string, answer: HttpAnswer, nowMs: number): OutsideError | null {
  if (answer.status >= 200 && answer.status <= 299) return null;
  const numbers = errorNumbers(answer.body);
  const number = numbers.find((one) => one in REMEDIES) ?? numbers[0];
  const isTransient = answer.status >= 500 || numbers.some((one) => TRANSIENT.has(one));
  const isThrottled = answer.status === 429 || numbers.includes('90055') || numbers.includes('50196');
  const wait = retryAfterMs(answer.headers['retry-after'], nowMs);
  const code = number === undefined ? null : `AADSTS${number}`;
  const remedy = (number === undefined ? undefined : REMEDIES[number]) ?? 'the identity provider refused it';
  const kind = isThrottled ? 'throttled' : isTransient ? 'server-error' : 'credential';
  return new OutsideError(kind, `identity "${identity}": ${code ?? answer.status}: ${remedy}`, {
    status: answer.status,
    ...(code === null ? {} : { code }),
    ...(wait === null ? {} : { retryAfterMs: wait }),
  });
}

function errorNumbers(body: Uint8Array): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    const numbers = isJsonObject(parsed) ? parsed.error_codes : null;
    return Array.isArray(numbers) ? numbers.map(String) : [];
  } catch {
    return [];
  }
}
