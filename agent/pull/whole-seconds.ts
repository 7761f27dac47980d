import { SECOND_MS } from '../model/time.js';

/** The last whole second up to `ms`: providers' queries know no finer time. */
export function floorToSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}

/** The first whole second from `ms` on. */
export function ceilToSecond(ms: number): number {
  return Math.ceil(ms / SECOND_MS) * SECOND_MS;
}
