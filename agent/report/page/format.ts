import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS, toMs } from '../../model/time.js';
import { type Html, html } from './markup.js';

/** `2026-03-02 08:14:05`, to be read as UTC. */
export function timeText(instant: Instant): string {
  return instant.slice(0, 19).replace('T', ' ');
}

/** The same as an element that programs can read too. */
export function timeElement(instant: Instant): Html {
  return html`<time datetime="${instant}">${timeText(instant)}</time>`;
}

const UNITS = [
  { ms: DAY_MS, name: 'd' },
  { ms: HOUR_MS, name: 'h' },
  { ms: MINUTE_MS, name: 'min' },
  { ms: SECOND_MS, name: 's' },
] as const;

/** The time from one instant to another in its two largest units, such as `3 min 5 s`; null when it runs backwards. */
export function elapsedText(from: Instant, to: Instant): string | null {
  let rest = toMs(to) - toMs(from);
  if (Number.isNaN(rest) || rest < 0) return null;
  if (rest < SECOND_MS) return 'less than 1 s';
  const first = UNITS.findIndex((unit) => rest >= unit.ms);
  const parts = UNITS.slice(first, first + 2).map(({ ms, name }) => {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    return count === 0 ? '' : `${count} ${name}`;
  });
  return parts.filter((part) => part !== '').join(' ');
}

/** `12,345`. */
export function numberText(value: number): string {
  return value.toLocaleString('en-US');
}

/** Points with their sign: `+2,300`, `−400`, `0`. */
export function signedText(points: number): string {
  return points > 0 ? `+${numberText(points)}` : numberText(points).replace('-', '\u2212');
}

/** `1 customer`, `2 customers`. */
export function countText(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(count)} ${count === 1 ? noun : plural}`;
}

/** Enough of a long id or hash to know it by; the JSON file has it whole. */
export function shortened(text: string, length = 12): string {
  const characters = [...text];
  return characters.length <= length + 1 ? text : `${characters.slice(0, length).join('')}\u2026`;
}
