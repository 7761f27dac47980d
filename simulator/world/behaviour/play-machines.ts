import type { Random } from '../chance/random.js';
import { type App, GRAPH, MAIL_BACKUP, MICROSOFT_BACKGROUND, TICKET_SYNC } from '../data/apps.js';
import type { MailActor } from '../logging/mail-log.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import { addressOf } from '../network/network.js';
import type { Stage } from '../stage.js';
import { backgroundActor } from './mail-actor.js';
import { openSome } from './read-mail.js';

/** UTC minutes after midnight. */
const BACKUP_FROM_MINUTE = 420;
const SHARE_BACKGROUND = 0.45;
const TICKET_ROUNDS = 6;
const QUEUE_LENGTH = 1_350;

/** The backup of all mailboxes, each night through Graph in the app's own name. */
export function playBackup(stage: Stage): void {
  const actor = appActor(stage, MAIL_BACKUP);
  const [network] = stage.networks.hosting.slice(-1);
  if (network === undefined) return;
  for (const day of stage.calendar.dayNumbers) {
    const random = stage.random.fork(`backup/${day}`);
    const address = addressOf({ ...network, v6Share: 0 }, random, 0);
    for (const [index, mailbox] of [...stage.mailboxes.values()].entries()) {
      const atMs = stage.calendar.at(day, BACKUP_FROM_MINUTE, 0) + index * 9_000;
      openSome(stage, random, mailbox, { ...actor, address }, atMs, random.int(1, 2));
    }
  }
}

/** Microsoft's own services look into mailboxes as if they were the owner. */
export function playBackground(stage: Stage): void {
  for (const mailbox of stage.mailboxes.values()) {
    for (const day of stage.calendar.dayNumbers) {
      const random = stage.random.fork(`background/${mailbox.identity.upn}/${day}`);
      if (!random.chance(SHARE_BACKGROUND)) continue;
      const address = addressOf(random.pick(stage.networks.microsoft), random, day);
      const actor = backgroundActor(mailbox.identity, address, MICROSOFT_BACKGROUND.id);
      openSome(
        stage,
        random,
        mailbox,
        actor,
        stage.calendar.at(day, random.int(0, 1439), 0),
        random.int(1, 3),
      );
    }
  }
}

/** The ticket system's connector looks into a team's mailbox some times a day. */
export function playTicketSync(stage: Stage, mailbox: WorldMailbox): void {
  for (const day of stage.calendar.dayNumbers) {
    const random = stage.random.fork(`tickets/${day}`);
    for (let round = 0; round < TICKET_ROUNDS; round += 1) {
      const atMs = stage.calendar.at(day, 30 + round * 240 + random.int(0, 20), 0);
      openSome(stage, random, mailbox, connector(stage, random), atMs, random.int(1, 4));
    }
  }
}

/** Once it reads the whole queue again, message by message, until Exchange stops writing that down. */
export function playQueueRebuild(stage: Stage, mailbox: WorldMailbox, day: number): void {
  const random = stage.random.fork('queue-rebuild');
  const fromMs = stage.calendar.at(day, 20, 0);
  for (let index = 0; index < QUEUE_LENGTH; index += 1) {
    // Every request leaves from another address of the provider, so that little of it folds.
    openSome(stage, random, mailbox, connector(stage, random, index), fromMs + index * 45_000, 1);
  }
}

function connector(stage: Stage, random: Random, turn?: number): MailActor {
  const [network] = stage.networks.hosting.slice(-1);
  const actor = appActor(stage, TICKET_SYNC);
  if (network === undefined) return actor;
  const address =
    turn === undefined ? random.pick(network.v4) : (network.v4[turn % network.v4.length] ?? actor.address);
  return { ...actor, address };
}

/** An app without a user: its service principal stands where a person would. */
function appActor(stage: Stage, app: App): MailActor {
  const id = stage.tenant.servicePrincipalOf(app.id);
  return {
    identity: { userId: id, upn: id, mailboxGuid: id, sid: 'S-1-5-18', displayName: app.name },
    logonType: 'application',
    audit: {
      appId: GRAPH.id,
      clientAppId: app.id,
      clientInfo: 'Client=REST;;',
      processName: null,
      version: null,
    },
    address: '',
    token: null,
    deviceId: null,
  };
}
