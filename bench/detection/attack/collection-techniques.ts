import { applicationActor } from '../benign/company-day.js';
import { logAppSignIn } from '../records/app-sign-in.js';
import { logItem, logOther } from '../records/mailbox-record.js';
import { APP_IDS, graphClient, legacyClient, outlookDesktop } from '../world/clients.js';
import { addressAt } from '../world/networks.js';
import type { Mailbox } from '../world/people.js';
import { cmdlet, intruderActor, read, signIn, sync } from './acts.js';
import { authenticated } from './campaign.js';
import { enter, ownerRaid } from './entries.js';
import { type Raid, somePeople } from './raid.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** C1: an hour or two of reading in the browser. */
export function readInBrowser(raid: Raid): void {
  const { session, atMs } = enter(raid);
  read(raid, session, { count: raid.random.int(60, 300), fromMs: atMs + 3 * MINUTE_MS, overMs: 2 * HOUR_MS });
}

/** C2: Outlook on the intruder's machine takes the mailbox. */
export function syncMailbox(raid: Raid): void {
  const { session, atMs } = enter(raid);
  const client = outlookDesktop(raid.system);
  const next = signIn(raid, atMs + 5 * MINUTE_MS, { client, session, mfa: 'previous', isInteractive: false });
  const fromMs = atMs + 7 * MINUTE_MS;
  sync(raid, intruderActor(raid, next, fromMs, client), fromMs, [
    'Inbox',
    'Sent Items',
    'Archive',
    'Drafts',
    'Deleted Items',
    'Projects',
  ]);
}

/** C3: a script takes the mail through Graph. */
export function graphExport(raid: Raid): void {
  const { session, atMs } = enter(raid);
  const client = graphClient(
    raid.random.pick([APP_IDS.azureCli, APP_IDS.powershell, raid.random.guid()]),
    'Graph tool',
    'python-requests/2.31',
    raid.system,
  );
  const next = signIn(raid, atMs + 4 * MINUTE_MS, { client, session, mfa: 'previous', isInteractive: false });
  const fromMs = atMs + 6 * MINUTE_MS;
  read(raid, next, {
    count: 400,
    fromMs,
    overMs: 30 * MINUTE_MS,
    actor: intruderActor(raid, next, fromMs, client),
  });
}

/** C4: the same through an old protocol. */
export function protocolExport(raid: Raid): void {
  const client = legacyClient(raid.random.pick(['Exchange Web Services', 'IMAP4']));
  signIn(raid, raid.startMs, { client, mfa: 'none', protocol: 'ropc', isInteractive: false });
  const fromMs = raid.startMs + MINUTE_MS;
  read(raid, null, { count: 500, fromMs, overMs: HOUR_MS, actor: intruderActor(raid, null, fromMs, client) });
}

/** C5: an application in its own name goes through mailbox after mailbox. */
export function sweepMailboxes(raid: Raid): void {
  const app = { id: raid.random.guid(), principalId: raid.random.guid(), name: 'Analytics' };
  const address = addressAt(raid.network, 7_001, raid.startMs, raid.random);
  logAppSignIn(raid.stage.logbook, raid.random, raid.stage.tenant.id, {
    app,
    network: raid.network,
    address,
    atMs: raid.startMs,
    label: authenticated(raid.campaign),
  });
  for (const { mailbox } of somePeople(raid, 40)) {
    raid.campaign.subjects.add(mailbox.upn.toLowerCase());
    read(raid, null, {
      count: 25,
      fromMs: raid.startMs + 2 * MINUTE_MS,
      overMs: HOUR_MS,
      mailbox,
      actor: applicationActor(app, address),
    });
  }
}

/** Mailboxes that are not the person's own and not part of their work. */
function strangers(raid: Raid, count: number): readonly Mailbox[] {
  return somePeople(raid, raid.stage.people.length)
    .map(({ mailbox }) => mailbox)
    .filter((one) => one !== raid.victim.mailbox && !raid.victim.delegateOf.includes(one))
    .slice(0, count);
}

/** C7: with the account, the mailbox of somebody else is read. */
export function readOthers(raid: Raid): void {
  const { session, atMs } = enter(raid);
  for (const mailbox of strangers(raid, raid.random.int(1, 3))) {
    raid.campaign.subjects.add(mailbox.upn.toLowerCase());
    read(raid, session, { count: 40, fromMs: atMs + 10 * MINUTE_MS, overMs: HOUR_MS, mailbox });
  }
}

/** C8: the search of the legal department is used to take mail out. */
export function exportSearch(raid: Raid): void {
  const { session, atMs } = enter(raid);
  cmdlet(raid, session, atMs + 10 * MINUTE_MS, 'New-ComplianceSearch', 'Case 7', {
    Name: 'Case 7',
    ExchangeLocation: 'All',
    ContentMatchQuery: 'password',
  });
  cmdlet(raid, session, atMs + 25 * MINUTE_MS, 'New-ComplianceSearchAction', 'Case 7_Export', {
    SearchName: 'Case 7',
    Export: 'True',
  });
}

/** C9: secrets are looked for, then read. */
export function searchSecrets(raid: Raid): void {
  const { session, atMs } = enter(raid);
  ['password', 'invoice', 'ssn', 'passport', 'iban'].forEach((QueryText, index) => {
    const when = Math.round(atMs + (2 + index) * MINUTE_MS);
    logOther(raid.stage.logbook, raid.random, raid.stage.tenant, {
      ...{ operation: 'SearchQueryInitiatedExchange', atMs: when, mailbox: raid.victim.mailbox },
      ...{ actor: intruderActor(raid, session, when), label: authenticated(raid.campaign) },
      rest: { RecordType: 101, QueryText, QuerySource: 'ExchangeSearch' },
    });
  });
  read(raid, session, { count: 25, fromMs: atMs + 8 * MINUTE_MS, overMs: 40 * MINUTE_MS });
}

/** C10: an employee, at their own desk, reads what is not theirs. */
export function insider(raid: Raid): void {
  const own = ownerRaid(raid);
  const device = raid.victim.laptop;
  const session = signIn(own, raid.startMs, { device, risk: raid.stage.hasRisk ? 'none' : 'hidden' });
  for (const mailbox of strangers(raid, 4)) {
    raid.campaign.subjects.add(mailbox.upn.toLowerCase());
    const actor = { ...intruderActor(own, session, raid.startMs), device, logonType: 2 as const };
    read(own, session, {
      count: 80,
      fromMs: raid.startMs + 5 * MINUTE_MS,
      overMs: 3 * HOUR_MS,
      mailbox,
      actor,
    });
  }
}

/** C11: the account writes to customers and colleagues. */
export function sendFrom(raid: Raid): void {
  const { session, atMs } = enter(raid);
  const count = raid.random.int(40, 200);
  for (let each = 0; each < count; each += 1) {
    const when = Math.round(atMs + 15 * MINUTE_MS + each * 3_000);
    const recipients = [`stranger${raid.random.int(1, 90_000)}@mail${raid.random.int(1, 30)}.example`];
    logItem(raid.stage.logbook, raid.random, raid.stage.tenant, {
      operation: 'Send',
      recipients,
      atMs: when,
      mailbox: raid.victim.mailbox,
      actor: intruderActor(raid, session, when),
      label: authenticated(raid.campaign),
    });
  }
}
