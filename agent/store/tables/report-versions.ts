import type { ReportVersion } from '../../model/report-version.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Db } from '../tables.js';

/** Reads of the report versions. */
export function reportVersionReads(db: Db): Pick<StoreReads, 'reportVersions'> {
  return {
    async reportVersions(incident) {
      const rows = await db
        .selectFrom('report_version')
        .select('body')
        .where('incident', '=', incident)
        .orderBy('version')
        .execute();
      return rows.map(({ body }) => JSON.parse(body) as ReportVersion);
    },
  };
}

/** Writes of the report versions: one that is there stays as it is. */
export function reportVersionWrites(db: Db): Pick<StoreTx, 'putReportVersion'> {
  return {
    async putReportVersion(version) {
      const { incident, version: number, at } = version;
      await db
        .insertInto('report_version')
        .values({ incident, version: number, at, body: JSON.stringify(version) })
        .onConflict((conflict) => conflict.columns(['incident', 'version']).doNothing())
        .execute();
    },
  };
}
