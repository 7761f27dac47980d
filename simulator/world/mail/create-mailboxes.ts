import type { Calendar } from '../chance/calendar.js';
import { internetMessageId } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import type { MailboxIdentity, Person } from '../people/person.js';
import { createCustomers } from './create-customers.js';
import { type Broadcast, createMailbox, type MailboxPlan, type MailSources } from './create-mailbox.js';
import type { Topic, Writer } from './draft.js';
import { everydayMail } from './everyday-mail.js';
import type { WorldMailbox } from './world-mailbox.js';

export interface MailboxesOptions {
  readonly random: Random;
  readonly calendar: Calendar;
  readonly domain: string;
  readonly people: readonly Person[];
  /** Mailboxes that are not a person's. */
  readonly others: readonly MailboxIdentity[];
  /** Mailboxes with a part in the story have a plan of their own, by UPN. */
  readonly plans: ReadonlyMap<string, Omit<MailboxPlan, 'identity'>>;
}

/** Every mailbox, by UPN. */
export function createMailboxes(options: MailboxesOptions): ReadonlyMap<string, WorldMailbox> {
  const sources = createSources(options);
  const mailboxes = new Map<string, WorldMailbox>();
  const add = (identity: MailboxIdentity, plan: Omit<MailboxPlan, 'identity'>) => {
    const random = options.random.fork(`mailbox/${identity.upn}`);
    mailboxes.set(identity.upn, createMailbox(random, { ...plan, identity }, sources));
  };
  for (const person of options.people) {
    const usual = usualPlan(options.random.fork(`plan/${person.index}`), person);
    add(person.identity, options.plans.get(person.identity.upn) ?? usual);
  }
  for (const identity of options.others) {
    add(identity, {
      language: 'en',
      ownFolders: ['Done'],
      counts: { everyday: 10, account: 5, sensitive: 0, opaque: 0 },
      keptIn: {},
      followUps: 1,
    });
  }
  return mailboxes;
}

function usualPlan(random: Random, person: Person): Omit<MailboxPlan, 'identity'> {
  const language = random.chance(0.06) ? 'es' : random.chance(0.02) ? 'fr' : 'en';
  const counts = usualCounts(random, person);
  return { language, ownFolders: ['Projects'], counts, keptIn: {}, followUps: random.int(0, 1) };
}

function usualCounts(random: Random, person: Person): Record<Topic, number> {
  const facesCustomers = person.department === 'call-centre' || person.department === 'retail';
  const handlesMoney = /Credit|Billing|Fraud|Accountant/.test(person.user.jobTitle);
  return {
    everyday: random.int(9, 15),
    account: facesCustomers || handlesMoney ? random.int(2, 5) : random.int(0, 1),
    sensitive: handlesMoney ? random.int(1, 3) : 0,
    opaque: random.chance(0.3) ? 1 : 0,
  };
}

function createSources(options: MailboxesOptions): MailSources {
  const customers = createCustomers(
    options.random.fork('customers'),
    Math.max(200, options.people.length * 2),
  );
  const writers = options.people.map(toWriter);
  const writer = (random: Random) => random.pick(writers);
  return {
    calendar: options.calendar,
    domain: options.domain,
    writer,
    customers: (random, count) => random.sample(customers, count),
    broadcasts: createBroadcasts(options, writer),
  };
}

function toWriter(person: Person): Writer {
  const { displayName, jobTitle, mail } = person.user;
  return { name: displayName, title: jobTitle, address: mail, deskPhone: person.deskPhone };
}

function createBroadcasts(options: MailboxesOptions, writer: MailSources['writer']): readonly Broadcast[] {
  return Array.from({ length: 9 }, (_, index) => {
    const random = options.random.fork(`broadcast/${index}`);
    const receivedAtMs = options.calendar.before(30 + index * 40);
    return {
      draft: everydayMail(random, writer(random), receivedAtMs),
      internetMessageId: internetMessageId(random, options.domain),
      receivedAtMs,
    };
  });
}
