import type { Clock } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { ChatSettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING } from '../../model/telling.js';
import type { HttpClient } from '../../runtime/http.js';
import { postAlert } from './post-alert.js';
import { reachReceiver } from './reach-receiver.js';
import { renderSlack } from './render-slack.js';

/** Posts to a Slack incoming webhook. It takes no key: a sending that was broken off is repeated once, and says so. */
export function slackSink({ name, url }: ChatSettings, http: HttpClient, clock: Clock): ReachableSink {
  return {
    name,
    async deliver(alert, signal, telling = PLAIN_TELLING) {
      const body = JSON.stringify(renderSlack(alert, telling));
      await postAlert(http, { sink: name, url, body, signal, nowMs: clock.nowMs() });
    },
    reach: (signal) => reachReceiver(url, http, signal),
  };
}
