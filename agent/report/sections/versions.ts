import { versionsOf } from '../derive-facts.js';
import { timeElement } from '../page/format.js';
import { html } from '../page/markup.js';
import type { Section } from '../page/section.js';
import { table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { changesOf } from '../wording-changes.js';

/** What this report says that earlier ones did not, and why: whoever acted on an earlier one must be able to tell. */
export function versionsSection(input: ReportInput): Section {
  const versions = changesOf(versionsOf(input)).toReversed();
  return {
    id: 'versions',
    title: 'Versions of this report',
    body: table({
      id: 'versions-table',
      caption: 'Newest first, times in UTC',
      columns: [{ name: 'Version' }, { name: 'Written' }, { name: 'What changed' }, { name: 'Why' }],
      rows: versions.map(({ version, changes, reasons }) => [
        String(version.version),
        timeElement(version.at),
        list(changes, 'wording only'),
        list(reasons, version.version === 1 ? '' : 'the same evidence; the state of the case moved on'),
      ]),
    }),
  };
}

function list(items: readonly string[], none: string) {
  return items.length === 0 ? none : items.map((item) => html`<div>${item}</div>`);
}
