import type { LiveStep, LoggedRecord } from '../../tenant.js';
import { actorOf } from '../behaviour/mail-actor.js';
import { signInUser } from '../behaviour/sign-in-as.js';
import { floorToSecond } from '../chance/format-time.js';
import { tokenIdOf } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import { groupBy } from '../group-by.js';
import { bindRecord } from '../logging/log-reads.js';
import type { ReadIntent } from '../logging/mail-log.js';
import type { SignInAct } from '../logging/sign-in-act.js';
import { signInRecord, signInTime } from '../logging/sign-in-record.js';
import { stsLogonRecord } from '../logging/sts-logon-record.js';
import { folderById, type WorldMailbox, type WorldMessage } from '../mail/world-mailbox.js';
import type { Network } from '../network/network.js';
import type { Grant, Session } from '../people/session.js';
import type { Stage } from '../stage.js';
import type { Part } from './cast.js';
import { type Hideouts, type Intrusion, intruderBrowser } from './intruder.js';
import type { Outcome } from './outcome.js';

const SIGN_IN_AFTER_MS = 2_000;
const FIRST_READ_AFTER_MS = 2_600;
const STEP_MS = 4_000;
const BATCH_SIZE = 2;
const TOKEN_REVOKED = 50173;

/** The last act: what would happen, step by step, and what it would come to if nobody stopped it. */
export interface LiveAct {
  readonly steps: readonly LiveStep[];
  readonly outcome: Outcome;
}

/**
 * A stolen session used while we watch. A script takes one folder after another, each a record of its own;
 * once the sessions of the account are revoked, its attempts to renew the token fail and no mail is read.
 */
export function playLiveAct(
  stage: Stage,
  random: Random,
  part: Part,
  mailbox: WorldMailbox,
  hideouts: Hideouts,
): LiveAct {
  const startedMs = stage.calendar.startMs + SIGN_IN_AFTER_MS;
  const intrusion: Intrusion = {
    victim: part.person,
    client: intruderBrowser(random),
    network: random.pick(hideouts.rented),
    session: { id: random.guid(), startedMs },
  };
  const [entrance = ''] = intrusion.network.v4;
  const entry = liveSignIn(stage, random, intrusion, { atMs: startedMs, address: entrance, kind: 'entry' });
  const base = { userId: part.person.user.id, sessionStartedMs: startedMs };
  const batches = batchesOf(mailbox, intrusion.network);
  const steps = batches.map((batch, index): LiveStep => {
    const own = random.fork(`step/${index}`);
    const atMs = stage.calendar.startMs + FIRST_READ_AFTER_MS + index * STEP_MS;
    const moment = { atMs, address: batch.address };
    const hasMoved = batch.address !== (batches[index - 1]?.address ?? entrance);
    const renewal = hasMoved ? liveSignIn(stage, own, intrusion, { ...moment, kind: 'renewal' }) : null;
    const grant = renewal?.grant ?? entry.grant;
    const read = bindRow(stage, own, intentsOf(stage, part, grant, batch, mailbox, atMs));
    const refused = liveSignIn(stage, own.fork('retry'), intrusion, { ...moment, kind: 'refused' });
    const ifAlive = renewal === null ? [read] : [...renewal.rows, read];
    return { ...base, atMs, ifAlive, ifRevoked: refused.rows };
  });
  const first = { ...base, atMs: startedMs, ifAlive: entry.rows, ifRevoked: [] };
  return { steps: [first, ...steps], outcome: outcomeOf(part, mailbox, intrusion.session, batches) };
}

/** What it comes to if nobody stops it. */
function outcomeOf(part: Part, mailbox: WorldMailbox, session: Session, batches: readonly Batch[]): Outcome {
  return {
    technique: part.technique,
    owner: part.person.identity,
    mailbox,
    firstMs: session.startedMs,
    isLive: true,
    sessions: [session.id],
    reached: batches.flatMap(({ messages }) => messages.map((message) => ({ message, proof: 'opened' }))),
  };
}

/** Some messages of one folder, read at one moment from one address. */
interface Batch {
  readonly messages: readonly WorldMessage[];
  readonly address: string;
}

/**
 * Folder by folder, the one with most mail first, and in each what a search for customers finds before the
 * rest. No two batches share folder and address, so that each makes a record of its own.
 */
function batchesOf(mailbox: WorldMailbox, network: Network): readonly Batch[] {
  const byFolder = groupBy(mailbox.messages, ({ message }) => message.folderId);
  const folders = [...byFolder.values()].toSorted((a, b) => b.length - a.length);
  return folders.flatMap((messages) => {
    const found = messages.toSorted((a, b) => b.mentions.length - a.mentions.length);
    const size = Math.max(BATCH_SIZE, Math.ceil(found.length / network.v4.length));
    return network.v4.flatMap((address, turn) => {
      const part = found.slice(turn * size, (turn + 1) * size);
      return part.length === 0 ? [] : [{ messages: part, address }];
    });
  });
}

interface LiveMoment {
  readonly atMs: number;
  readonly address: string;
  readonly kind: 'entry' | 'renewal' | 'refused';
}

function liveSignIn(
  stage: Stage,
  random: Random,
  intrusion: Intrusion,
  moment: LiveMoment,
): { readonly rows: readonly LoggedRecord[]; readonly grant: Grant } {
  const requestId = random.guid();
  const { atMs, text } = signInTime(random, moment.atMs);
  const act: SignInAct = {
    user: signInUser(intrusion.victim),
    client: intrusion.client,
    session: intrusion.session,
    network: intrusion.network,
    address: moment.address,
    atMs,
    day: 0,
    isInteractive: moment.kind === 'entry',
    mfa: moment.kind === 'entry' ? 'fresh' : moment.kind === 'renewal' ? 'previous' : 'none',
    errorCode: moment.kind === 'refused' ? TOKEN_REVOKED : 0,
    protocol: 'oAuth2',
  };
  const record = signInRecord(act, requestId, text, stage.tenant, random);
  const row = { ...stage.logbook.row('signIns', requestId, moment.atMs, record, 'sign-in'), atMs };
  const { client, session, network } = intrusion;
  const token = { requestId, tokenId: tokenIdOf(requestId), issuedMs: moment.atMs };
  const rows = [row, ...logonRows(stage, random, act, requestId)];
  return { rows, grant: { session, client, network, address: moment.address, ...token } };
}

/** The same sign-in in the unified audit log, where that one tells them all. */
function logonRows(stage: Stage, random: Random, act: SignInAct, id: string): readonly LoggedRecord[] {
  if (stage.logonsInAudit < 1) return [];
  const record = stsLogonRecord(act, id, act.atMs, stage.tenant, random.fork('sts'));
  const row = stage.logbook.row('Audit.AzureActiveDirectory', id, act.atMs, record, 'prompt-audit');
  return [{ ...row, atMs: floorToSecond(act.atMs) }];
}

function intentsOf(
  stage: Stage,
  part: Part,
  grant: Grant,
  { messages, address }: Batch,
  mailbox: WorldMailbox,
  atMs: number,
): readonly ReadIntent[] {
  const actor = actorOf(stage, part.person, { ...grant, address });
  return messages.map(({ message, sizeBytes }, place) => {
    const { folder, path } = folderById(mailbox, message.folderId);
    return {
      mailbox: mailbox.identity,
      actor,
      atMs: atMs + place * 40,
      folder: { id: folder.id, path },
      messageId: message.internetMessageId,
      sizeBytes,
      isStory: true,
    };
  });
}

/** The log gives the second only; the row is not to be had before the act. */
function bindRow(stage: Stage, random: Random, reads: readonly ReadIntent[]): LoggedRecord {
  const record = bindRecord(random, { reads, isThrottled: false }, stage.tenant);
  const actMs = reads[0]?.atMs ?? stage.calendar.startMs;
  const row = stage.logbook.row('Audit.Exchange', String(record.Id), actMs, record, 'prompt-audit');
  return { ...row, atMs: floorToSecond(actMs) };
}
