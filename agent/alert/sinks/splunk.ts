import { OutsideError } from '../../model/errors.js';
import { sha256 } from '../../model/ids.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { Clock } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { SplunkSettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING } from '../../model/telling.js';
import { toMs } from '../../model/time.js';
import type { HttpAnswer, HttpClient } from '../../runtime/http.js';
import { postAlert } from './post-alert.js';
import { reachReceiver } from './reach-receiver.js';
import { renderRow } from './render-row.js';

/** How often the index is asked for, and how long in between. */
const ACK_LOOKS = 15;
const ACK_WAIT_MS = 1_000;

/**
 * Sends events to Splunk's HTTP Event Collector. Without acknowledgement "200" says only that the event was taken in; with it, an
 * alert is delivered once it is indexed ("About HTTP Event Collector Indexer Acknowledgment", docs.splunk.com). Repeats bear
 * the same `alert`.
 */
export function splunkSink(settings: SplunkSettings, http: HttpClient, clock: Clock): ReachableSink {
  const { name, token } = settings;
  const url = new URL('/services/collector/event', settings.url).href;
  const channel = channelOf(settings);
  const headers = {
    authorization: `Splunk ${token}`,
    ...(settings.acknowledges ? { 'x-splunk-request-channel': channel } : {}),
  };
  const post = (to: string, body: JsonObject, signal: AbortSignal): Promise<HttpAnswer> =>
    postAlert(http, {
      sink: name,
      url: to,
      body: JSON.stringify(body),
      headers,
      signal,
      nowMs: clock.nowMs(),
    });
  return {
    name,
    async deliver(alert, signal, telling = PLAIN_TELLING) {
      const event = {
        time: toMs(alert.at) / 1000,
        source: 'mailwarden',
        sourcetype: 'mailwarden:alert',
        ...(settings.index === null ? {} : { index: settings.index }),
        event: renderRow(alert, telling),
      };
      const answer = await post(url, event, signal);
      if (!settings.acknowledges) return;
      const ackId = ackIdOf(answer, name);
      const ackUrl = new URL(`/services/collector/ack?channel=${channel}`, settings.url).href;
      for (let look = 0; look < ACK_LOOKS; look += 1) {
        if (isIndexed(await post(ackUrl, { acks: [ackId] }, signal), ackId)) return;
        await clock.sleep(ACK_WAIT_MS, signal).catch(() => {
          throw new OutsideError('aborted', `alert:${name}: stopped`);
        });
      }
      throw new OutsideError('timeout', `${name}: the event was taken in, but not indexed in time`);
    },
    reach: (signal) => reachReceiver(url, http, signal),
  };
}

/** A channel is a GUID of the sender's choice; the same for all alerts of this sink. */
function channelOf({ name, url }: SplunkSettings): string {
  const hex = sha256(`${name}|${url}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function ackIdOf(answer: HttpAnswer, name: string): number {
  const { ackId } = objectOf(answer);
  if (typeof ackId === 'number') return ackId;
  throw new OutsideError(
    'malformed-answer',
    `${name}: the answer has no ackId; switch acknowledgement on for the token, or off for this sink`,
    { isRetryable: true },
  );
}

function isIndexed(answer: HttpAnswer, ackId: number): boolean {
  const { acks } = objectOf(answer);
  return isJsonObject(acks) && acks[String(ackId)] === true;
}

function objectOf({ body }: HttpAnswer): JsonObject {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
