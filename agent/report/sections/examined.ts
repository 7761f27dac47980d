import type { Exposure } from '../../model/exposure.js';
import type { MeasuredQuality } from '../../model/measured-quality.js';
import { countText, numberText } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import { callout, type Section } from '../page/section.js';
import { table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { classWords } from '../wording-exposure.js';

/** What was examined and found free of customer data, and what that statement is worth. Null before an examination. */
export function examinedSection({ exposure, quality }: ReportInput): Section | null {
  if (exposure === null) return null;
  return {
    id: 'examined',
    title: 'What was examined and found clean',
    body: [statement(exposure), recognisedNote(exposure), indexNote(exposure), missRate(quality ?? null)],
  };
}

function statement({ reached, unread, coverage }: Exposure): Fragment {
  const examined = reached.filter(({ proof }) => proof !== 'present');
  const clean = examined.filter(({ classes }) => classes.length === 0).length;
  const text = html`Of ${countText(examined.length, 'message')} known to be reached, ${numberText(clean)} held no customer data that the detectors know.`;
  if (unread.length === 0 && coverage.complete)
    return callout('calm', [text, ' All of them were read, and the logs of the time have no known gap.']);
  const limits = [
    unread.length > 0 && `${countText(unread.length, 'part')} could not be read`,
    !coverage.complete && 'the logs have gaps',
  ].filter((one) => one !== false);
  return callout('warn', [text, ` The statement has limits: ${limits.join(', and ')}.`]);
}

function recognisedNote({ customers }: Exposure): Fragment {
  const count = customers.filter(({ isRecognised }) => isRecognised === true).length;
  if (count === 0) return null;
  return html`<p>${countText(count, 'customer')} ${count === 1 ? 'is' : 'are'} known only from pictures that an OCR engine read: a digit may be another one there, so their confidence is lower.</p>`;
}

function indexNote({ index }: Exposure): Fragment {
  if (index === undefined)
    return html`<p>No index of customers was asked: customers are told by what stands in the mail alone.</p>`;
  if (index.version === null)
    return callout('warn', `The customer index could not be used: ${index.reason ?? 'unknown'}`);
  return html`<p>Customers were looked up in the company's index, version <span class="id">${index.version}</span>: ${numberText(index.matched)} found, ${numberText(index.ambiguous)} of them as one of several who can be meant, ${numberText(index.unmatched)} not in the index, for people to look into.</p>`;
}

function missRate(quality: MeasuredQuality | null): Fragment {
  if (quality === null)
    return html`<p class="note">How many values the detectors miss: not measured for this installation.</p>`;
  const { customers, classes, measuredAt, corpus } = quality;
  return [
    customers !== null &&
      html`<p>Measured on ${measuredAt} (${corpus}): of ${numberText(customers.count)} customers, ${missed(customers.recall)} were missed.</p>`,
    table({
      id: 'missed-table',
      caption: `Values that the detectors miss, measured on ${measuredAt} (${corpus})`,
      columns: [
        { name: 'Data' },
        { name: 'Values in the test', isNumber: true },
        { name: 'Missed', isNumber: true },
      ],
      rows: classes.map((one) => [classWords([one.class]), numberText(one.count), missed(one.recall)]),
    }),
  ];
}

function missed(recall: number): string {
  return `${((1 - recall) * 100).toFixed(1)} %`;
}
