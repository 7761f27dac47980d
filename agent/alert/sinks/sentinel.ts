import { OutsideError } from '../../model/errors.js';
import type { Clock, Tokens } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { SentinelSettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING } from '../../model/telling.js';
import type { HttpClient } from '../../runtime/http.js';
import { postAlert } from './post-alert.js';
import { reachReceiver } from './reach-receiver.js';
import { renderSentinel } from './render-sentinel.js';

const API_VERSION = '2023-01-01';

/** Sends rows to a Log Analytics table by the Logs Ingestion API. Repeats bear the same `AlertId`. */
export function sentinelSink(
  settings: SentinelSettings,
  http: HttpClient,
  tokens: Tokens,
  clock: Clock,
): ReachableSink {
  const { name, identity } = settings;
  const path = `/dataCollectionRules/${encodeURIComponent(settings.ruleId)}/streams/${encodeURIComponent(settings.stream)}`;
  const url = new URL(`${path}?api-version=${API_VERSION}`, settings.endpoint).href;
  return {
    name,
    async deliver(alert, signal, telling = PLAIN_TELLING) {
      const token = await tokens.token(identity, 'monitor', signal);
      const body = JSON.stringify([renderSentinel(alert, telling)]);
      const headers = { authorization: `Bearer ${token}` };
      try {
        await postAlert(http, { sink: name, url, body, headers, signal, nowMs: clock.nowMs() });
      } catch (cause) {
        if (cause instanceof OutsideError && cause.status === 401) tokens.invalidate(identity, 'monitor');
        throw cause;
      }
    },
    async reach(signal) {
      await tokens.token(identity, 'monitor', signal);
      return reachReceiver(url, http, signal);
    },
  };
}
