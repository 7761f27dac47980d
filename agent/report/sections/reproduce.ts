import { html } from '../page/markup.js';
import type { Section } from '../page/section.js';
import type { ReportInput } from '../report-input.js';

/** How someone else comes to the same result. */
export function reproduceSection({ incident, productVersion, mode }: ReportInput): Section {
  const commands = [
    '# the case as it is stored',
    `mailwarden incidents show ${incident.id} --config <configuration> --json`,
    '# the same score from exported logs, without calling anyone',
    'mailwarden replay <exported logs> --config <configuration> --out <directory>',
  ].join('\n');
  return {
    id: 'reproduce',
    title: 'How to reproduce this',
    body: [
      html`<p>Findings and score follow from the stored log records and the rules alone, whatever the order in which the records came. The JSON file beside this report names every record by its id and the hash of its content.</p>`,
      html`<pre tabindex="0" aria-label="Commands">${commands}</pre>`,
      html`<p class="note">Made by mailwarden ${productVersion} in mode ${mode}. What was done is history and is not computed anew.</p>`,
    ],
  };
}
