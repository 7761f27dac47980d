import { reachReceiver } from '../../alert/reach-receiver.js';
import type { Config, SinkSettings } from '../../config.js';
import { OutsideError } from '../../model/errors.js';
import type { Boundary } from '../../model/ports.js';
import { createHttpClient } from '../../runtime/http.js';
import { type Check, failed, passed } from './check.js';

/** Whether each receiver of alerts can be reached. None is sent. */
export async function checkAlerts(
  config: Config,
  boundary: Boundary,
  stop: AbortSignal,
): Promise<readonly Check[]> {
  if (config.alerts.length === 0) {
    return [failed('alerts', 'no receiver is configured: nobody is told', 'add one under alerts')];
  }
  return Promise.all(config.alerts.map((sink) => checkSink(sink, boundary, stop)));
}

async function checkSink(sink: SinkSettings, boundary: Boundary, stop: AbortSignal): Promise<Check> {
  const name = `alert.${sink.name}`;
  const http = createHttpClient({
    boundary,
    allowedOrigins: [new URL(sink.url).origin],
    ...(sink.caFile === null ? {} : { caFile: sink.caFile }),
  });
  try {
    await reachReceiver(sink.url, http, stop);
    return passed(name, 'it was reached; whether it takes alerts shows with the first one');
  } catch (cause) {
    if (!(cause instanceof OutsideError)) throw cause;
    return failed(name, cause.message, 'correct the address, the firewall, or caFile');
  } finally {
    await http.close();
  }
}
