import type { Incident } from '../model/incident.js';
import type { JsonObject } from '../model/json.js';
import { groupCsv, listCustomers, manualCsv } from './pack/customer-lists.js';
import { noticeData } from './pack/notice-data.js';
import { restCustomersCsv, restMessagesCsv } from './pack/rest-lists.js';
import { renderCampaign } from './render-campaign.js';
import { renderHtml } from './render-html.js';
import { renderJson } from './render-json.js';
import type { ReportInput } from './report-input.js';
import { restCustomers } from './rest-customers.js';
import { toJson } from './to-json.js';

/** One file of a report. */
export interface ReportDocument {
  /** Carries no names of people. */
  readonly name: string;
  readonly content: string;
}

/** Every file of an incident's report: for people, for programs, and the lists for the company's mailer. */
export function reportDocuments(input: ReportInput): readonly ReportDocument[] {
  const { id } = input.incident;
  return [
    { name: `${id}.html`, content: renderHtml(input) },
    { name: `${id}.json`, content: jsonText(renderJson(input)) },
    ...noticeDocuments(id, [input]),
    ...restDocuments(id, input),
  ];
}

/** What else lies in the mailbox, in lists of its own: nothing of it is known to be reached. */
function restDocuments(stem: string, { rest, regimes }: ReportInput): readonly ReportDocument[] {
  if (rest === undefined) return [];
  const customers = rest.flatMap(restCustomers);
  return [
    { name: `${stem}.rest.csv`, content: restCustomersCsv(customers, regimes ?? []) },
    { name: `${stem}.rest-messages.csv`, content: restMessagesCsv(rest) },
  ];
}

/** Every file of a campaign's report: one page over its incidents, with each customer once. */
export function campaignDocuments(inputs: readonly ReportInput[]): readonly ReportDocument[] {
  return [{ name: 'campaign.html', content: renderCampaign(inputs) }, ...noticeDocuments('campaign', inputs)];
}

/** Every file of an actor's report: the page over its mailboxes, what programs read, each customer once. */
export function actorDocuments(actor: Incident, inputs: readonly ReportInput[]): readonly ReportDocument[] {
  const document = { ...actor, actions: [], exposure: null, containment: null };
  return [
    { name: `${actor.id}.html`, content: renderCampaign(inputs, actor) },
    { name: `${actor.id}.json`, content: jsonText(toJson(document)) },
    ...noticeDocuments(actor.id, inputs),
  ];
}

/** Lists are written where somebody looked: an empty list of a mailbox that nobody examined would read as "nobody". */
function noticeDocuments(stem: string, inputs: readonly ReportInput[]): readonly ReportDocument[] {
  const customers = inputs.flatMap(({ exposure }) => exposure?.customers ?? []);
  const listed = listCustomers(customers, inputs[0]?.regimes ?? []);
  const data = { name: `${stem}.notice.json`, content: jsonText(noticeData(inputs, listed)) };
  if (inputs.every(({ exposure }) => exposure === null)) return [data];
  return [
    data,
    { name: `${stem}.sensitive.csv`, content: groupCsv(listed, 'sensitive') },
    { name: `${stem}.account.csv`, content: groupCsv(listed, 'account') },
    { name: `${stem}.by-hand.csv`, content: manualCsv(listed) },
  ];
}

function jsonText(value: JsonObject): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
