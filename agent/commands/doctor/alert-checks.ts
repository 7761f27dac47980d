import type { Config } from '../../config.js';
import { OutsideError } from '../../model/errors.js';
import type { Boundary, Tokens } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import { systemClock } from '../../runtime/clock.js';
import { openSinks } from '../sinks.js';
import { type Check, failed, passed } from './check.js';

/** Whether each receiver of alerts can be reached. None is sent. */
export async function checkAlerts(
  config: Config,
  boundary: Boundary,
  tokens: Tokens,
  stop: AbortSignal,
): Promise<readonly Check[]> {
  if (config.alerts.length === 0) {
    return [failed('alerts', 'no receiver is configured: nobody is told', 'add one under alerts')];
  }
  const { sinks, close } = openSinks(config, { boundary, tokens, clock: systemClock });
  try {
    return await Promise.all(sinks.map((sink) => checkSink(sink, stop)));
  } finally {
    await close();
  }
}

async function checkSink(sink: ReachableSink, stop: AbortSignal): Promise<Check> {
  const name = `alert.${sink.name}`;
  try {
    return passed(name, await sink.reach(stop));
  } catch (cause) {
    if (!(cause instanceof OutsideError)) throw cause;
    return failed(name, cause.message, 'correct the address, the login, the firewall, or caFile');
  }
}
