import { internetMessageId, itemId } from '../chance/ids.js';
import { REPORT_MAILER } from '../data/apps.js';
import { logSend } from '../logging/log-mailbox-acts.js';
import { folderOf, type WorldMailbox } from '../mail/world-mailbox.js';
import { webServicesClient } from '../people/client.js';
import type { OtherMailbox } from '../people/create-others.js';
import { strangerComputer } from '../people/device.js';
import type { Stage } from '../stage.js';
import { actorOf } from './mail-actor.js';
import { openSome } from './read-mail.js';
import { signInAs } from './sign-in-as.js';

/** UTC minutes after midnight. */
const NIGHTLY_MINUTES = [370, 375, 380] as const;
/** No person has this index. */
const INDEX = -1;

/** A password and a server in the company's own network: reads replies and sends the night's reports, every night. */
export function playServiceAccount(stage: Stage, account: OtherMailbox, mailbox: WorldMailbox): void {
  const network = stage.networks.companyVpn;
  const client = webServicesClient(strangerComputer('windows'), REPORT_MAILER);
  const person = { index: INDEX, user: account.user, identity: account.identity };
  for (const day of stage.calendar.dayNumbers) {
    for (const minute of NIGHTLY_MINUTES) {
      const random = stage.random.fork(`service/${day}/${minute}`);
      const atMs = stage.calendar.at(day, minute, 0);
      const session = { id: random.guid(), startedMs: atMs };
      const plan = { client, session, network, atMs, day, isInteractive: false, mfa: 'none' as const };
      const grant = signInAs(stage, random, person, plan);
      const actor = actorOf(stage, person, grant);
      openSome(stage, random, mailbox, actor, atMs + 2_000, random.int(1, 3));
      const act = { mailbox: mailbox.identity, actor, atMs: atMs + 9_000, isStory: false };
      const report = {
        id: itemId(random),
        messageId: internetMessageId(random, stage.tenant.domain),
        subject: `Nightly report ${random.digits(4)}`,
        sizeBytes: random.int(20_000, 300_000),
      };
      logSend(stage, random, act, report, folderOf(mailbox, 'sentitems'));
    }
  }
}
