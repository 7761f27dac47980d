import type { CorrelationSet } from '../../detect/correlation/correlation-set.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import { correlateRecords, type MatchedRecord } from '../correlate.js';
import { correlateSettings, type DecideSettings } from '../settings.js';

/** What is still to be shown to correlations that were not there when it came. */
interface Unread {
  readonly correlations: readonly string[];
  /** Events up to this id were shown. */
  readonly after: string;
}

const META = 'correlations.unread';
const EVENTS_AT_ONCE = 500;

/**
 * Notes that these correlations have not seen the past, and with them those that read them or that they read: a chain can
 * only be followed from its beginning.
 */
export async function noteUnread(fresh: readonly string[], set: CorrelationSet, tx: StoreTx): Promise<void> {
  const known = await unreadOf(tx);
  const present = new Set(set.correlations.map(({ rule }) => rule.id));
  const still = known.correlations.filter((id) => present.has(id));
  const correlations = withChains(new Set([...still, ...fresh]), set);
  const after = fresh.length > 0 ? '' : known.after;
  await tx.putMeta(META, JSON.stringify({ correlations: [...correlations].sort(), after }));
}

/** Ids of the correlations that have not been shown all of the past yet. */
export async function unreadCorrelations(reads: Pick<StoreReads, 'meta'>): Promise<ReadonlySet<string>> {
  return new Set((await unreadOf(reads)).correlations);
}

/**
 * Shows the next stored records to correlations that have not seen them, as far as their rules matched them when they came. Gives
 * the ids of the events that are now part of an episode; null when everything was shown. A record past its retention
 * is lost to them.
 */
export async function readPast(
  tx: StoreTx,
  settings: Pick<DecideSettings, 'rules' | 'correlationMemory'>,
  now: Instant,
): Promise<readonly string[] | null> {
  const { correlations: ids, after } = await unreadOf(tx);
  if (ids.length === 0) return null;
  const set = partOf(settings.rules.correlations, new Set(ids));
  const rules = [...new Set(set.correlations.flatMap((one) => one.rules))];
  const events = await tx.matchedEvents(rules, after, EVENTS_AT_ONCE);
  const last = events.at(-1);
  const left: Unread =
    last === undefined ? { correlations: [], after: '' } : { correlations: ids, after: last };
  await tx.putMeta(META, JSON.stringify(left));
  const records = await matchedAgain(events, settings.rules, tx);
  return correlateRecords(records, tx, { ...correlateSettings(settings), correlations: set }, now);
}

async function matchedAgain(
  ids: readonly string[],
  rules: DecideSettings['rules'],
  tx: StoreTx,
): Promise<readonly MatchedRecord[]> {
  const events = new Map((await tx.events(ids)).map((event) => [event.id, event]));
  return (await tx.records(ids)).flatMap((record) => {
    const event = events.get(record.key);
    return event === undefined ? [] : [{ event, hits: rules.match(record, event), isNew: false }];
  });
}

function partOf(set: CorrelationSet, ids: ReadonlySet<string>): CorrelationSet {
  return { ...set, correlations: set.correlations.filter(({ rule }) => ids.has(rule.id)) };
}

function withChains(ids: ReadonlySet<string>, { correlations }: CorrelationSet): ReadonlySet<string> {
  const found = new Set(ids);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { rule, rules } of correlations) {
      const inner = rules.filter((id) => correlations.some((one) => one.rule.id === id));
      if (![rule.id, ...inner].some((id) => found.has(id))) continue;
      if (found.has(rule.id)) for (const id of inner) found.add(id);
      else if (inner.some((id) => found.has(id))) found.add(rule.id);
    }
  }
  return found;
}

async function unreadOf(reads: Pick<StoreReads, 'meta'>): Promise<Unread> {
  const text = await reads.meta(META);
  return text === null ? { correlations: [], after: '' } : (JSON.parse(text) as Unread);
}
