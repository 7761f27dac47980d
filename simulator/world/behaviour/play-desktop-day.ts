import { logSync } from '../logging/log-mailbox-acts.js';
import type { MailActor } from '../logging/mail-log.js';
import { equipmentOf, momentOf, type PersonDay } from './day.js';
import { actorOf } from './mail-actor.js';
import { signInAs } from './sign-in-as.js';

/** Exchange writes a folder's sync down once an hour at most. */
const SYNC_EVERY_MINUTES = 62;

/** Outlook on the company computer: keeps whole folders in step while the machine is on. */
export function playDesktopDay(about: PersonDay): void {
  const { stage, random, person, day, traits } = about;
  const { desktop, desktopSession } = equipmentOf(person, traits, day);
  if (desktop === null || desktopSession === null) return;
  const isFirstDay = traits.newComputer?.day === day;
  let minute = person.shiftStart + random.int(1, 15);
  let round = 0;
  while (minute < person.shiftEnd) {
    const grant = signInAs(stage, random, person, {
      client: desktop,
      session: desktopSession,
      network: about.where.computer(minute),
      atMs: momentOf(about, minute),
      day,
      isInteractive: isFirstDay && round === 0,
      mfa: isFirstDay && round === 0 ? 'fresh' : 'previous',
    });
    const actor = actorOf(stage, person, grant);
    syncFolders(about, actor, minute + 1, isFirstDay && round === 0);
    minute += SYNC_EVERY_MINUTES + random.int(0, 110);
    round += 1;
  }
}

/** The inbox each time, another folder now and then; a new machine takes all of them. */
function syncFolders(about: PersonDay, actor: MailActor, minute: number, takesAll: boolean): void {
  const { stage, random, mailbox } = about;
  const folders = mailbox.folders.filter(
    ({ folder }) => takesAll || folder.wellKnownName === 'inbox' || random.chance(0.06),
  );
  for (const [index, folder] of folders.entries()) {
    const atMs = momentOf(about, minute) + index * 4_000;
    logSync(stage, random, { mailbox: mailbox.identity, actor, atMs, isStory: false }, folder);
  }
}
