import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { SyslogSettings } from '../../model/sink-settings.js';
import type { Telling } from '../../model/telling.js';
import { renderCef } from './render-cef.js';
import { headlineOf, shorten } from './render-sections.js';

const SEVERITIES = { critical: 2, high: 3, medium: 4, low: 5, informational: 6 } as const;
/** RFC 5425, 4.3.1: a receiver should take 8,192 octets; what it takes beyond is its own affair. */
const MOST_BYTES = 8_192;
/**
 * RFC 5424, 6.3.2 asks for an enterprise number in the name of an element of one's own. This one is set aside for examples
 * (RFC 5612): the project has none.
 */
const ELEMENT = 'mailwarden@32473';

/** An alert as one line of RFC 5424, or as CEF within such a line; `host` is this machine's name. Always within 8,192 octets. */
export function renderSyslog(
  alert: Alert,
  telling: Telling,
  { format, facility }: Pick<SyslogSettings, 'format' | 'facility'>,
  host: string,
): string {
  const priority = facility * 8 + SEVERITIES[alert.severity];
  const header = `<${priority}>1 ${alert.at} ${printable(host, 255)} mailwarden - ${alert.milestone}`;
  const line = `${header} ${format === 'cef' ? `- ${renderCef(alert, telling)}` : plain(alert, telling)}`;
  return cutTo(line, MOST_BYTES);
}

function plain(alert: Alert, telling: Telling): string {
  const { key, state, subject, score, reasons, next, report } = briefOf(alert);
  const facts: readonly (readonly [string, string])[] = [
    ['alert', alert.id],
    ['thread', key],
    ['severity', alert.severity],
    ['state', state],
    ['subject', subject.name],
    ['score', score === null ? '' : (score.points / 1000).toFixed(1)],
    ['rules', [...new Set(reasons.map(({ rule }) => rule))].join(',')],
    ['report', report ?? ''],
    ['reminder', telling.reminder === 0 ? '' : String(telling.reminder)],
    ['mayBeRepeat', telling.mayBeRepeat ? 'true' : ''],
  ];
  const data = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}="${inData(shorten(value, 250))}"`);
  // The mark that RFC 5424, 6.4 puts before a text in UTF-8.
  return `[${ELEMENT} ${data.join(' ')}] \uFEFF${shorten([headlineOf(alert, telling), ...next].join(' | '), 2_000)}`;
}

/** RFC 5424, 6.3.3. */
function inData(value: string): string {
  return value.replace(/["\\\]]/g, (character) => `\\${character}`);
}

/** RFC 5424, 6.2.4: printable ASCII without spaces, or a dash. */
function printable(text: string, characters: number): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, characters) || '-';
}

function cutTo(line: string, bytes: number): string {
  if (Buffer.byteLength(line) <= bytes) return line;
  const cut = Buffer.from(line)
    .subarray(0, bytes - 3)
    .toString('utf8');
  // A character that was cut through becomes U+FFFD at the end.
  return `${cut.replace(/\uFFFD+$/, '')}…`;
}
