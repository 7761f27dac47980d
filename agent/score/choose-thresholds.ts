import type { AccountContext } from '../model/account-context.js';
import type { DataClass, NoticeGroup } from '../model/exposure.js';
import type { HeldData } from '../model/held-data.js';
import {
  type HeldDataTuning,
  type HeldKind,
  type Thresholds,
  type Tuning,
  thresholdsOf,
} from '../model/tuning.js';

/** The thresholds that an account is judged by. */
export interface ChosenThresholds extends Thresholds {
  /** Where containment is justified for a mailbox of its class that holds no customers' data. */
  readonly usualContain: number;
  /** Why they are lower than usual, for people; null where they are not. */
  readonly reason: string | null;
}

/** Below this evidence is everyday noise, whatever the mailbox holds. */
const LEAST_OPEN = 1000;

/**
 * Those of the account's class, lowered by what its mailbox is known to hold: the same evidence is worth acting on sooner where more
 * would be lost. Nothing makes them higher, and the two keys of containment stay.
 */
export function chooseThresholds(
  tuning: Tuning,
  subject: string,
  context: AccountContext | undefined,
): ChosenThresholds {
  const usual = thresholdsOf(tuning, subject, context?.mailboxClass);
  const held = context?.held ?? null;
  const kinds = held === null ? [] : kindsReached(held, tuning.heldData);
  const open = lowered(usual.open, Math.min(0, ...kinds.map((kind) => kind.change.open)), LEAST_OPEN);
  const contain = lowered(usual.contain, Math.min(0, ...kinds.map((kind) => kind.change.contain)), open);
  const isUsual = held === null || (open === usual.open && contain === usual.contain);
  const reason = isUsual ? null : wordingOf(usual, { open, contain }, held, kinds);
  return { open, contain, usualContain: usual.contain, reason };
}

interface ReachedKind {
  readonly kind: HeldKind;
  readonly count: number;
  readonly change: HeldDataTuning;
}

function kindsReached(held: HeldData, tuning: Tuning['heldData']): readonly ReachedKind[] {
  return (Object.entries(tuning) as readonly [HeldKind, HeldDataTuning][])
    .map(([kind, change]) => ({ kind, change, count: countOf(kind, held) }))
    .filter(({ count, change }) => count >= change.least && (change.open < 0 || change.contain < 0));
}

function countOf(kind: HeldKind, { customers, classes }: HeldData): number {
  return isGroup(kind) ? customers[kind] : (classes[kind] ?? 0);
}

function isGroup(kind: HeldKind): kind is NoticeGroup {
  return kind === 'account' || kind === 'sensitive';
}

function lowered(points: number, change: number, least: number): number {
  return Math.min(points, Math.max(least, points + change));
}

function wordingOf(
  usual: Thresholds,
  now: Thresholds,
  { lookedAt, messages }: HeldData,
  kinds: readonly ReachedKind[],
): string {
  const found = kinds.map(({ kind, count }) => wordingOfKind(kind, count)).join(', ');
  return `a case opens at ${inNats(now.open)} instead of ${inNats(usual.open)} and is contained at ${inNats(now.contain)} instead of ${inNats(usual.contain)}: a look through the mailbox (${lookedAt.slice(0, 10)}) found customers' data in ${counted(messages, 'message')}: ${found}`;
}

function wordingOfKind(kind: NoticeGroup | DataClass, count: number): string {
  if (!isGroup(kind)) return `${kind} in ${counted(count, 'message')}`;
  const what = kind === 'sensitive' ? 'SSN, financial account or government id' : 'account information';
  return `${what} of ${counted(count, 'customer')}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Two digits where one would round a difference away. */
function inNats(thousandths: number): string {
  return (thousandths / 1000).toFixed(thousandths % 100 === 0 ? 1 : 2);
}
