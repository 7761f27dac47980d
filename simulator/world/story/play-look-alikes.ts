import { webSessionOf } from '../behaviour/day.js';
import { actorOf } from '../behaviour/mail-actor.js';
import { openSome } from '../behaviour/read-mail.js';
import { signInAs } from '../behaviour/sign-in-as.js';
import type { Random } from '../chance/random.js';
import { VENDOR_SUPPORT } from '../data/apps.js';
import { logPasswordReset, logSecurityInfo } from '../logging/log-directory.js';
import { logNewInboxRule } from '../logging/log-inbox-rule.js';
import { logUpdateInboxRules } from '../logging/log-mailbox-acts.js';
import { logRisk } from '../logging/log-risk.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import { addressOf, type Network } from '../network/network.js';
import { type Client, graphClient } from '../people/client.js';
import { strangerComputer } from '../people/device.js';
import type { Person } from '../people/person.js';
import type { Grant } from '../people/session.js';
import type { Stage } from '../stage.js';
import type { PersonalLookAlike } from './look-alike.js';

const MINUTE_MS = 60_000;
const DAY = -1;

interface Scene {
  readonly stage: Stage;
  readonly random: Random;
  readonly person: Person;
  readonly mailbox: WorldMailbox;
  readonly people: readonly Person[];
  readonly vendor: Network;
  readonly traits: PersonalLookAlike['traits'];
}

/** What the look-alikes do beyond their traits. */
export function playLookAlikes(
  stage: Stage,
  lookAlikes: readonly PersonalLookAlike[],
  people: readonly Person[],
  vendor: Network,
): void {
  for (const { kind, person, traits } of lookAlikes) {
    const mailbox = stage.mailboxes.get(person.identity.upn);
    if (mailbox === undefined) continue;
    const random = stage.random.fork(`look-alike/${kind}`);
    ACTS[kind]?.({ stage, random, person, mailbox, people, vendor, traits });
  }
}

const ACTS: Readonly<Record<string, (scene: Scene) => void>> = {
  travel: suspectedTravel,
  'new-phone': newFactor,
  'benign-rule': (scene) =>
    rule(scene, {
      Name: 'Industry digest',
      From: 'digest@wirelessweekly.example',
      MoveToFolder: 'Projects',
      StopProcessingRules: 'True',
    }),
  'internal-forward': (scene) =>
    rule(scene, {
      Name: 'Project list to deputy',
      SubjectContainsWords: 'Safety reminder',
      ForwardTo: scene.people.find(({ index }) => index !== scene.person.index)?.identity.upn ?? '',
      StopProcessingRules: 'False',
    }),
  'rules-written-anew': rewriteRules,
  'vendor-support': vendorSupport,
  'password-reset': passwordReset,
};

/** A sign-in at the hotel that Identity Protection takes for a journey nobody can make. */
function suspectedTravel({ stage, random, person, traits }: Scene): void {
  const network = traits.trip?.hotel;
  if (network === undefined) return;
  const grant = ownSignIn({ stage, random, person }, network, 620);
  logRisk(stage, random, person, grant, { type: 'unlikelyTravel', level: 'low', timing: 'offline' });
}

function newFactor({ stage, random, person }: Scene): void {
  const atMs = stage.calendar.at(DAY, person.shiftStart - 55, person.place.utcOffsetHours);
  const address = addressOf(person.home, random, DAY);
  logSecurityInfo(stage, random, { actor: person, address, atMs });
}

function rule(scene: Scene, parameters: Readonly<Record<string, string>>): void {
  const { stage, random, person, mailbox } = scene;
  const grant = ownSignIn(scene, person.office ?? person.home, 180);
  logNewInboxRule(
    stage,
    random,
    {
      mailbox: mailbox.identity,
      actor: actorOf(stage, person, grant),
      atMs: grant.issuedMs + 3 * MINUTE_MS,
      isStory: false,
    },
    parameters,
  );
  mailbox.rules.push({
    id: `AQAA${random.text('ABCDEFGHJKLMNPQRSTUVWXYZ', 8)}=`,
    displayName: parameters.Name ?? '',
    sequence: 1,
    isEnabled: true,
    hasError: false,
    isReadOnly: false,
    conditions: { subjectContains: [parameters.SubjectContainsWords ?? parameters.From ?? ''] },
    actions: { stopProcessingRules: parameters.StopProcessingRules === 'True' },
  });
}

/** A burst of changes without content, once, as desktop programs do it. */
function rewriteRules(scene: Scene): void {
  const { stage, random, person, mailbox } = scene;
  const grant = ownSignIn(scene, person.office ?? person.home, 6, person.desktop ?? person.web);
  const actor = actorOf(stage, person, grant);
  for (const [index, name] of ['Team list', 'Newsletters', 'Alerts to folder', 'Vendors'].entries()) {
    const atMs = grant.issuedMs + 20_000 + index * 300;
    const act = { mailbox: mailbox.identity, actor, atMs, isStory: false };
    logUpdateInboxRules(stage, random, act, { operation: 'ModifyMailboxRule', name, actions: '' });
  }
}

/** The owner's own browser session of the day, `minutes` after its begin. */
function ownSignIn(
  { stage, random, person }: Pick<Scene, 'stage' | 'random' | 'person'>,
  network: Network,
  minutes: number,
  client: Client = person.web,
): Grant {
  const session = webSessionOf({ stage, person, day: DAY });
  return signInAs(stage, random, person, {
    client,
    session,
    network,
    atMs: session.startedMs + Math.min(minutes, 500) * MINUTE_MS,
    day: DAY,
    isInteractive: false,
    mfa: 'previous',
  });
}

/** Each working day a look at some messages, by the vendor's own tool from the vendor's own network. */
function vendorSupport({ stage, random, person, mailbox, vendor }: Scene): void {
  const client = graphClient(strangerComputer('linux'), VENDOR_SUPPORT, 'HalyardSupport/4.2');
  const session = { id: random.guid(), startedMs: stage.calendar.firstMs - 86_400_000 };
  for (const day of stage.calendar.dayNumbers) {
    if (stage.calendar.isWeekend(day)) continue;
    const atMs = stage.calendar.at(day, random.int(600, 900), -8);
    const plan = {
      client,
      session,
      network: vendor,
      atMs,
      day,
      isInteractive: false,
      mfa: 'previous' as const,
    };
    const grant = signInAs(stage, random, person, plan);
    openSome(stage, random, mailbox, actorOf(stage, person, grant), atMs + 5_000, random.int(1, 4));
  }
}

/** Failed guesses of the owner's own in the morning, then the help desk's new password. */
function passwordReset({ stage, random, person, people }: Scene): void {
  const session = webSessionOf({ stage, person, day: DAY });
  const network = person.office ?? person.home;
  for (let left = 5; left > 0; left -= 1) {
    signInAs(stage, random, person, {
      client: person.web,
      session,
      network,
      atMs: session.startedMs - (30 + left) * MINUTE_MS,
      day: DAY,
      isInteractive: true,
      mfa: 'none',
      errorCode: 50126,
    });
  }
  const helper = people.find(({ department }) => department === 'it') ?? person;
  const address = addressOf(helper.office ?? helper.home, random, DAY);
  logPasswordReset(
    stage,
    random,
    { actor: helper, address, atMs: session.startedMs - 20 * MINUTE_MS },
    person,
  );
}
