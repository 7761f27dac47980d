import { countText, timeElement } from '../page/format.js';
import { html } from '../page/markup.js';
import type { Section } from '../page/section.js';
import { LONGEST_LIST, table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';

/** Where they came from. An address is a lead, not a person: it may be a relay or a stranger's router. */
export function originsSection({ incident }: ReportInput): Section {
  const { origins, sessions } = incident;
  return {
    id: 'origins',
    title: 'Where they came from',
    body:
      origins.length === 0
        ? html`<p>The logs name no address for the sessions in question.</p>`
        : [
            table({
              id: 'origins-table',
              caption: 'Networks and clients, times in UTC',
              columns: [
                { name: 'Address' },
                { name: 'Network' },
                { name: 'Place' },
                { name: 'Client' },
                { name: 'First seen' },
                { name: 'Last seen' },
              ],
              rows: origins
                .slice(0, LONGEST_LIST)
                .map((origin) => [
                  html`<span class="id">${origin.address ?? 'not logged'}</span>`,
                  origin.asn === null ? 'unknown' : `AS${origin.asn}`,
                  [origin.place, origin.country].filter((part) => part !== null).join(', ') || 'unknown',
                  origin.client ?? 'unknown',
                  timeElement(origin.firstAt),
                  timeElement(origin.lastAt),
                ]),
              total: origins.length,
            }),
            html`<p class="note">Held to be the intruder's: ${countText(sessions.length, 'session')}. Places are the provider's estimate; an address may be a relay or a stranger's.</p>`,
          ],
  };
}
