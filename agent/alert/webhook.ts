import { Webhook } from 'standardwebhooks';
import type { Alert, Sink } from '../model/alert.js';
import { OutsideError } from '../model/errors.js';
import type { Clock } from '../model/ports.js';
import type { HttpClient } from '../runtime/http.js';

export interface WebhookSettings {
  readonly name: string;
  readonly url: string;
  /** `whsec_<base64>` as Standard Webhooks writes it, or any text, whose bytes are then the key. */
  readonly secret: string;
}

/** Posts the alert's body, signed as the Standard Webhooks specification says; `webhook-id` is the alert's id, so a receiver can drop repeats. */
export function webhookSink(settings: WebhookSettings, http: HttpClient, clock: Clock): Sink {
  const signer = new Webhook(keyOf(settings.secret));
  return {
    name: settings.name,
    async deliver(alert: Alert, signal: AbortSignal): Promise<void> {
      const body = JSON.stringify(alert.body);
      const at = new Date(clock.nowMs());
      const answer = await http.send({
        name: `alert:${settings.name}`,
        method: 'POST',
        url: settings.url,
        timeoutMs: 15_000,
        maxBytes: 1024 * 1024,
        signal,
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': alert.id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signer.sign(alert.id, at, body),
        },
      });
      if (answer.status < 200 || answer.status > 299)
        throw refusal(settings.name, answer.status, answer.headers['retry-after']);
    },
  };
}

function keyOf(secret: string): string {
  return secret.startsWith('whsec_') ? secret : Buffer.from(secret, 'utf8').toString('base64');
}

function refusal(name: string, status: number, retryAfter: string | undefined): OutsideError {
  const seconds = Number(retryAfter);
  const isRetryable = status === 408 || status === 429 || status >= 500;
  return new OutsideError(
    status === 429 ? 'throttled' : isRetryable ? 'server-error' : 'refused',
    `${name}: the receiver answered ${status}`,
    {
      status,
      isRetryable,
      ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
    },
  );
}
