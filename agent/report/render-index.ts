import type { Instant } from '../model/time.js';
import { CASE_COLUMNS, caseCells } from './case-cells.js';
import { countText, numberText, timeElement } from './page/format.js';
import { type Fragment, html } from './page/markup.js';
import { page } from './page/page.js';
import { callout, sectionElement } from './page/section.js';
import { table } from './page/table.js';
import type { ReportInput } from './report-input.js';
import { totalCustomers } from './total-customers.js';
import { GROUPS } from './wording-exposure.js';

export interface IndexInput {
  readonly incidents: readonly ReportInput[];
  readonly now: Instant;
  readonly productVersion: string;
  /** Relative address of an incident's page, by incident id; where it is missing, nothing is linked. */
  readonly links?: ReadonlyMap<string, string>;
}

/** One page over all incidents of a run, highest score first, with how many distinct customers get which notice. */
export function renderIndex(input: IndexInput): string {
  const { incidents } = input;
  const title = `mailwarden: ${countText(incidents.length, 'incident')}`;
  const sections = [
    { id: 'totals', title: 'Customers to be told', body: totals(incidents) },
    { id: 'incidents', title: 'Incidents', body: overview(input) },
  ];
  const scenario = incidents.find((one) => one.scenarioNote !== undefined)?.scenarioNote ?? null;
  return page({
    title,
    head: html`<p class="brand"><strong>mailwarden overview</strong></p><h1>${countText(incidents.length, 'incident')}</h1>
${scenario !== null && html`<p class="note">${scenario}</p>`}`,
    contents: [],
    main: sections.map(sectionElement),
    foot: html`<p>Confidential. Written ${timeElement(input.now)} UTC by mailwarden ${input.productVersion}.</p>`,
  });
}

function totals(incidents: readonly ReportInput[]): Fragment {
  const counts = totalCustomers(incidents.map((one) => one.exposure));
  const open = incidents.filter(({ exposure }) => exposure === null || exposure.verdict === 'unknown').length;
  const withUnread = incidents.filter(
    ({ exposure }) => exposure?.verdict === 'yes' && exposure.unread.length > 0,
  ).length;
  return [
    html`<dl class="facts">${GROUPS.map(({ group, title, meaning }) => html`<div><dt>${title}</dt><dd><strong>${numberText(counts[group])}</strong><span>${meaning}</span></dd></div>`)}</dl>`,
    open > 0 &&
      callout(
        'warn',
        `What was reached in ${countText(open, 'mailbox', 'mailboxes')} is unknown or not examined: the figures may grow.`,
      ),
    withUnread > 0 &&
      callout(
        'warn',
        `Parts of ${countText(withUnread, 'exposed mailbox', 'exposed mailboxes')} could not be read: the figures may grow.`,
      ),
    html`<p class="note">Each customer is counted once over all mailboxes, in the sensitive group if any of them puts them there.</p>`,
  ];
}

function overview({ incidents, links }: IndexInput): Fragment {
  if (incidents.length === 0) return html`<p>No incident.</p>`;
  const ordered = [...incidents].sort(
    (left, right) =>
      right.incident.score - left.incident.score || (left.incident.id < right.incident.id ? -1 : 1),
  );
  return table({
    id: 'incidents-table',
    caption: 'Highest score first, times in UTC',
    columns: [...CASE_COLUMNS, { name: 'Score', isNumber: true }, { name: 'First event' }],
    rows: ordered.map((one) => row(one, links?.get(one.incident.id) ?? null)),
  });
}

function row(input: ReportInput, link: string | null): readonly Fragment[] {
  const { score, firstEvent } = input.incident;
  return [...caseCells(input, link), numberText(score), timeElement(firstEvent)];
}
