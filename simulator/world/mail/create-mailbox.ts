import type { Calendar } from '../chance/calendar.js';
import { internetMessageId, itemId } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import type { MailboxIdentity } from '../people/person.js';
import { accountMail, type MailMaterial } from './account-mail.js';
import type { Draft, Topic, Writer } from './draft.js';
import { everydayMail, opaqueMail } from './everyday-mail.js';
import { createFolders, type Language, type WorldFolder } from './folders.js';
import { followUpMail } from './follow-up-mail.js';
import { sensitiveMail } from './sensitive-mail.js';
import type { WorldMailbox, WorldMessage } from './world-mailbox.js';

const HOUR_MS = 3_600_000;

/** How many messages of each topic a mailbox holds, and where. */
export interface MailboxPlan {
  readonly identity: MailboxIdentity;
  readonly language: Language;
  readonly ownFolders: readonly string[];
  readonly counts: Readonly<Record<Topic, number>>;
  /** Folder for the mail of a topic that is not kept in the inbox: well-known or display name. */
  readonly keptIn: Partial<Readonly<Record<Topic, string>>>;
  /** Mails that name a customer of an earlier one by a single number or address. */
  readonly followUps: number;
  /** Customer mail has arrived before this moment. */
  readonly customersBeforeMs?: number;
}

/** Where texts come from. */
export interface MailSources {
  readonly calendar: Calendar;
  readonly domain: string;
  writer(random: Random): Writer;
  customers(random: Random, count: number): ReturnType<MailMaterial['customers']>;
  /** Mail to everybody: the same message in many mailboxes. */
  readonly broadcasts: readonly Broadcast[];
}

/** A message to all; its Message-ID is the same in each mailbox. */
export interface Broadcast {
  readonly draft: Draft;
  readonly internetMessageId: string;
  readonly receivedAtMs: number;
}

const TOPICS: readonly Topic[] = ['everyday', 'account', 'sensitive', 'opaque'];

/** Fills one mailbox. */
export function createMailbox(random: Random, plan: MailboxPlan, sources: MailSources): WorldMailbox {
  const folders = createFolders(random.fork('folders'), plan.language, plan.ownFolders);
  const own = TOPICS.flatMap((topic) =>
    Array.from({ length: plan.counts[topic] }, (_, index) => {
      const stream = random.fork(`${topic}/${index}`);
      const receivedAtMs = arrivalOf(stream, topic, plan, sources);
      const draft = writeDraft(stream, topic, receivedAtMs, sources);
      return place(
        stream,
        plan,
        folders,
        draft,
        receivedAtMs,
        internetMessageId(stream, domainOf(draft.from)),
      );
    }),
  );
  const shared = random
    .sample(sources.broadcasts, 3)
    .map(({ draft, receivedAtMs, ...broadcast }) =>
      place(
        random.fork(broadcast.internetMessageId),
        plan,
        folders,
        draft,
        receivedAtMs,
        broadcast.internetMessageId,
      ),
    );
  const followUps = writeFollowUps(random.fork('follow-ups'), plan, folders, own, sources);
  const messages = [...own, ...followUps, ...shared].toSorted(
    (a, b) => a.message.receivedAtMs - b.message.receivedAtMs,
  );
  return { identity: plan.identity, folders, messages, rules: [] };
}

function writeFollowUps(
  random: Random,
  plan: MailboxPlan,
  folders: readonly WorldFolder[],
  own: readonly WorldMessage[],
  sources: MailSources,
): readonly WorldMessage[] {
  const known = own.flatMap(({ mentions }) => mentions).filter(({ fields }) => fields.includes('name'));
  if (known.length === 0) return [];
  return Array.from({ length: plan.followUps }, (_, index) => {
    const stream = random.fork(index);
    const draft = followUpMail(stream, sources.writer(stream), stream.pick(known));
    const receivedAtMs = arrivalOf(stream, 'account', plan, sources);
    return place(stream, plan, folders, draft, receivedAtMs, internetMessageId(stream, domainOf(draft.from)));
  });
}

function arrivalOf(random: Random, topic: Topic, plan: MailboxPlan, sources: MailSources): number {
  let receivedAtMs = arrival(random, sources.calendar);
  const isOfCustomers = topic === 'account' || topic === 'sensitive';
  if (!isOfCustomers || plan.customersBeforeMs === undefined) return receivedAtMs;
  while (receivedAtMs >= plan.customersBeforeMs) receivedAtMs -= 24 * HOUR_MS;
  return receivedAtMs;
}

/** Half before the history that is logged, half within it; never after the start. */
export function arrival(random: Random, calendar: Calendar): number {
  const hours = random.chance(0.5)
    ? random.int(2, calendar.days * 24)
    : calendar.days * 24 + random.int(1, 700);
  return Math.floor((calendar.startMs - hours * HOUR_MS + random.int(-3_000_000, 3_000_000)) / 1000) * 1000;
}

/** A text of the topic. */
export function writeDraft(random: Random, topic: Topic, receivedAtMs: number, sources: MailSources): Draft {
  const writer = sources.writer(random);
  const material: MailMaterial = { random, writer, customers: (count) => sources.customers(random, count) };
  switch (topic) {
    case 'account':
      return accountMail(material);
    case 'sensitive':
      return sensitiveMail(material);
    case 'opaque':
      return opaqueMail(random, writer, receivedAtMs);
    case 'everyday':
      return everydayMail(random, writer, receivedAtMs);
  }
}

function place(
  random: Random,
  plan: MailboxPlan,
  folders: readonly WorldFolder[],
  draft: Draft,
  receivedAtMs: number,
  messageId: string,
): WorldMessage {
  const folderId = chooseFolder(random, plan, folders, draft.topic);
  const attachments = draft.attachments.map((attachment) => ({ id: itemId(random), ...attachment }));
  return {
    message: {
      id: itemId(random),
      internetMessageId: messageId,
      folderId,
      subject: draft.subject,
      bodyType: draft.bodyType,
      body: draft.body,
      from: draft.from,
      to: [plan.identity.upn],
      receivedAtMs,
      attachments,
    },
    topic: draft.topic,
    mentions: draft.mentions,
    sizeBytes: 9_000 + draft.body.length * 2 + attachments.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}

function chooseFolder(
  random: Random,
  plan: MailboxPlan,
  folders: readonly WorldFolder[],
  topic: Topic,
): string {
  const keptIn = plan.keptIn[topic];
  const name =
    keptIn ??
    (topic === 'opaque'
      ? 'archive'
      : random.pick(['inbox', 'inbox', 'inbox', 'archive', ...plan.ownFolders]));
  const found = folders.find(({ folder }) => folder.wellKnownName === name || folder.displayName === name);
  if (found === undefined) throw new RangeError(`createMailbox: no folder ${name}`);
  return found.folder.id;
}

function domainOf(address: string): string {
  return address.split('@')[1] ?? 'mail.example';
}
