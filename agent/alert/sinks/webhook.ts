import { Webhook } from 'standardwebhooks';
import type { Clock } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { WebhookSettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING } from '../../model/telling.js';
import type { HttpClient } from '../../runtime/http.js';
import { postAlert } from './post-alert.js';
import { reachReceiver } from './reach-receiver.js';

/**
 * Posts the alert's body, signed as the Standard Webhooks specification says. `webhook-id` is the alert's id, so that a receiver
 * can drop repeats; a reminder has an id of its own.
 */
export function webhookSink(
  settings: Omit<WebhookSettings, 'type' | 'caFile'>,
  http: HttpClient,
  clock: Clock,
): ReachableSink {
  const { name, url } = settings;
  const signer = new Webhook(keyOf(settings.secret));
  return {
    name,
    async deliver(alert, signal, { reminder } = PLAIN_TELLING) {
      const body = JSON.stringify(alert.body);
      const nowMs = clock.nowMs();
      const id = reminder === 0 ? alert.id : `${alert.id}.r${reminder}`;
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(nowMs / 1000)),
        'webhook-signature': signer.sign(id, new Date(nowMs), body),
      };
      await postAlert(http, { sink: name, url, body, headers, signal, nowMs });
    },
    reach: (signal) => reachReceiver(url, http, signal),
  };
}

function keyOf(secret: string): string {
  return secret.startsWith('whsec_') ? secret : Buffer.from(secret, 'utf8').toString('base64');
}
