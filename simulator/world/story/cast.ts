import type { Calendar } from '../chance/calendar.js';
import type { Random } from '../chance/random.js';
import type { MailboxPlan } from '../mail/create-mailbox.js';
import type { Person } from '../people/person.js';

export type Technique =
  | 'stolen-session'
  | 'stolen-session-with-rules'
  | 'folder-sync'
  | 'cookie-replay'
  | 'vendor-app'
  | 'live';

/** What the mail that is reached holds; `unopened`: there is customer mail, but it is left alone. */
export type Content = 'none' | 'unopened' | 'account' | 'sensitive';

/** One attack: whose mailbox, how, when it begins. */
export interface Part {
  readonly technique: Technique;
  readonly content: Content;
  readonly person: Person;
  readonly fromMs: number;
}

const HOUR_MS = 3_600_000;
const MIN_PARTS = 3;
/** Share of the history in which the story is played; before it, the people are only themselves. */
const STORY_SHARE = 0.6;
const LONGEST_HOURS = 92;

/** In order of importance: a small tenant plays the first ones only. Hours before the start. */
const SCRIPT: readonly (readonly [Technique, Content, number])[] = [
  ['stolen-session', 'sensitive', 62],
  ['live', 'account', 0],
  ['folder-sync', 'account', 40],
  ['cookie-replay', 'none', 0],
  ['vendor-app', 'sensitive', 92],
  ['stolen-session-with-rules', 'account', 50],
  ['stolen-session', 'unopened', 44],
  ['stolen-session', 'none', 60],
  ['vendor-app', 'none', 91],
  ['stolen-session', 'none', 36],
  ['stolen-session', 'none', 20],
  ['stolen-session', 'none', 8],
];

/** Who is attacked: at most half of the people, never an executive or an assistant. */
export function castParts(random: Random, calendar: Calendar, people: readonly Person[]): readonly Part[] {
  const free = random.shuffle(
    people.filter(({ department }) => department !== 'executive' && department !== 'assistant'),
  );
  const wanted = Math.max(MIN_PARTS, Math.floor(people.length / 2));
  const count = Math.min(SCRIPT.length, wanted, free.length);
  const scale = Math.min(1, (calendar.days * 24 * STORY_SHARE) / LONGEST_HOURS);
  return SCRIPT.slice(0, count).map(([technique, content, hours]) => {
    const person = takeFitting(free, content);
    return {
      technique,
      content,
      person,
      fromMs: calendar.before(hours * scale) - random.int(0, HOUR_MS / 4),
    };
  });
}

/** Removes and gives the first who suits the content, else the first. */
function takeFitting(free: Person[], content: Content): Person {
  const handlesMoney = ({ user, isDormant }: Person) =>
    !isDormant && (content !== 'sensitive' || /Credit|Billing|Fraud|Accountant/.test(user.jobTitle));
  const index = Math.max(0, free.findIndex(handlesMoney));
  const [person] = free.splice(index, 1);
  if (person === undefined) throw new RangeError('castParts: more parts than people');
  return person;
}

/** What lies in the mailbox of a part, and where. */
export function planOf(part: Part): Omit<MailboxPlan, 'identity'> {
  const { content, technique, fromMs } = part;
  const counts = {
    none: { everyday: 17, account: 0, sensitive: 0, opaque: 0 },
    unopened: { everyday: 14, account: 5, sensitive: 0, opaque: 0 },
    account: { everyday: 12, account: 8, sensitive: 0, opaque: 0 },
    sensitive: { everyday: 12, account: 6, sensitive: 5, opaque: 0 },
  }[content];
  return {
    language: 'en',
    ownFolders: technique === 'live' ? ['Projects', 'Team', 'Vendors', 'Follow up'] : ['Projects', 'Cases'],
    // The live mailbox gets its customer mail as copies of what lies elsewhere.
    counts: technique === 'live' ? { ...counts, account: 0 } : counts,
    keptIn:
      content === 'unopened' ? { account: 'archive' } : content === 'sensitive' ? { sensitive: 'inbox' } : {},
    followUps: content === 'account' || content === 'sensitive' ? 2 : 0,
    customersBeforeMs: fromMs - HOUR_MS,
  };
}
