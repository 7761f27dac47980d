import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../agent/model/incident.js';
import { surveyJob } from '../../agent/model/job-specs.js';
import type { JsonObject } from '../../agent/model/json.js';
import type { Store } from '../../agent/model/store.js';
import { surveyOf } from '../assess/survey/fake-walk.js';
import { openTemporary, temporaryFile } from './open-temporary.js';
import { accessEvent, action, alert, at, exposure, finding, incident, rawRecord } from './samples.js';

const ANN = { id: 'u-ann', upn: 'ann@contoso.com' };
const JOANN = { id: 'u-joann', upn: 'joann@contoso.com' };
const CLOSED = {
  status: 'closed',
  closure: { verdict: 'benign', at: at(9), by: null, reason: null },
} as const satisfies Partial<Incident>;
const user = (who: typeof ANN) => ({ ...who, mail: who.upn, displayName: null, isEnabled: true });
const mergeNothing = (left: JsonObject): JsonObject => left;

/** Ann's own access, Joann's, and Ann in the mailbox of Joann. */
async function fill(store: Store): Promise<void> {
  await store.write('fill', async (tx) => {
    await tx.putUsers([user(ANN), user(JOANN)]);
    const records = ['own', 'joann', 'shared'].map((key) => rawRecord(key, { who: 'ann@contoso.com' }));
    await tx.mergeRecords(records, mergeNothing, at(0));
    await tx.putEvents([
      accessEvent('own'),
      accessEvent('joann', { user: JOANN, mailbox: JOANN }),
      accessEvent('shared', { user: ANN, mailbox: JOANN, actorType: 'delegate' }),
    ]);
    await tx.putMatches(['own'], [{ rule: 'r', event: 'own' }]);
    await tx.putFindings(ANN.upn, [finding('f-1', ANN.upn)]);
    await tx.putIncident(incident('inc-1', CLOSED));
    await tx.putAction(action('act-1', 'inc-1', { status: 'skipped' }));
    await tx.putExposure(exposure('inc-1'));
    await tx.putAlert(alert('alert-1'));
    for (const who of [ANN, JOANN]) {
      await tx.putSurvey(surveyOf({ subject: who.upn, mailbox: who }));
      await tx.enqueue(surveyJob(surveyOf({ subject: who.upn }), 0, at(0)));
    }
    const reason = 'Ann@contoso.com opened it; joann@contoso.com did not.';
    await tx.putIncident(
      incident('inc-2', { subject: JOANN.upn, mailbox: JOANN, containmentReason: reason }),
    );
  });
}

const rows = (counts: readonly { readonly table: string; readonly rows: number }[]): object =>
  Object.fromEntries(counts.map((one) => [one.table, one.rows]));

describe('erasing a person', () => {
  it('removes what is hers, renames what is others too, and leaves the others alone', async () => {
    const file = temporaryFile();
    const store = await openTemporary({ file });
    await fill(store);
    const planned = await store.read((reads) => reads.erasureOf('ANN@contoso.com'));
    const done = await store.write('erase', (tx) => tx.erasePerson('u-ann'));
    expect(done).toEqual(planned);
    expect(rows(done.removed)).toMatchObject({
      raw_record: 2,
      event: 1,
      incident: 1,
      action: 1,
      exposure: 1,
      alert: 1,
      mailbox_survey: 1,
      job: 1,
    });
    expect((await store.read((reads) => reads.surveys())).map(({ subject }) => subject)).toEqual([JOANN.upn]);
    expect(rows(done.renamed)).toEqual({ event: 1, incident: 1 });
    await store.read(async (reads) => {
      expect((await reads.events(['own', 'joann', 'shared'])).map(({ id }) => id)).toEqual([
        'joann',
        'shared',
      ]);
      expect((await reads.events(['shared']))[0]).toMatchObject({
        user: { id: done.pseudonym },
        mailbox: JOANN,
      });
      expect((await reads.timelines([JOANN.upn])).get(JOANN.upn)?.events).toHaveLength(2);
      expect((await reads.incident('inc-2'))?.containmentReason).toBe(
        `${done.pseudonym} opened it; joann@contoso.com did not.`,
      );
      expect(await reads.userByKey('ann@contoso.com')).toBeNull();
      expect(await reads.records(['own', 'shared'])).toEqual([]);
      expect(await reads.records(['joann'])).toHaveLength(1);
      expect((await reads.erasureOf('u-ann')).removed).toEqual([]);
    });
  });

  it('leaves nothing of her name in the file apart from the ledger', async () => {
    const file = temporaryFile();
    const store = await openTemporary({ file });
    await store.write('put', (tx) => tx.putEvents([accessEvent('own', { user: ANN, mailbox: ANN })]));
    await store.write('erase', (tx) => tx.erasePerson('ann@contoso.com'));
    await store.close();
    expect(readFileSync(file, 'latin1')).not.toContain('ann@contoso.com');
  });

  it('does not take a name from its new carrier', async () => {
    const store = await openTemporary();
    await store.write('put', (tx) => tx.putUsers([user(ANN), { ...user(JOANN), upn: ANN.upn }]));
    await store.write('erase', (tx) => tx.erasePerson('u-ann'));
    expect(await store.read((reads) => reads.userByKey(ANN.upn))).toMatchObject({ id: 'u-joann' });
  });
});
