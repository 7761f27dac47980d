import type { Incident } from '../../model/incident.js';
import { traceKeys } from '../../model/incident-actor.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { forChunks, insertRows, lookUp } from '../chunks.js';
import type { Db } from '../tables.js';

type IncidentReads = Pick<StoreReads, 'incident' | 'incidents' | 'incidentsOf' | 'incidentsTraced'>;

/** Reads of the incidents, oldest first. */
export function incidentReads(db: Db): IncidentReads {
  return {
    async incident(idOrAlias) {
      const id = await resolveIncident(db, idOrAlias);
      const row = await db.selectFrom('incident').select('body').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toIncident(row);
    },
    async incidents() {
      const rows = await db
        .selectFrom('incident')
        .select('body')
        .orderBy('opened_at')
        .orderBy('id')
        .execute();
      return rows.map(toIncident);
    },
    async incidentsOf(subjects) {
      const rows = await lookUp([...new Set(subjects)], (some) =>
        db
          .selectFrom('incident')
          .select('body')
          .where('subject', 'in', some)
          .orderBy('opened_at')
          .orderBy('id')
          .execute(),
      );
      const found = new Map<string, Incident[]>(subjects.map((subject) => [subject, []]));
      for (const incident of rows.map(toIncident)) found.get(incident.subject)?.push(incident);
      return found;
    },
    async incidentsTraced(traces) {
      const rows = await lookUp([...new Set(traces)], (some) =>
        db
          .selectFrom('incident')
          .innerJoin('incident_trace', 'incident_trace.incident', 'incident.id')
          .select(['incident.id', 'incident.body'])
          .distinct()
          .where('incident_trace.trace', 'in', some)
          .execute(),
      );
      const found = new Map(rows.map((row) => [row.id, toIncident(row)]));
      return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
    },
  };
}

/** Writes of the incidents. */
export function incidentWrites(db: Db): Pick<StoreTx, 'putIncident'> {
  return {
    async putIncident(incident) {
      const row = {
        id: incident.id,
        subject: incident.subject,
        opened_at: incident.openedAt,
        body: JSON.stringify(incident),
      };
      const { id: _, ...changed } = row;
      await db
        .insertInto('incident')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
        .execute();
      await putTraces(db, incident);
      await takeOver(
        db,
        incident.id,
        incident.aliases.filter((alias) => alias !== incident.id),
      );
    },
  };
}

async function putTraces(db: Db, incident: Incident): Promise<void> {
  await db.deleteFrom('incident_trace').where('incident', '=', incident.id).execute();
  const rows = [...new Set(traceKeys(incident))].map((trace) => ({ trace, incident: incident.id }));
  await insertRows(rows, (some) => db.insertInto('incident_trace').values(some).execute());
}

/** The id that an incident goes by now; the given one when it is nobody's alias. */
export async function resolveIncident(db: Db, idOrAlias: string): Promise<string> {
  const row = await db
    .selectFrom('incident_alias')
    .select('incident')
    .where('alias', '=', idOrAlias)
    .executeTakeFirst();
  return row?.incident ?? idOrAlias;
}

/** Every name of an incident: its id first, then those that it was known by before. */
export async function namesOf(db: Db, idOrAlias: string): Promise<readonly string[]> {
  const id = await resolveIncident(db, idOrAlias);
  const rows = await db
    .selectFrom('incident_alias')
    .select('alias')
    .where('incident', '=', id)
    .orderBy('alias')
    .execute();
  return [id, ...rows.map((row) => row.alias)];
}

/** An incident that was joined into another is no case of its own any more; whoever was an alias of it follows. */
async function takeOver(db: Db, id: string, aliases: readonly string[]): Promise<void> {
  await db.deleteFrom('incident_alias').where('alias', '=', id).execute();
  await forChunks(aliases, async (some) => {
    await db.deleteFrom('incident').where('id', 'in', some).execute();
    await db.deleteFrom('incident_trace').where('incident', 'in', some).execute();
    await db
      .updateTable('incident_alias')
      .set({ incident: id })
      .where('incident', 'in', some)
      .where('alias', '!=', id)
      .execute();
  });
  await insertRows(
    aliases.map((alias) => ({ alias, incident: id })),
    (some) =>
      db
        .insertInto('incident_alias')
        .values(some)
        .onConflict((conflict) => conflict.column('alias').doUpdateSet({ incident: id }))
        .execute(),
  );
}

function toIncident(row: { readonly body: string }): Incident {
  return JSON.parse(row.body) as Incident;
}
