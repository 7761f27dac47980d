import type { DataClass, Exposure, NoticeGroup, Proof } from '../model/exposure.js';
import { countText } from './page/format.js';
import type { Tone } from './page/section.js';

/** Strongest first. */
export const PROOFS: readonly Proof[] = ['opened', 'synced', 'cannot-exclude', 'left', 'searched', 'present'];

/** What a proof level means, and what counsel may conclude from it. */
export const PROOF_WORDS: Readonly<Record<Proof, { readonly label: string; readonly meaning: string }>> = {
  opened: {
    label: 'Opened',
    meaning: "The provider's log names this very message as opened in a session held to be the intruder's.",
  },
  synced: {
    label: 'Synchronised',
    meaning:
      'The message lay in a folder that a mail program in such a session downloaded as a whole. Treat it as read.',
  },
  'cannot-exclude': {
    label: 'Cannot be excluded',
    meaning:
      'The log has a hole where the message could have been opened: the provider stopped logging, or a stretch is missing. Treat it as read unless something speaks against it.',
  },
  left: {
    label: 'Left the company',
    meaning: 'The message was forwarded, sent on or exported out of the organisation.',
  },
  searched: {
    label: 'Found by a search',
    meaning:
      "The message answers to the intruder's search; its preview was visible, and no opening is logged.",
  },
  present: {
    label: 'Present only',
    meaning: 'The message lay in the mailbox; nothing shows that it was reached.',
  },
};

const CLASS_WORDS: Readonly<Record<DataClass, string>> = {
  name: 'name',
  'postal-address': 'postal address',
  phone: 'phone number',
  'customer-email': 'e-mail address',
  'account-number': 'account number',
  plan: 'rate plan',
  billing: 'billing',
  'device-id': 'device id',
  pin: 'PIN or passcode',
  ssn: 'SSN',
  'ssn-last4': 'last four of SSN',
  'driver-licence': "driver's licence",
  'government-id': 'government id',
  card: 'payment card',
  'bank-account': 'bank account',
  'date-of-birth': 'date of birth',
  credential: 'credential',
  health: 'health data',
  'legal-order': 'legal order',
};

/** Data classes in words; a class of the tenant's own keeps its name. */
export function classWords(classes: readonly string[]): string {
  return classes.map((name) => CLASS_WORDS[name as DataClass] ?? name).join(', ');
}

/** Sensitive first: its notice is the more urgent one. */
export const GROUPS: readonly {
  readonly group: NoticeGroup;
  readonly title: string;
  readonly meaning: string;
}[] = [
  {
    group: 'sensitive',
    title: 'Sensitive notice',
    meaning: 'Social security number, financial account or government id was reached.',
  },
  {
    group: 'account',
    title: 'Account notice',
    meaning: 'Account information was reached, and nothing of the sensitive kind.',
  },
];

export interface ExposureStanding {
  readonly tone: Tone;
  readonly label: string;
  /** A clause that follows a semicolon. */
  readonly clause: string;
}

/** Whether customer data was reached. No answer is an answer of its own. */
export function exposureStanding(exposure: Exposure | null): ExposureStanding {
  if (exposure === null) {
    return {
      tone: 'warn',
      label: 'Not examined',
      clause: 'what was reached in the mailbox has not been examined',
    };
  }
  const unread = exposure.unread.length === 0 ? '' : ` (${countText(exposure.unread.length, 'part')} unread)`;
  switch (exposure.verdict) {
    case 'yes':
      return {
        tone: 'bad',
        label: `Yes${unread}`,
        clause: `customer data was reached: ${groupWords(exposure)}`,
      };
    case 'unknown':
      return {
        tone: 'warn',
        label: `Unknown${unread}`,
        clause: 'whether customer data was reached is unknown, since some of it could not be examined',
      };
    case 'no':
      return {
        tone: 'good',
        label: 'None found',
        clause: `no customer data was found in ${reachedWords(exposure)}`,
      };
  }
}

function groupWords({ groups }: Exposure): string {
  return `sensitive data of ${countText(groups.sensitive, 'customer')}, account information only of ${countText(groups.account, 'customer')}`;
}

/** How many messages were reached, without those that merely lay there. */
export function reachedWords(exposure: Exposure): string {
  const reached = exposure.reached.filter((item) => item.proof !== 'present').length;
  return reached === 0
    ? 'any message: none is known to be reached'
    : `the ${countText(reached, 'message')} reached`;
}
