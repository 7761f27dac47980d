import { setMaxListeners } from 'node:events';

/**
 * A controller whose signal any number of calls may wait on at once. Node would take more than ten for a leak and say so on
 * the error output, where only what an operator must know belongs.
 */
export function createStop(): AbortController {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  return stop;
}
