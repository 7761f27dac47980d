import { expect, it } from 'vitest';
import { queueAlert } from '../../../agent/alert/queue-alert.js';
import { NOT_BEGUN, type TargetClass } from '../../../agent/model/containment.js';
import type { DirectoryUser } from '../../../agent/model/ports.js';
import { openTemporary } from '../../store/open-temporary.js';
import { sampleAlert } from '../sample-alerts.js';

const profile = {
  isGuest: false,
  isSynced: false,
  department: null,
  jobTitle: null,
  managerId: null,
  hasMailboxLicence: null,
  hasLogLicence: null,
};
const CASES: readonly [string, Partial<DirectoryUser>, readonly TargetClass[]][] = [
  ['an ordinary account', { profile }, ['user']],
  ['a guest', { profile: { ...profile, isGuest: true } }, ['guest']],
  ['a room', { profile, mailboxKind: 'room' }, ['service']],
  ['a shared mailbox', { profile, mailboxKind: 'shared' }, ['shared']],
  ['an account of which nothing was read', {}, []],
];

async function classesOf(change: Partial<DirectoryUser>, hasRole: boolean): Promise<readonly TargetClass[]> {
  const store = await openTemporary();
  const alert = sampleAlert();
  const upn = alert.brief?.subject.name ?? '';
  return store.write('queue', async (tx) => {
    const user = { id: 'u-1', upn, mail: null, displayName: null, isEnabled: true };
    await tx.putUsers([{ ...user, ...change }]);
    if (hasRole) await tx.putRoleHoldings('eligible', [{ role: 'Exchange Administrator', userId: 'u-1' }]);
    await queueAlert(tx, alert, { sinks: [] }, alert.at);
    return (await tx.alert(alert.id))?.alert.brief?.subject.classes ?? [];
  });
}

it.each(CASES)('routes can ask for %s', async (_name, change, expected) => {
  expect(await classesOf(change, false)).toEqual(expected);
});

it('an account that may take on a role is privileged', async () => {
  expect(await classesOf({ profile }, true)).toEqual(['privileged']);
});

it('the plan of the incident says who is protected', async () => {
  const store = await openTemporary();
  const alert = sampleAlert();
  const stored = await store.write('queue', async (tx) => {
    await tx.putContainmentState({
      incident: alert.brief?.key ?? '',
      plan: { target: ['privileged', 'protected'], steps: [], byHand: [] },
      standing: NOT_BEGUN,
      watchUntil: null,
      watchStatement: null,
    });
    await queueAlert(tx, alert, { sinks: [] }, alert.at);
    return tx.alert(alert.id);
  });
  expect(stored?.alert.brief?.subject.classes).toEqual(['privileged', 'protected']);
});
