import type { AccessEvent } from '../../model/access-event.js';
import type { Incident } from '../../model/incident.js';
import { intruderTest } from '../../model/intruder-test.js';
import { countText, shortened, timeElement } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import { badge, type Section } from '../page/section.js';
import { LONGEST_LIST, table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { originText } from '../wording-incident.js';

/** Facts that are shown in words; others stay in the JSON file. */
const FACT_WORDS: Readonly<Record<string, string>> = {
  forwardsOutside: 'forwards outside the company',
  deletesMessages: 'deletes messages',
  hidesMessages: 'hides messages',
};

/** What happened, in order. */
export function timelineSection({ events, incident }: ReportInput): Section {
  const reasonsOf = reasonNumbers(incident);
  const isTheirs = intruderTest(incident);
  return {
    id: 'timeline',
    title: 'Timeline',
    body:
      events.length === 0
        ? html`<p>The events of this case are no longer stored; their ids stand in the JSON file.</p>`
        : table({
            id: 'timeline-table',
            caption: `${countText(events.length, 'event')}, oldest first, times in UTC`,
            columns: [
              { name: 'Time' },
              { name: 'What happened' },
              { name: 'From' },
              { name: 'Session' },
              { name: 'Reason no.' },
              { name: 'Log' },
            ],
            rows: events
              .slice(0, LONGEST_LIST)
              .map((event) => [
                timeElement(event.at),
                act(event),
                origin(event),
                session(event, isTheirs(event)),
                reasonsOf.get(event.id)?.join(', ') ?? '',
                event.source,
              ]),
            total: events.length,
          }),
  };
}

function reasonNumbers(incident: Incident): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const [index, reason] of incident.reasons.entries()) {
    for (const id of reason.events) numbers.set(id, [...(numbers.get(id) ?? []), index + 1]);
  }
  return numbers;
}

function act(event: AccessEvent): Fragment {
  const messages = event.mail?.messages.length ?? 0;
  const folders = event.mail?.folders.length ?? 0;
  const details = [
    event.outcome === 'success' ? null : event.outcome,
    messages === 0 ? null : `${countText(messages, 'message')} named`,
    folders === 0 ? null : `${countText(folders, 'folder')} taken whole`,
    event.mail?.isThrottled === true ? 'the provider stopped logging reads here' : null,
    ...Object.keys(FACT_WORDS).map((name) =>
      event.facts[name] === true ? (FACT_WORDS[name] ?? null) : null,
    ),
  ].filter((detail) => detail !== null);
  return [
    html`<strong>${event.kind.replaceAll('-', ' ')}</strong>${details.length > 0 && `: ${details.join('; ')}`}`,
    html`<div class="note">${event.operation}</div>`,
  ];
}

function origin(event: AccessEvent): Fragment {
  const client = [event.client.appName ?? event.client.family, event.client.os]
    .filter((part) => part !== null && part !== '')
    .join(', ');
  return [
    html`<span>${originText(event.network) || 'not logged'}</span>`,
    client !== '' && html`<div class="note">${client}</div>`,
  ];
}

function session(event: AccessEvent, isTheirs: boolean): Fragment {
  const id = event.session.id ?? event.session.tokenId;
  return [
    html`<span class="id">${id === null ? 'not logged' : shortened(id, 8)}</span> `,
    isTheirs && badge('bad', 'intruder'),
  ];
}
