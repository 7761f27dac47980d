import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import { isJsonObject } from '../../model/json.js';
import type { Telling } from '../../model/telling.js';
import { toMs } from '../../model/time.js';
import { headlineOf, shorten } from './render-sections.js';

const SEVERITIES = { critical: 10, high: 8, medium: 5, low: 3, informational: 1 } as const;

/** An alert in ArcSight's Common Event Format, version 0. */
export function renderCef(alert: Alert, telling: Telling): string {
  const { key, subject, score, reasons, next, report } = briefOf(alert);
  const header = [
    'CEF:0',
    'mailwarden',
    'mailwarden',
    inHeader(versionOf(alert)),
    alert.milestone,
    inHeader(shorten(headlineOf(alert, telling), 500)),
    String(SEVERITIES[alert.severity]),
  ];
  const rules = [...new Set(reasons.map(({ rule }) => rule))].join(',');
  const extension: readonly (readonly [string, string])[] = [
    ['externalId', alert.id],
    ['rt', String(toMs(alert.at))],
    ['duser', subject.name],
    ['cs1Label', 'thread'],
    ['cs1', key],
    ...pair('cs2', 'rules', shorten(rules, 1_000)),
    ...pair('cs3', 'report', report ?? ''),
    ...pair('cfp1', 'score', score === null ? '' : (score.points / 1000).toFixed(1)),
    ...pair('cn1', 'reminder', telling.reminder === 0 ? '' : String(telling.reminder)),
    ...pair('cs4', 'mayBeRepeat', telling.mayBeRepeat ? 'true' : ''),
    ['msg', shorten([alert.title, ...next].join(' | '), 1_000)],
  ];
  return `${header.join('|')}|${extension.map(([name, value]) => `${name}=${inExtension(value)}`).join(' ')}`;
}

/** A field of one's own and the label that names it; nothing where there is no value. */
function pair(field: string, label: string, value: string): readonly (readonly [string, string])[] {
  if (value === '') return [];
  return [
    [`${field}Label`, label],
    [field, value],
  ];
}

function inHeader(text: string): string {
  return text.replace(/[\\|]/g, (character) => `\\${character}`);
}

function inExtension(text: string): string {
  return shorten(text, 1_023).replace(/[\\=]/g, (character) => `\\${character}`);
}

function versionOf({ body }: Alert): string {
  const { metadata } = body;
  const product = isJsonObject(metadata) ? metadata.product : null;
  return isJsonObject(product) && typeof product.version === 'string' ? product.version : '0';
}
