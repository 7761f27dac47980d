import type { CoverageGapNote } from '../../model/incident.js';
import { toMs } from '../../model/time.js';
import { elapsedText, timeElement, timeText } from '../page/format.js';
import { type Fragment, type Html, html } from '../page/markup.js';
import { callout, type Section } from '../page/section.js';
import { LONGEST_LIST, table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { gapsOf } from './gaps.js';

const REASON_WORDS: Readonly<Record<string, string>> = {
  'throttled-out': 'the provider throttled the reading for too long',
  'expired-content': 'the provider had dropped it before it was read',
  licence:
    'the licence of the tenant does not include this log: where it is the sign-in log, no risk, second factor, device state or network owner of a sign-in is known',
  permission: 'a permission is missing',
  'audit-off': 'auditing is switched off in the tenant',
  'mailbox-not-audited': 'the mailbox is not audited',
  'mail-access-throttled': 'the provider stopped logging reads of this mailbox for a day',
  outage: 'the provider did not answer readably',
  'retention-passed': 'it was older than the provider keeps it',
};

/** Which stretches of the logs were seen. */
export function coverageSection(input: ReportInput): Section {
  const gaps = gapsOf(input);
  const { incident, exposure } = input;
  const isComplete = incident.coverage.complete && (exposure?.coverage.complete ?? true);
  return {
    id: 'coverage',
    title: 'How much of the logs was seen',
    body: [
      isComplete
        ? callout('good', 'The logs of the time in question were read without a known gap.')
        : callout(
            'warn',
            gaps.length === 0
              ? 'The logs of the time in question were not read whole; which part is missing is not known.'
              : 'The logs of the time in question have gaps. What happened in them is not in this report.',
          ),
      gaps.length > 0 && gapTable(gaps, input),
    ],
  };
}

function gapTable(gaps: readonly CoverageGapNote[], { incident }: ReportInput): Fragment {
  const times = [
    incident.firstEvent,
    incident.lastEvent,
    ...gaps.flatMap((gap) => [gap.from, gap.to]),
  ].sort();
  const [from = incident.firstEvent] = times;
  const to = times.at(-1) ?? incident.lastEvent;
  return [
    table({
      id: 'coverage-table',
      caption: 'Gaps, times in UTC',
      columns: [
        { name: 'Log' },
        { name: 'From' },
        { name: 'To' },
        { name: 'Length' },
        { name: 'Reason' },
        { name: 'Place in time' },
      ],
      rows: gaps
        .slice(0, LONGEST_LIST)
        .map((gap) => [
          gap.source,
          timeElement(gap.from),
          timeElement(gap.to),
          elapsedText(gap.from, gap.to) ?? 'unknown',
          REASON_WORDS[gap.reason] ?? gap.reason,
          bar(gap, from, to),
        ]),
      total: gaps.length,
    }),
    html`<p class="note">The bars span ${timeText(from)} to ${timeText(to)} UTC.</p>`,
  ];
}

/** The whole span with the gap in it; the times stand beside it. */
function bar(gap: CoverageGapNote, from: string, to: string): Html {
  const span = Math.max(1, toMs(to) - toMs(from));
  const left = Math.round(((toMs(gap.from) - toMs(from)) / span) * 1000);
  const width = Math.max(6, Math.round(((toMs(gap.to) - toMs(gap.from)) / span) * 1000));
  return html`<svg class="chart" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="seen" x="0" y="4" width="1000" height="6"/><rect class="gap" x="${left}" y="1" width="${width}" height="12"/></svg>`;
}
