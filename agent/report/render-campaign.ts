import type { ExposedCustomer } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import { CASE_COLUMNS, caseCells } from './case-cells.js';
import { noticesOfAll } from './notice/notices-of.js';
import { listCustomers } from './pack/customer-lists.js';
import { countText, numberText, timeElement } from './page/format.js';
import { type Fragment, html } from './page/markup.js';
import { page } from './page/page.js';
import { callout, type Section, sectionElement } from './page/section.js';
import { table } from './page/table.js';
import type { ReportInput } from './report-input.js';
import { regimesOf } from './sections/regimes.js';
import { classWords, GROUPS, PROOF_WORDS, PROOFS } from './wording-exposure.js';

/**
 * One page over all incidents of a campaign: which mailboxes, how many customers, which laws, until when; of an actor's incident
 * also what makes one actor of them.
 */
export function renderCampaign(inputs: readonly ReportInput[], actor?: Incident): string {
  const first = inputs[0];
  const title = `Campaign: ${countText(inputs.length, 'mailbox', 'mailboxes')}`;
  const sections = [
    customersSection(inputs),
    regimesOf(noticesOfAll(inputs)),
    mailboxesSection(inputs),
    actor === undefined ? null : tiesSection(actor),
  ];
  const shown = sections.filter((section) => section !== null);
  return page({
    title: `mailwarden campaign report, ${countText(inputs.length, 'incident')}`,
    head: html`<p class="brand"><strong>mailwarden campaign report</strong></p><h1>${title}</h1>
${first?.scenarioNote !== undefined && html`<p class="note">${first.scenarioNote}</p>`}
<p class="lead">${spanOf(inputs)}</p>`,
    contents: shown,
    main: shown.map(sectionElement),
    foot: html`<p>Confidential. ${first !== undefined && html`Written ${timeElement(first.now)} UTC by mailwarden ${first.productVersion}. `}All times are UTC. Customers are named by reference or keyed hash only.</p>`,
  });
}

function spanOf(inputs: readonly ReportInput[]): Fragment {
  const from = inputs.map(({ incident }) => incident.firstEvent).sort()[0];
  const to = inputs
    .map(({ incident }) => incident.lastEvent)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined) return 'No incident is among those asked for.';
  return html`${countText(inputs.length, 'incident')} from ${timeElement(from)} to ${timeElement(to)} UTC. Each customer is counted once over all mailboxes.`;
}

function customersSection(inputs: readonly ReportInput[]): Section {
  const customers = listCustomers(
    inputs.flatMap(({ exposure }) => exposure?.customers ?? []),
    [],
  ).map((one) => one.customer);
  const open = inputs.filter(({ exposure }) => exposure === null || exposure.verdict === 'unknown').length;
  const short = inputs.filter(({ exposure }) => (exposure?.unread.length ?? 0) > 0).length;
  return {
    id: 'customers',
    title: 'Customers to be told',
    body: [
      html`<dl class="facts">${GROUPS.map(({ group, title, meaning }) => html`<div><dt>${title}</dt><dd><strong>${numberText(customers.filter((one) => one.group === group).length)}</strong><span>${meaning}</span></dd></div>`)}</dl>`,
      open > 0 &&
        callout(
          'warn',
          `What was reached in ${countText(open, 'mailbox', 'mailboxes')} is unknown or not examined: the figures may grow.`,
        ),
      short > 0 &&
        callout(
          'warn',
          `Parts of ${countText(short, 'mailbox', 'mailboxes')} could not be read: the figures may grow.`,
        ),
      customers.length > 0 && proofTable(customers),
      customers.length > 0 && classTable(customers),
    ],
  };
}

function proofTable(customers: readonly ExposedCustomer[]): Fragment {
  const filled = PROOFS.filter((proof) => customers.some((one) => one.proof === proof));
  return table({
    id: 'proofs-table',
    caption: 'Customers by the strongest proof of access',
    columns: [{ name: 'Proof' }, { name: 'Customers', isNumber: true }, { name: 'Meaning' }],
    rows: filled.map((proof) => [
      PROOF_WORDS[proof].label,
      numberText(customers.filter((one) => one.proof === proof).length),
      PROOF_WORDS[proof].meaning,
    ]),
  });
}

function classTable(customers: readonly ExposedCustomer[]): Fragment {
  const classes = [...new Set(customers.flatMap((one) => one.classes))];
  const counts = classes
    .map((name) => ({ name, count: customers.filter((one) => one.classes.includes(name)).length }))
    .sort((a, b) => b.count - a.count);
  return table({
    id: 'classes-table',
    caption: 'Customers by kind of data',
    columns: [{ name: 'Kind' }, { name: 'Customers', isNumber: true }],
    rows: counts.map(({ name, count }) => [classWords([name]), numberText(count)]),
  });
}

function tiesSection({ actor, note }: Incident): Section {
  return {
    id: 'actor',
    title: 'What they have in common',
    body: [
      note !== null && callout('warn', note),
      table({
        id: 'ties-table',
        caption: 'Why these mailboxes are held to be of one actor',
        columns: [{ name: 'Kind' }, { name: 'Seen' }, { name: 'Mailboxes', isNumber: true }],
        rows: (actor?.ties ?? []).map(({ kind, text, mailboxes }) => [
          TIE_WORDS[kind],
          text,
          numberText(mailboxes),
        ]),
      }),
    ],
  };
}

const TIE_WORDS = {
  'address-and-client': 'Network and client',
  session: 'Session',
  application: 'Application',
} as const;

function mailboxesSection(inputs: readonly ReportInput[]): Section {
  const ordered = [...inputs].sort((a, b) => (a.incident.firstEvent < b.incident.firstEvent ? -1 : 1));
  return {
    id: 'mailboxes',
    title: 'Mailboxes',
    body: table({
      id: 'mailboxes-table',
      caption: 'In the order in which they were entered, times in UTC',
      columns: [
        ...CASE_COLUMNS,
        { name: 'Messages reached', isNumber: true },
        { name: 'First and last event' },
      ],
      rows: ordered.map(mailboxRow),
    }),
  };
}

function mailboxRow(input: ReportInput): readonly Fragment[] {
  const { incident, exposure } = input;
  const reached = exposure?.reached.filter((item) => item.proof !== 'present').length;
  return [
    ...caseCells(input),
    reached === undefined ? 'unknown' : numberText(reached),
    [timeElement(incident.firstEvent), html`<br>`, timeElement(incident.lastEvent)],
  ];
}
