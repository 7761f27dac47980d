import type { Finding } from '../../model/finding.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { insertRows } from '../chunks.js';
import type { Db } from '../tables.js';

/** Reads of the findings. */
export function findingReads(db: Db): Pick<StoreReads, 'findingsOf' | 'findings' | 'findingCounts'> {
  return {
    async findingsOf(subject) {
      const rows = await db
        .selectFrom('finding')
        .select('body')
        .where('subject', '=', subject)
        .orderBy('position')
        .execute();
      return rows.map((row) => JSON.parse(row.body) as Finding);
    },
    async findings() {
      const rows = await db.selectFrom('finding').select('body').orderBy('subject').orderBy('id').execute();
      return rows.map((row) => JSON.parse(row.body) as Finding);
    },
    async findingCounts() {
      const rows = await db
        .selectFrom('finding')
        .select(['rule', (one) => one.fn.countAll<number>().as('count')])
        .groupBy('rule')
        .orderBy('rule')
        .execute();
      return new Map(rows.map((row) => [row.rule, Number(row.count)]));
    },
  };
}

/** Writes of the findings: always all of one account. */
export function findingWrites(db: Db): Pick<StoreTx, 'putFindings'> {
  return {
    async putFindings(subject, findings) {
      await db.deleteFrom('finding').where('subject', '=', subject).execute();
      const byId = new Map(findings.map((finding) => [finding.id, finding]));
      const rows = [...byId.values()].map((finding, position) => ({
        subject,
        id: finding.id,
        rule: finding.rule,
        position,
        body: JSON.stringify(finding),
      }));
      await insertRows(rows, (some) => db.insertInto('finding').values(some).execute());
    },
  };
}
