import type { Clock } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { PagerDutySettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING } from '../../model/telling.js';
import type { HttpClient } from '../../runtime/http.js';
import { postAlert } from './post-alert.js';
import { reachReceiver } from './reach-receiver.js';
import { renderPagerDuty } from './render-pagerduty.js';

/** Sends events to PagerDuty, whose key makes repeats one alert. The routing key stands in the body, never in an error. */
export function pagerDutySink(
  { name, url, routingKey }: PagerDutySettings,
  http: HttpClient,
  clock: Clock,
): ReachableSink {
  return {
    name,
    async deliver(alert, signal, telling = PLAIN_TELLING) {
      const body = JSON.stringify({ routing_key: routingKey, ...renderPagerDuty(alert, telling) });
      await postAlert(http, { sink: name, url, body, signal, nowMs: clock.nowMs() });
    },
    reach: (signal) => reachReceiver(url, http, signal),
  };
}
