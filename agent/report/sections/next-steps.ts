import { html } from '../page/markup.js';
import type { Section } from '../page/section.js';
import type { ReportInput } from '../report-input.js';
import { nextSteps } from '../wording-next-steps.js';

/** What a person does now. */
export function nextStepsSection(input: ReportInput): Section {
  return {
    id: 'next',
    title: 'What to do next',
    body: html`<ol class="steps">${nextSteps(input).map((step) => html`<li>${step}</li>`)}</ol>`,
  };
}
