import type { DataClass } from '../../model/exposure.js';
import type { MailboxRest, RestOfProof } from '../../model/mailbox-survey.js';
import { countText, numberText } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import { callout, type Section } from '../page/section.js';
import { table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { classWords, PROOF_WORDS } from '../wording-exposure.js';

/** What else lies in the mailbox, kept apart from what was reached. Null where it is not looked at. */
export function restSection({ exposure, incident }: ReportInput): Section | null {
  const rest = exposure?.rest;
  if (rest === undefined) return null;
  const proofs = rest.proofs.filter(({ messages }) => messages > 0);
  return {
    id: 'rest',
    title: 'What else lies in the mailbox',
    body: [
      standing(rest),
      proofs.length > 0 && proofTable(proofs),
      proofs.some(({ proof }) => proof === 'cannot-exclude') && callout('warn', UNSURE),
      proofs.length > 0 &&
        html`<p class="note">Who they are stands in <span class="id">${incident.id}.rest.csv</span>, which messages in <span class="id">${incident.id}.rest-messages.csv</span>. Neither counts as reached: verdict, groups and lists of this report are without them.</p>`,
    ],
  };
}

const UNSURE =
  'The log hides reads of a time at which these messages lay in the mailbox. Whether their customers are told is for counsel.';

function standing(rest: MailboxRest): Fragment {
  const { status, reason, read, unread } = rest;
  const found = rest.proofs.reduce((sum, { messages }) => sum + messages, 0);
  const soFar = `${countText(read, 'message')} were read in every folder that can be read, those that were reached among them; beside those ${numberText(found)} hold customer data.`;
  const gaps =
    unread === 0
      ? ''
      : ` Of ${countText(unread, 'message or folder', 'messages or folders')} something could not be read.`;
  switch (status) {
    case 'complete':
      return callout(unread === 0 ? 'calm' : 'warn', soFar + gaps);
    case 'sampled':
      return callout('warn', `Only a sample was read. ${soFar}${gaps}`);
    case 'closed':
      return callout(
        'warn',
        `The mailbox could not be looked through: ${reason ?? 'unknown'}. ${soFar}${gaps}`,
      );
    default:
      return callout(
        'warn',
        'The mailbox is still being looked through; this report is written anew when that is done.',
      );
  }
}

function proofTable(proofs: readonly RestOfProof[]) {
  return table({
    id: 'rest-table',
    caption: 'Messages with customer data that are not known to be reached, by what the log leaves open',
    columns: [
      { name: 'What is known' },
      { name: 'Messages', isNumber: true },
      { name: 'Sensitive customers', isNumber: true },
      { name: 'Account customers', isNumber: true },
      { name: 'Customer data' },
    ],
    rows: proofs.map(({ proof, messages, customers, classes }) => [
      PROOF_WORDS[proof].label,
      numberText(messages),
      numberText(customers.sensitive),
      numberText(customers.account),
      classWords(Object.keys(classes) as DataClass[]),
    ]),
  });
}
