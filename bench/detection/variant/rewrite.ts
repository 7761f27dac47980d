import type { Delivery } from '../logging/logbook.js';
import type { JsonRecord } from '../world/json.js';

/** A time as the logs write it, with or without parts of seconds and `Z`. */
const TIME = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z?)"/g;
/** A whole value that is an IPv4 address, with or without a port; versions of programs have greater numbers or words around them. */
const ADDRESS = /"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})((?::\d+)?)"/g;
/** The mail provider's own servers, which stand in lists. */
const PROVIDER_BLOCK = '40.126';
const MASK = 0x55;

/** The same so much later, as a company lives that is so many time zones further west. */
export function shiftTimes(delivery: Delivery, ms: number): Delivery {
  const record = rewrite(delivery.record, TIME, (_, second, parts, zone) => {
    const at = new Date(Date.parse(`${second}Z`) + ms).toISOString().slice(0, 19);
    return `"${at}${parts ?? ''}${zone ?? ''}"`;
  });
  return { ...delivery, record, atMs: delivery.atMs + ms, availableAtMs: delivery.availableAtMs + ms };
}

/**
 * The same from other addresses: one subnet becomes another of its provider, the same for all, so that who shared one still does. Addresses
 * of version 6 stay.
 */
export function moveAddresses(delivery: Delivery): Delivery {
  const record = rewrite(delivery.record, ADDRESS, (whole = '', first, second, third, last, port) =>
    `${first}.${second}` === PROVIDER_BLOCK
      ? whole
      : `"${first}.${second}.${Number(third) ^ MASK}.${last}${port}"`,
  );
  return { ...delivery, record };
}

function rewrite(
  record: JsonRecord,
  pattern: RegExp,
  change: (...groups: readonly (string | undefined)[]) => string,
): JsonRecord {
  const text = JSON.stringify(record).replace(pattern, (...groups) => change(...(groups as string[])));
  return JSON.parse(text) as JsonRecord;
}
