import type { Exposure, Proof, ReachedItem } from '../../model/exposure.js';
import { countText, shortened, timeElement } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import type { Section } from '../page/section.js';
import { LONGEST_LIST, table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { classWords, PROOF_WORDS, PROOFS } from '../wording-exposure.js';

/** What was reached, strongest proof first. Messages are named by their Message-ID: subjects are customers' values. */
export function reachedSection({ exposure, incident }: ReportInput): Section {
  return {
    id: 'reached',
    title: 'What was reached',
    body: exposure === null ? notExamined(incident.mailEvents.length) : levels(exposure),
  };
}

function notExamined(reads: number): Fragment {
  return html`<p>The mailbox has not been examined. ${reads === 0 ? 'The log names no reading of mail in the sessions in question, so far as it has arrived.' : `The log has ${countText(reads, 'record')} of mail reached in the sessions in question.`}</p>`;
}

function levels(exposure: Exposure): Fragment {
  const filled = PROOFS.filter((proof) => exposure.reached.some((item) => item.proof === proof));
  if (filled.length === 0) return html`<p>No message is known to be reached.</p>`;
  return filled.map((proof) =>
    level(
      proof,
      exposure.reached.filter((item) => item.proof === proof),
    ),
  );
}

function level(proof: Proof, items: readonly ReachedItem[]): Fragment {
  const { label, meaning } = PROOF_WORDS[proof];
  // Those with customer data first: a cut list must not hide them.
  const ordered = [...items].sort(
    (left, right) => Number(right.classes.length > 0) - Number(left.classes.length > 0),
  );
  return [
    html`<h3>${label}: ${countText(items.length, 'message')}</h3><p class="note">${meaning}</p>`,
    table({
      id: `reached-${proof}`,
      caption: `${label}: messages`,
      isCaptionUnseen: true,
      columns: [
        { name: 'Message-ID' },
        { name: 'Customer data in it' },
        { name: 'First reached (UTC)' },
        { name: 'Folder' },
      ],
      rows: ordered
        .slice(0, LONGEST_LIST)
        .map((item) => [
          html`<span class="id">${item.message}</span>`,
          item.classes.length === 0 ? 'none found' : classWords(item.classes),
          timeElement(item.at),
          item.folder === null ? 'not known' : html`<span class="id">${shortened(item.folder, 24)}</span>`,
        ]),
      total: items.length,
    }),
  ];
}
