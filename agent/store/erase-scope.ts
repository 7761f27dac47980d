import { sql } from 'kysely';
import type { Incident } from '../model/incident.js';
import { lookUp } from './chunks.js';
import type { Db } from './tables.js';

/** Where a person is found in the store. All in lower case where it is a name. */
export interface PersonScope {
  readonly isKnown: boolean;
  /** What texts can call the person: user principal names, the mail address and the id. */
  readonly names: readonly string[];
  readonly ids: readonly string[];
  /** Keys under which rows lie, see `principalKey`. */
  readonly keys: readonly string[];
  /** Events that belong to nobody else. */
  readonly ownEvents: readonly string[];
  /** Events that belong to another account too: one acted on the other. */
  readonly sharedEvents: readonly string[];
  /** The person's own cases by every name that they had. */
  readonly incidents: readonly string[];
  readonly actions: readonly string[];
  readonly alerts: readonly string[];
  readonly cases: readonly Incident[];
}

/** Finds all of a person, who is given by immutable id or user principal name. */
export async function findPerson(db: Db, person: string): Promise<PersonScope> {
  const who = await namesOf(db, person.trim().toLowerCase());
  const keys = [...who.upns, ...who.ids.map((id) => `id:${id}`)];
  const names = [...new Set([...who.upns, ...who.mails, ...who.ids])];
  const cases = await casesOf(db, keys);
  const own = cases.filter((one) => keys.includes(one.subject)).map(({ id }) => id);
  const aliases = await lookUp(own, (some) =>
    db.selectFrom('incident_alias').select('alias').where('incident', 'in', some).execute(),
  );
  const incidents = [...own, ...aliases.map(({ alias }) => alias)];
  const actions = await lookUp(incidents, (some) =>
    db.selectFrom('action').select('id').where('incident', 'in', some).execute(),
  );
  const alerts = await lookUp(incidents, (some) =>
    db.selectFrom('alert').select('id').where('thread', 'in', some).execute(),
  );
  return {
    isKnown: who.isKnown,
    names,
    ids: who.ids,
    keys,
    ...(await eventsOf(db, keys)),
    incidents,
    actions: actions.map(({ id }) => id),
    alerts: alerts.map(({ id }) => id),
    cases,
  };
}

interface Names {
  readonly isKnown: boolean;
  readonly ids: readonly string[];
  readonly upns: readonly string[];
  readonly mails: readonly string[];
}

/** A name that went to another account since is that one's, and is not looked for. */
async function namesOf(db: Db, person: string): Promise<Names> {
  const isName = person.includes('@');
  const carrier = isName
    ? await db.selectFrom('directory_name').select('id_key').where('name_key', '=', person).executeTakeFirst()
    : { id_key: person.replace(/^id:/, '') };
  if (carrier === undefined) return { isKnown: false, ids: [], upns: [person], mails: [] };
  const id = carrier.id_key;
  const user = await db
    .selectFrom('directory_user')
    .select('body')
    .where('id_key', '=', id)
    .executeTakeFirst();
  const carried = await db.selectFrom('directory_name').select('name_key').where('id_key', '=', id).execute();
  const { mail = null } = JSON.parse(user?.body ?? '{}') as { readonly mail?: string | null };
  return {
    isKnown: user !== undefined,
    ids: [id],
    upns: carried.map((row) => row.name_key),
    mails: mail === null ? [] : [mail.toLowerCase()],
  };
}

async function eventsOf(
  db: Db,
  keys: readonly string[],
): Promise<Pick<PersonScope, 'ownEvents' | 'sharedEvents'>> {
  const rows = await lookUp(keys, (some) =>
    db
      .selectFrom('event_account as mine')
      .leftJoin('event_account as other', (join) =>
        join.onRef('other.event', '=', 'mine.event').on('other.subject', 'not in', some),
      )
      .select(['mine.event', sql<number>`count(other.subject)`.as('others')])
      .where('mine.subject', 'in', some)
      .groupBy('mine.event')
      .execute(),
  );
  const shared = rows.filter(({ others }) => Number(others) > 0).map(({ event }) => event);
  const own = rows.filter(({ others }) => Number(others) === 0).map(({ event }) => event);
  return { ownEvents: own, sharedEvents: shared };
}

/** Few cases are stored at any time, and only their bodies name the mailboxes of one actor. */
async function casesOf(db: Db, keys: readonly string[]): Promise<readonly Incident[]> {
  const rows = await db.selectFrom('incident').select('body').orderBy('id').execute();
  return rows
    .map((row) => JSON.parse(row.body) as Incident)
    .filter(({ subject, actor }) =>
      [subject, ...(actor?.members ?? []).map((member) => member.subject)].some((one) => keys.includes(one)),
    );
}
