import { OutsideError } from '../../model/errors.js';
import type { Clock } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { ChatSettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING } from '../../model/telling.js';
import type { HttpClient } from '../../runtime/http.js';
import { postAlert } from './post-alert.js';
import { reachReceiver } from './reach-receiver.js';
import { renderTeams } from './render-teams.js';

/**
 * The older connectors answer 200 and say in the text that nothing was posted ("Rate limiting for connectors",
 * learn.microsoft.com); workflows answer 202 without a text.
 */
const FAILED = /webhook message delivery failed/i;

/** Posts to the address of a Teams workflow. It takes no key: a sending that was broken off is repeated once, and says so. */
export function teamsSink({ name, url }: ChatSettings, http: HttpClient, clock: Clock): ReachableSink {
  return {
    name,
    async deliver(alert, signal, telling = PLAIN_TELLING) {
      const body = JSON.stringify(renderTeams(alert, telling));
      const answer = await postAlert(http, { sink: name, url, body, signal, nowMs: clock.nowMs() });
      const said = Buffer.from(answer.body).toString('utf8').slice(0, 1_000);
      if (!FAILED.test(said)) return;
      const kind = said.includes('429') ? 'throttled' : 'server-error';
      throw new OutsideError(kind, `${name}: the receiver answered ${answer.status}, but posted nothing`);
    },
    reach: (signal) => reachReceiver(url, http, signal),
  };
}
