import { html } from '../page/markup.js';
import type { Section } from '../page/section.js';
import { GROUPS, PROOF_WORDS, PROOFS } from '../wording-exposure.js';

/** What the words mean, for readers who do not work with them. */
export function glossarySection(): Section {
  const words = [
    ...PROOFS.map((proof) => PROOF_WORDS[proof]),
    ...GROUPS.map(({ title, meaning }) => ({ label: title, meaning })),
    {
      label: 'Verified',
      meaning:
        "After acting, mailwarden asks the provider whether the account's sessions from before are void. Unknown means that it could not look.",
    },
    {
      label: 'Keyed hash',
      meaning:
        'Stands for a customer without naming one. Only who holds the key of this installation can tell whose it is.',
    },
  ];
  return {
    id: 'glossary',
    title: 'What the words mean',
    body: html`<dl class="words">${words.map(({ label, meaning }) => html`<dt>${label}</dt><dd>${meaning}</dd>`)}</dl>`,
  };
}
