import { numberText } from './page/format.js';
import { type Fragment, html } from './page/markup.js';
import { badge } from './page/section.js';
import type { ReportInput } from './report-input.js';
import { exposureStanding } from './wording-exposure.js';
import { statusWords, whose } from './wording-incident.js';
import { responseStanding } from './wording-response.js';

/** The columns with which every list of cases begins; `caseCells` fills them. */
export const CASE_COLUMNS = [
  { name: 'Mailbox' },
  { name: 'Case' },
  { name: 'Containment' },
  { name: 'Customer data' },
  { name: 'Sensitive', isNumber: true },
  { name: 'Account', isNumber: true },
] as const;

/** One case: whose mailbox, how it stands, whether it is contained, how many customers. `link` leads to its page. */
export function caseCells(input: ReportInput, link: string | null = null): readonly Fragment[] {
  const { incident, exposure } = input;
  const [response, reached] = [responseStanding(input), exposureStanding(exposure)];
  const name = whose(incident);
  return [
    [link === null ? name : html`<a href="${link}">${name}</a>`, html`<div class="id">${incident.id}</div>`],
    statusWords(incident),
    badge(response.tone, response.label),
    badge(reached.tone, reached.label),
    exposure === null ? 'unknown' : numberText(exposure.groups.sensitive),
    exposure === null ? 'unknown' : numberText(exposure.groups.account),
  ];
}
