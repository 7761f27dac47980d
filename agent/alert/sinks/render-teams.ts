import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { JsonObject } from '../../model/json.js';
import type { Telling } from '../../model/telling.js';
import {
  headlineOf,
  type Limits,
  renderToFit,
  type Section,
  sectionsOf,
  shorten,
} from './render-sections.js';

/** "Webhooks and connectors", learn.microsoft.com: a message of more than 28 KB is not posted. */
const MOST_BYTES = 28 * 1024 - 512;
const COLOURS = {
  critical: 'Attention',
  high: 'Attention',
  medium: 'Warning',
  low: 'Default',
  informational: 'Good',
} as const;

/**
 * An alert as an adaptive card for a Teams workflow. All text stands in text runs, which know no markdown: what an intruder
 * wrote cannot become a link.
 */
export function renderTeams(alert: Alert, telling: Telling): JsonObject {
  return renderToFit(
    (limits) => message(alert, telling, limits),
    (rendered) => Buffer.byteLength(JSON.stringify(rendered)) <= MOST_BYTES,
  );
}

function message(alert: Alert, telling: Telling, limits: Limits): JsonObject {
  const { report } = briefOf(alert);
  const card: JsonObject = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: shorten(headlineOf(alert, telling), 300),
    msteams: { width: 'Full' },
    body: [
      paragraph([
        {
          text: `${alert.severity.toUpperCase()}  `,
          weight: 'Bolder',
          size: 'Large',
          color: COLOURS[alert.severity],
        },
        { text: shorten(briefOf(alert).subject.name, 150), weight: 'Bolder', size: 'Large' },
      ]),
      paragraph([{ text: shorten(alert.title, 1_000) }]),
      ...sectionsOf(alert, telling, limits).flatMap(sectionItems),
      ...whereItems(alert),
      paragraph([{ text: `${alert.at}  ${alert.id}`, isSubtle: true, size: 'Small' }]),
    ],
    ...(report?.startsWith('https://') === true
      ? { actions: [{ type: 'Action.OpenUrl', title: 'Report', url: report }] }
      : {}),
  };
  return {
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card },
    ],
  };
}

function sectionItems({ heading, lines }: Section): readonly JsonObject[] {
  return [
    { ...paragraph([{ text: heading, weight: 'Bolder' }]), spacing: 'Medium' },
    ...lines.map((line) => ({ ...paragraph([{ text: `• ${line}` }]), spacing: 'Small' })),
  ];
}

function whereItems(alert: Alert): readonly JsonObject[] {
  const { report, command } = briefOf(alert);
  return [
    ...(report === null || report.startsWith('https://') ? [] : [`Report: ${report}`]),
    ...(command === null ? [] : [command]),
  ].map((text) => paragraph([{ text, fontType: 'Monospace' }]));
}

function paragraph(runs: readonly JsonObject[]): JsonObject {
  return { type: 'RichTextBlock', inlines: runs.map((run) => ({ type: 'TextRun', ...run })) };
}
