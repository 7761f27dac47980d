/** Text that is markup already: everything from outside in it was escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template: markup as it is, anything else escaped; null and false leave nothing. */
export type Fragment = Html | string | number | null | false | readonly Fragment[];

/**
 * Tagged template for markup. Every inserted text is escaped for element content and quoted attributes, so that no
 * client name, folder or rule text of an intruder's choosing becomes markup.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  let text = parts[0] ?? '';
  for (const [index, value] of values.entries()) text += render(value) + (parts[index + 1] ?? '');
  return new Html(text);
}

function render(value: Fragment): string {
  if (value instanceof Html) return value.text;
  if (value === null || value === false) return '';
  if (typeof value === 'object') return value.map(render).join('');
  return escapeText(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters, lone surrogates, and what turns the direction of text round: one name would be shown as another. */
const DECEPTIVE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function escapeText(text: string): string {
  return text
    .replace(DECEPTIVE, (character) => (/[\t\n\r]/.test(character) ? ' ' : '\ufffd'))
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
