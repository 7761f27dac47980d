import { describe, expect, it } from 'vitest';
import { openTemporary } from './open-temporary.js';
import { action, alert, at, exposure, incident } from './samples.js';

describe('incidents', () => {
  it('are replaced by id and listed oldest first', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.putIncident(incident('inc-b', { openedAt: at(1) }));
      await tx.putIncident(incident('inc-a', { openedAt: at(2) }));
      await tx.putIncident(incident('inc-b', { openedAt: at(1), status: 'contained' }));
    });
    const listed = await store.read((tx) => tx.incidents());
    expect(listed.map(({ id, status }) => [id, status])).toEqual([
      ['inc-b', 'contained'],
      ['inc-a', 'open'],
    ]);
    expect(await store.read((tx) => tx.incident('inc-c'))).toBeNull();
  });

  it('are found by their subjects, an empty list for who has none', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.putIncident(incident('inc-1', { subject: 'ann' }));
      await tx.putIncident(incident('inc-2', { subject: 'bob' }));
      await tx.putIncident(incident('inc-3', { subject: 'ann', openedAt: at(5) }));
    });
    const found = await store.read((tx) => tx.incidentsOf(['ann', 'eve', 'ann']));
    expect([...found].map(([subject, all]) => [subject, all.map((one) => one.id)])).toEqual([
      ['ann', ['inc-1', 'inc-3']],
      ['eve', []],
    ]);
  });

  it('that were joined are one case, found by every name it had', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.putIncident(incident('inc-new'));
      await tx.putIncident(incident('inc-mid', { aliases: ['inc-new'] }));
      await tx.putIncident(incident('inc-old', { aliases: ['inc-mid', 'inc-old'] }));
    });
    for (const name of ['inc-new', 'inc-mid', 'inc-old']) {
      expect((await store.read((tx) => tx.incident(name)))?.id).toBe('inc-old');
    }
    expect(await store.read((tx) => tx.incidents())).toHaveLength(1);
  });

  it('can become a case of their own again', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.putIncident(incident('inc-old', { aliases: ['inc-new'] }));
      await tx.putIncident(incident('inc-new'));
    });
    expect((await store.read((tx) => tx.incident('inc-new')))?.id).toBe('inc-new');
  });
});

describe('actions', () => {
  it('are replaced by id, and are listed once, under the first name of the incident that was asked for', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.putAction(action('act-2', 'inc-new', { decidedAt: at(3) }));
      await tx.putAction(action('act-1', 'inc-old'));
      await tx.putAction(action('act-1', 'inc-old', { status: 'done', doneAt: at(4) }));
      await tx.putAction(action('act-3', 'inc-other', { decidedAt: at(9) }));
      await tx.putIncident(incident('inc-old', { aliases: ['inc-new'] }));
    });
    const found = await store.read((tx) => tx.actionsOf(['inc-old', 'inc-new', 'inc-none']));
    expect([...found].map(([id, all]) => [id, all.map((one) => one.id)])).toEqual([
      ['inc-old', ['act-1', 'act-2']],
      ['inc-new', []],
      ['inc-none', []],
    ]);
    const later = await store.read((tx) => tx.actionsOf(['inc-new']));
    expect(later.get('inc-new')?.map((one) => one.id)).toEqual(['act-1', 'act-2']);
    expect((await store.read((tx) => tx.action('act-1')))?.status).toBe('done');
    expect(await store.read((tx) => tx.action('act-9'))).toBeNull();
    expect((await store.read((tx) => tx.actions())).map((one) => one.id)).toEqual([
      'act-1',
      'act-2',
      'act-3',
    ]);
  });
});

describe('exposures', () => {
  it('are one per incident, the newest among its names', async () => {
    const store = await openTemporary();
    expect(await store.read((tx) => tx.exposure('inc-old'))).toBeNull();
    await store.write('test', async (tx) => {
      await tx.putExposure(exposure('inc-new', { verdict: 'unknown' }));
      await tx.putExposure(exposure('inc-new', { verdict: 'no' }));
      await tx.putIncident(incident('inc-old', { aliases: ['inc-new'] }));
    });
    expect((await store.read((tx) => tx.exposure('inc-old')))?.verdict).toBe('no');
    const newer = exposure('inc-old', { assessedAt: at(8) });
    await store.write('test', (tx) => tx.putExposure(newer));
    expect(await store.read((tx) => tx.exposure('inc-new'))).toEqual(newer);
    expect(await store.read((tx) => tx.exposures())).toHaveLength(2);
  });
});

describe('alerts', () => {
  it('are there once, as first put, with each sink that took them once', async () => {
    const store = await openTemporary();
    const first = alert('al-1');
    const put = (one: typeof first) => store.write('test', (tx) => tx.putAlert(one));
    expect(await put(first)).toBe(true);
    expect(await put({ ...first, title: 'another text' })).toBe(false);
    expect(await put(alert('al-0', { incident: null }))).toBe(true);
    await store.write('test', async (tx) => {
      await tx.markDelivered('al-1', 'webhook-1', at(5));
      await tx.markDelivered('al-1', 'webhook-0', at(4));
      await tx.markDelivered('al-1', 'webhook-1', at(9));
    });
    const deliveries = [
      { sink: 'webhook-0', at: at(4) },
      { sink: 'webhook-1', at: at(5) },
    ];
    expect(await store.read((tx) => tx.alert('al-1'))).toEqual({ alert: first, deliveries });
    expect(await store.read((tx) => tx.alerts())).toEqual([
      { alert: alert('al-0', { incident: null }), deliveries: [] },
      { alert: first, deliveries },
    ]);
    expect(await store.read((tx) => tx.alert('al-9'))).toBeNull();
  });
});
