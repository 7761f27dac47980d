import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { Telling } from '../../model/telling.js';
import { headlineOf, type Section, sectionsOf, shorten } from './render-sections.js';

/** A mail, before it has a sender. */
export interface RenderedEmail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const ROOM = { lines: 30, characters: 1_000 };
const SUBJECT_CHARACTERS = 150;
const COLOURS = {
  critical: '#a4001d',
  high: '#b3470b',
  medium: '#7a5b00',
  low: '#3f5870',
  informational: '#2f6b3b',
} as const;

/** An alert as a mail, plain and as HTML; one column that is readable on a phone, without pictures or anything to be fetched. */
export function renderEmail(alert: Alert, telling: Telling): RenderedEmail {
  const sections = [...sectionsOf(alert, telling, ROOM), ...whereSection(alert)];
  return {
    subject: shorten(headlineOf(alert, telling), SUBJECT_CHARACTERS),
    text: plainText(alert, telling, sections),
    html: html(alert, sections),
  };
}

function whereSection(alert: Alert): readonly Section[] {
  const { report, command } = briefOf(alert);
  const lines = [report, command].filter((line) => line !== null);
  return lines.length === 0 ? [] : [{ heading: 'Report and command', lines }];
}

function plainText(alert: Alert, telling: Telling, sections: readonly Section[]): string {
  const parts = sections.map(({ heading, lines }) =>
    [heading, ...lines.map((line) => `  - ${line}`)].join('\n'),
  );
  return [shorten(headlineOf(alert, telling), 1_000), ...parts, `${alert.at}  ${alert.id}`]
    .join('\n\n')
    .concat('\n');
}

function html(alert: Alert, sections: readonly Section[]): string {
  const colour = COLOURS[alert.severity];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>',
    '<body style="margin:0;padding:16px;background:#ffffff;color:#1c1c1c;font:16px/1.45 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">',
    '<div style="max-width:640px;margin:0 auto;overflow-wrap:anywhere">',
    `<p style="margin:0 0 8px"><span style="background:${colour};color:#ffffff;font-weight:700;padding:3px 8px;border-radius:4px">${alert.severity.toUpperCase()}</span></p>`,
    `<h1 style="font-size:19px;line-height:1.35;margin:0 0 16px">${escaped(shorten(alert.title, 1_000))}</h1>`,
    ...sections.map(sectionHtml),
    `<p style="margin:24px 0 0;color:#5c5c5c;font-size:13px">${escaped(alert.at)}<br>${escaped(alert.id)}</p>`,
    '</div></body></html>',
  ].join('\n');
}

function sectionHtml({ heading, lines }: Section): string {
  const items = lines.map((line) => `<li style="margin:0 0 6px">${linked(line)}</li>`).join('\n');
  return `<h2 style="font-size:15px;margin:18px 0 6px">${escaped(heading)}</h2>\n<ul style="margin:0;padding:0 0 0 20px">\n${items}\n</ul>`;
}

/** Only a line that is an address as a whole becomes a link: those are ours, not an intruder's. */
function linked(line: string): string {
  const text = escaped(line);
  return /^https:\/\/\S+$/.test(line) ? `<a href="${text}">${text}</a>` : text;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
