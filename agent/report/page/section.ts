import { type Fragment, type Html, html } from './markup.js';

export interface Section {
  /** Anchor in the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Fragment;
}

/** How a state reads at a glance. The word beside it always says the same: colour alone tells nothing. */
export type Tone = 'good' | 'bad' | 'warn' | 'calm';

export function sectionElement(section: Section): Html {
  return html`<section aria-labelledby="${section.id}"><h2 id="${section.id}">${section.title}</h2>
${section.body}</section>\n`;
}

export function badge(tone: Tone, text: string): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** A sentence that must not be overlooked. */
export function callout(tone: Tone, text: Fragment): Html {
  return html`<p class="callout ${tone}">${text}</p>`;
}
