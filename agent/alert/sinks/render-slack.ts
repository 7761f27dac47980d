import type { ContextBlock, HeaderBlock, SectionBlock } from '@slack/types';
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

/** "Reference: blocks" at docs.slack.dev: 50 blocks a message, 3,000 characters a section's text, 150 a header's. */
const MOST_BLOCKS = 50;
const SECTION_CHARACTERS = 3_000;
const HEADER_CHARACTERS = 150;

/** An alert as a message of Slack's Block Kit. */
export function renderSlack(alert: Alert, telling: Telling): JsonObject {
  return renderToFit((limits) => message(alert, telling, limits), fits);
}

function message(alert: Alert, telling: Telling, limits: Limits): JsonObject {
  const { subject } = briefOf(alert);
  return {
    text: escaped(shorten(headlineOf(alert, telling), 1_000)),
    blocks: [
      header(`${alert.severity.toUpperCase()}: ${subject.name}`),
      markdown(escaped(shorten(alert.title, 1_000))),
      ...sectionsOf(alert, telling, limits).map(sectionBlock),
      ...whereBlocks(alert),
      context(`${alert.at}  \`${alert.id}\``),
    ],
  };
}

function sectionBlock({ heading, lines }: Section): JsonObject {
  return markdown([`*${escaped(heading)}*`, ...lines.map((line) => `• ${escaped(line)}`)].join('\n'));
}

function whereBlocks(alert: Alert): readonly JsonObject[] {
  const { report, command } = briefOf(alert);
  const lines = [
    ...(report === null
      ? []
      : [report.startsWith('https://') ? `<${report}|Report>` : `Report: ${escaped(report)}`]),
    ...(command === null ? [] : [`\`${escaped(command)}\``]),
  ];
  return lines.length === 0 ? [] : [markdown(lines.join('\n'))];
}

function header(text: string): JsonObject {
  return {
    type: 'header',
    text: { type: 'plain_text', text: shorten(text, HEADER_CHARACTERS), emoji: false },
  } satisfies HeaderBlock;
}

function markdown(text: string): JsonObject {
  return { type: 'section', text: { type: 'mrkdwn', text } } satisfies SectionBlock;
}

function context(text: string): JsonObject {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] } satisfies ContextBlock;
}

/** The three characters by which a text could call a whole channel or hide a link ("Escaping text", docs.slack.dev). */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function fits(rendered: JsonObject): boolean {
  const blocks = rendered.blocks as readonly { readonly text?: { readonly text: string } }[];
  return (
    blocks.length <= MOST_BLOCKS && blocks.every(({ text }) => (text?.text.length ?? 0) <= SECTION_CHARACTERS)
  );
}
