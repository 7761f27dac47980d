import { actorOf } from '../behaviour/mail-actor.js';
import type { Random } from '../chance/random.js';
import { logSync } from '../logging/log-mailbox-acts.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import { outlookDesktop } from '../people/client.js';
import { strangerComputer } from '../people/device.js';
import type { Stage } from '../stage.js';
import type { Part } from './cast.js';
import { type Hideouts, intrude } from './intruder.js';
import type { Outcome } from './outcome.js';

const GAP_MS = 9_000;

/** A desktop Outlook on an unknown machine behind a VPN is given the account and takes every folder. */
export function playFolderSync(
  stage: Stage,
  random: Random,
  part: Part,
  mailbox: WorldMailbox,
  hideouts: Hideouts,
): Outcome {
  const intrusion = {
    victim: part.person,
    client: outlookDesktop(strangerComputer('windows'), false, '16.0.14332.20721'),
    network: hideouts.vpn,
    session: { id: random.guid(), startedMs: part.fromMs },
  };
  const grant = intrude(stage, random, intrusion, part.fromMs, { isInteractive: true, mfa: 'fresh' });
  const actor = actorOf(stage, part.person, grant);
  const syncMs = part.fromMs + 40_000;
  for (const [index, folder] of mailbox.folders.entries()) {
    const atMs = syncMs + index * GAP_MS;
    logSync(stage, random, { mailbox: mailbox.identity, actor, atMs, isStory: true }, folder);
  }
  const taken = mailbox.messages.filter(({ message }) => {
    const index = mailbox.folders.findIndex(({ folder }) => folder.id === message.folderId);
    return message.receivedAtMs <= Math.floor((syncMs + index * GAP_MS) / 1000) * 1000;
  });
  return {
    technique: part.technique,
    owner: part.person.identity,
    mailbox,
    firstMs: part.fromMs,
    isLive: false,
    sessions: [intrusion.session.id],
    reached: taken.map((message) => ({ message, proof: 'synced' })),
  };
}
