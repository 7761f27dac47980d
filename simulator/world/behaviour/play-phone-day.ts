import { addressOf } from '../network/network.js';
import { equipmentOf, momentOf, type PersonDay } from './day.js';
import { actorOf } from './mail-actor.js';
import { openSome } from './read-mail.js';
import { signInAs } from './sign-in-as.js';

/** Some of a phone's mail is fetched by Microsoft's servers on its behalf. */
const SHARE_THROUGH_MICROSOFT = 0.1;

/** Outlook on the phone from morning to night: short looks, another address nearly each time. */
export function playPhoneDay(about: PersonDay, looks: number): void {
  const { stage, random, person, day, traits } = about;
  const { mobile, mobileSession } = equipmentOf(person, traits, day);
  if (mobile === null || mobileSession === null) return;
  const isNew = traits.newPhone?.day === day;
  for (let index = 0; index < looks; index += 1) {
    const isFirst = isNew && index === 0;
    const minute = isFirst
      ? person.shiftStart - 50
      : random.int(person.shiftStart - 45, person.shiftEnd + 240);
    const atMs = isFirst ? mobileSession.startedMs : momentOf(about, minute);
    const grant = signInAs(stage, random, person, {
      client: mobile,
      session: mobileSession,
      network: about.where.phone(minute),
      atMs,
      day,
      isInteractive: isFirst,
      mfa: isFirst ? 'fresh' : 'previous',
    });
    const isThroughMicrosoft = random.chance(SHARE_THROUGH_MICROSOFT);
    const actor = actorOf(stage, person, grant);
    const seen = isThroughMicrosoft
      ? { ...actor, address: addressOf(random.pick(stage.networks.microsoft), random, day) }
      : actor;
    openSome(
      stage,
      random,
      about.mailbox,
      seen,
      atMs + 3_000,
      isFirst ? random.int(150, 300) : random.int(1, 3),
    );
  }
}
