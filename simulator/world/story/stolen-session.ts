import type { MessageRuleActions, MessageRulePredicates } from '@microsoft/microsoft-graph-types';
import { actorOf } from '../behaviour/mail-actor.js';
import type { Random } from '../chance/random.js';
import { logSecurityInfo } from '../logging/log-directory.js';
import { logNewInboxRule } from '../logging/log-inbox-rule.js';
import { logRisk } from '../logging/log-risk.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import type { Grant } from '../people/session.js';
import type { Stage } from '../stage.js';
import type { Part } from './cast.js';
import { chooseMessages } from './choose-messages.js';
import { type Hideouts, type Intrusion, intrude, intruderBrowser } from './intruder.js';
import type { Outcome } from './outcome.js';
import { readMessages } from './read-messages.js';

const MINUTE_MS = 60_000;

/**
 * Somebody signed in on a page that the intruder held between them and Microsoft: password and second factor
 * are the owner's, the network and the machine are not. Then mail is read in the browser, for an hour or so.
 */
export function playStolenSession(
  stage: Stage,
  random: Random,
  part: Part,
  mailbox: WorldMailbox,
  hideouts: Hideouts,
): Outcome {
  const intrusion: Intrusion = {
    victim: part.person,
    client: intruderBrowser(random),
    network: random.pick(hideouts.rented),
    session: { id: random.guid(), startedMs: part.fromMs },
  };
  if (random.chance(0.4)) failFirst(stage, random, intrusion);
  const first = intrude(stage, random, intrusion, part.fromMs, { isInteractive: true, mfa: 'fresh' });
  const renewedMs = part.fromMs + random.int(25, 50) * MINUTE_MS;
  const renewed = intrude(stage, random, intrusion, renewedMs, { isInteractive: false, mfa: 'previous' });
  settleIn(stage, random, part, mailbox, first);
  const messages = chooseMessages(random, mailbox, {
    beforeMs: part.fromMs,
    everydayShare: 0.65,
    opensArchive: part.content !== 'unopened',
  });
  const reached = readMessages(
    stage,
    random,
    { victim: part.person, mailbox, grants: [first, renewed] },
    messages,
    { fromMs: part.fromMs + random.int(70_000, 200_000), gapMs: [20_000, 170_000] },
  );
  return {
    technique: part.technique,
    owner: part.person.identity,
    mailbox,
    firstMs: part.fromMs,
    isLive: false,
    sessions: [intrusion.session.id],
    reached,
  };
}

/** The old password of a list is tried before. */
function failFirst(stage: Stage, random: Random, intrusion: Intrusion): void {
  const session = { ...intrusion.session, id: random.guid() };
  const atMs = intrusion.session.startedMs - random.int(4, 50) * MINUTE_MS;
  intrude(stage, random, { ...intrusion, session }, atMs, {
    isInteractive: true,
    mfa: 'none',
    errorCode: 50126,
  });
}

/** What some do before they read: a factor of their own, rules that hide and forward. */
function settleIn(stage: Stage, random: Random, part: Part, mailbox: WorldMailbox, grant: Grant): void {
  if (random.chance(0.5)) {
    logRisk(stage, random, part.person, grant, {
      type: random.pick(['unfamiliarFeatures', 'anonymizedIPAddress']),
      level: random.pick(['medium', 'high']),
      timing: random.pick(['realtime', 'offline']),
    });
  }
  if (part.technique !== 'stolen-session-with-rules') return;
  const { address } = grant;
  const addedMs = part.fromMs + 2 * MINUTE_MS;
  logSecurityInfo(stage, random, { actor: part.person, address, atMs: addedMs });
  stage.signInMethods.push({
    userId: part.person.user.id,
    type: 'microsoftAuthenticator',
    id: random.fork('added-method').guid(),
    createdMs: addedMs,
  });
  plantRules(stage, random, part, mailbox, grant);
}

function plantRules(stage: Stage, random: Random, part: Part, mailbox: WorldMailbox, grant: Grant): void {
  const actor = actorOf(stage, part.person, grant);
  const act = (minutes: number) => ({
    mailbox: mailbox.identity,
    actor,
    atMs: part.fromMs + minutes * MINUTE_MS,
    isStory: true,
  });
  const words = ['sign-in', 'password', 'Halyard', 'security'];
  const dropbox = 'collector.desk@postmaster-relay.example';
  logNewInboxRule(stage, random, act(4), {
    Name: '.',
    SubjectOrBodyContainsWords: words.join(';'),
    MoveToFolder: 'Archive',
    MarkAsRead: 'True',
    StopProcessingRules: 'True',
  });
  logNewInboxRule(stage, random, act(6), {
    Name: '..',
    SubjectOrBodyContainsWords: 'account;invoice;payment',
    ForwardTo: dropbox,
    StopProcessingRules: 'False',
  });
  mailbox.rules.push(
    graphRule(
      random,
      1,
      '.',
      { bodyOrSubjectContains: words },
      { markAsRead: true, stopProcessingRules: true },
    ),
    graphRule(
      random,
      2,
      '..',
      { bodyOrSubjectContains: ['account', 'invoice', 'payment'] },
      { forwardTo: [{ emailAddress: { name: dropbox, address: dropbox } }], stopProcessingRules: false },
    ),
  );
}

function graphRule(
  random: Random,
  sequence: number,
  displayName: string,
  conditions: MessageRulePredicates,
  actions: MessageRuleActions,
): WorldMailbox['rules'][number] {
  const id = `AQAA${random.text('ABCDEFGHJKLMNPQRSTUVWXYZ', 8)}=`;
  return {
    id,
    displayName,
    sequence,
    isEnabled: true,
    hasError: false,
    isReadOnly: false,
    conditions,
    actions,
  };
}
