import { type AccessEvent, type AccessEventKind, principalKey } from './access-event.js';
import { sha256 } from './ids.js';
import { asnOf } from './network-names.js';
import type { Instant } from './time.js';

/**
 * What an account did when it was last scored without anything speaking against it. Tells which new events cannot change
 * a finding by more than a line in its list, so that they need not be scored at once. Derived from timeline and findings.
 */
export interface AccountHabit {
  /** In their short form, the latest used first; of sessions under suspicion, those that are continued. */
  readonly traits: readonly string[];
  /** Messages that may be opened until their number alone could speak against a session. */
  readonly mailAllowance: number;
  /** The last sign-in that succeeded; empty: there was none. */
  readonly lastSignIn: Instant;
  /** Until then a sign-in may complete what was seen before it, as after denied prompts. Empty: never. */
  readonly waryUntil: Instant;
  /** Until then whatever the suspects of its incidents may have done is scored at once. Empty: never. */
  readonly watchedUntil: Instant;
  /** What those suspects are known by, each in its short form; undefined: everything could be theirs. */
  readonly suspectMarks?: readonly string[] | undefined;
}

/** What came to an account since it was scored, and what it may wait for. */
export interface WaitingAccount {
  readonly subject: string;
  /** When it is scored at the latest; empty: as soon as can be. */
  readonly dueAt: Instant;
  /** The last of the sign-ins that succeeded among what waits. */
  readonly lastSignIn: Instant;
  readonly messages: number;
  /** As of a habit, by what waits. */
  readonly waryUntil: Instant;
}

/** Kinds that are a person's or a program's everyday acts. Whatever else happens is scored at once. */
const EVERYDAY: Partial<Readonly<Record<AccessEventKind, 'sign-in' | 'mail' | 'act'>>> = {
  'sign-in': 'sign-in',
  'mail-read': 'mail',
  'mail-sync': 'mail',
  'mail-send': 'act',
  'mail-search': 'act',
  'mail-delete': 'act',
  'mail-change': 'act',
  other: 'act',
};

/** A wrong password; and a second factor that was denied or not answered. */
export const WRONG_PASSWORD = '50126';
export const MFA_DENIED = '500121';

/** A failed sign-in that can make another one suspect. Anybody can cause it. */
export function isKnock(event: AccessEvent): boolean {
  const code = event.authentication?.errorCode;
  return isFailedSignIn(event) && (code === WRONG_PASSWORD || code === MFA_DENIED);
}

/** Denied prompts make a success suspect wherever it comes from, wrong passwords only one from where nobody came before. */
export function isDenial(event: AccessEvent): boolean {
  return isFailedSignIn(event) && event.authentication?.errorCode === MFA_DENIED;
}

export function isFailedSignIn(event: AccessEvent): boolean {
  return event.kind === 'sign-in' && event.outcome === 'failure';
}

/**
 * Everything by which an everyday act could be new for an account, as one text: who acts on whose behalf, from which network,
 * with which client, and for mail with which application. Null for an act that is none of every day, or that says of itself
 * that something is odd.
 */
export function traitOf(event: AccessEvent): string | null {
  const everyday = EVERYDAY[event.kind];
  const { risk, mail, network, client, authentication } = event;
  const isOdd = event.outcome === 'failure' || mail?.isThrottled === true;
  if (everyday === undefined || isOdd || (risk !== null && risk.level !== 'none')) return null;
  const isApplicationTold = everyday === 'mail' || event.actorType === 'application';
  return JSON.stringify([
    everyday,
    event.actorType,
    principalKey(event.user),
    principalKey(event.mailbox),
    network.prefix ?? network.address,
    asnOf(network),
    network.country ?? network.lookedUp?.location?.country ?? null,
    client.family,
    client.os,
    client.deviceId,
    isApplicationTold ? client.appId : null,
    authentication?.protocol,
    authentication?.isLegacy === true,
  ]);
}

/**
 * A trait within its own session: what a suspect session has shown once is no news of it. Mail access often names no session;
 * then it is that of its address on that day. Null without either.
 */
export function continuedTrait(trait: string, { session, network, at }: AccessEvent): string | null {
  const id = session.id ?? session.tokenId;
  if (id !== null) return `${trait}${id}`;
  return network.address === null ? null : `${trait}${network.address}@${at.slice(0, DAY_CHARS)}`;
}

/**
 * All by which an act could be joined to a session: the ids, the network, the device. The network stands for what has
 * no ids, and for whoever comes again from where the session came from.
 */
export function marksOf({ session, network, client }: AccessEvent): readonly string[] {
  const marks = [`network:${network.prefix ?? network.address ?? '-'}`];
  if (session.id !== null) marks.push(`session:${session.id}`);
  if (session.tokenId !== null) marks.push(`token:${session.tokenId}`);
  if (client.deviceId !== null) marks.push(`${DEVICE_MARK}${client.deviceId}`);
  return marks;
}

/** Whether an act may belong to a session of which these are the marks. A device tells so only of an act without ids. */
export function bearsMark(event: AccessEvent, marks: ReadonlySet<string>): boolean {
  const hasIds = event.session.id !== null || event.session.tokenId !== null;
  return marksOf(event).some(
    (mark) => !(hasIds && mark.startsWith(DEVICE_MARK)) && marks.has(shortTrait(mark)),
  );
}

const DEVICE_MARK = 'device:';
const DAY_CHARS = 'YYYY-MM-DD'.length;
const TRAIT_CHARS = 10;

/** The form in which a habit keeps a trait or a mark. */
export function shortTrait(trait: string): string {
  return sha256(trait).slice(0, TRAIT_CHARS);
}
