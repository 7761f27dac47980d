import { sql } from 'kysely';
import type { GroupStretch, PlainSighting } from '../../model/sighting.js';
import type { RuleMatch, StoreReads } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import { lookUp } from '../chunks.js';
import type { RecordCodec } from '../record-codec.js';
import type { Db } from '../tables.js';
import { PARTS, toSighting } from './sighting-row.js';

type Reads = Pick<
  StoreReads,
  | 'sightings'
  | 'sightingsAt'
  | 'quietSightings'
  | 'sightedGroups'
  | 'sightingCounts'
  | 'correlationHits'
  | 'correlationDefinitions'
  | 'matchedEvents'
  | 'keyedHash'
>;
const HASH_HEX = 24;

/** Reads of what correlations saw and made of it. */
export function sightingReads(db: Db, codec: RecordCodec): Reads {
  return {
    async sightings({ correlation, group, from, to }, limit) {
      const query = db
        .selectFrom('sighting')
        .selectAll()
        .where('correlation', '=', correlation)
        .where('grp', '=', group)
        .where('at', '>=', from)
        .where('at', '<=', to)
        .orderBy('at')
        .orderBy('event')
        .orderBy('rule');
      const rows = await (limit === undefined ? query : query.limit(limit)).execute();
      return rows.map(toSighting);
    },
    quietSightings: (stretch, spanMs, aroundMs) => quietSightings(db, stretch, spanMs, aroundMs),
    async sightingsAt(correlation, events) {
      const rows = await lookUp(events, (some) =>
        db
          .selectFrom('sighting')
          .selectAll()
          .where('event', 'in', some)
          .where('correlation', '=', correlation)
          .execute(),
      );
      return rows.map(toSighting);
    },
    async sightedGroups(correlation, groups, from) {
      const rows = await lookUp(groups, (some) =>
        db
          .selectFrom('sighting')
          .select('grp')
          .distinct()
          .where('correlation', '=', correlation)
          .where('grp', 'in', some)
          .where('at', '>=', from)
          .execute(),
      );
      return new Set(rows.map((row) => row.grp));
    },
    async sightingCounts() {
      const rows = await db
        .selectFrom('sighting')
        .select((one) => ['correlation', one.fn.countAll<number>().as('count')])
        .groupBy('correlation')
        .orderBy('correlation')
        .execute();
      return new Map(rows.map((row) => [row.correlation, Number(row.count)]));
    },
    async correlationHits() {
      const rows = await db
        .selectFrom('sighting')
        .select(['correlation', 'grp as group', 'anchor', 'event', 'at'])
        .where('anchor', 'is not', null)
        .orderBy('at')
        .orderBy('event')
        .orderBy('correlation')
        .orderBy('grp')
        .execute();
      return rows.flatMap(({ anchor, ...row }) => (anchor === null ? [] : [{ ...row, anchor }]));
    },
    correlationDefinitions: () =>
      db
        .selectFrom('correlation_definition')
        .select(['correlation', 'definition', 'purged_to as purgedTo'])
        .orderBy('correlation')
        .execute(),
    async matchedEvents(rules, after, limit) {
      if (rules.length === 0) return [];
      const rows = await db
        .selectFrom('rule_match')
        .select('event')
        .distinct()
        .where('event', '>', after)
        .where('rule', 'in', rules)
        .orderBy('event')
        .limit(limit)
        .execute();
      return rows.map((row) => row.event);
    },
    keyedHash: (text) => codec.hash(`sighting ${text}`).slice(0, HASH_HEX),
  };
}

/**
 * As one text: a row of its own for each match, of which a flooded group has tens of thousands, costs several times as much as what is
 * done with it.
 */
async function quietSightings(
  db: Db,
  { correlation, group, from, to }: GroupStretch,
  spanMs: number,
  aroundMs: number,
): Promise<readonly PlainSighting[] | null> {
  const [first, last] = [from - spanMs, to + spanMs];
  const loud = await sql`
    select 1 from sighting
    where correlation = ${correlation} and grp = ${group} and at between ${from - aroundMs} and ${to + aroundMs}
      and (act <> event or (part > 0 and at between ${first} and ${last}))
    limit 1`.execute(db);
  if (loud.rows.length > 0) return null;
  const { rows } = await sql<{ packed: string }>`
    select json_group_array(json_array(at, event, rule, json(body))) as packed from sighting
    where correlation = ${correlation} and grp = ${group} and at between ${first} and ${last}`.execute(db);
  const list = JSON.parse(rows[0]?.packed ?? '[]') as readonly [
    number,
    string,
    string,
    PlainSighting['values'],
  ][];
  return list.map(([at, event, rule, values]) => ({ at, event, rule, values }));
}

/** What correlations that an account's events are part of say of them, in the order of events. */
export async function correlationMatches(
  db: Db,
  subject: string,
  from: Instant,
): Promise<readonly RuleMatch[]> {
  const rows = await db
    .selectFrom('event_account')
    .innerJoin('sighting', 'sighting.event', 'event_account.event')
    .select((one) => ['sighting.correlation', 'sighting.event', one.fn.max('sighting.part').as('part')])
    .where('event_account.subject', '=', subject)
    // Sighted is only what a rule matched.
    .where('event_account.is_matched', '=', 1)
    .where('event_account.at', '>=', from)
    .where('sighting.part', '>', 0)
    .groupBy(['sighting.at', 'sighting.event', 'sighting.correlation'])
    .orderBy('sighting.at')
    .orderBy('sighting.event')
    .orderBy('sighting.correlation')
    .execute();
  return rows.map(({ correlation, event, part }) => ({
    rule: correlation,
    event,
    ...(PARTS[part] === 'proven' ? {} : { needsCredential: false as const }),
  }));
}
