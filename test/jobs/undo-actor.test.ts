import { expect, it } from 'vitest';
import type { Incident } from '../../agent/model/incident.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { ask } from './ask.js';
import { openBench, START } from './job-bench.js';

const MEMBER = incidentOf();
const ACTOR: Incident = {
  ...incidentOf({ id: 'inc-actor', subject: 'actor:inc-actor', mailbox: { id: null, upn: null } }),
  kind: 'actor',
  actor: {
    ties: [],
    members: [
      {
        incident: MEMBER.id,
        subject: MEMBER.subject,
        mailbox: MEMBER.mailbox,
        status: 'contained',
        firstEvent: MEMBER.firstEvent,
        lastEvent: MEMBER.lastEvent,
        score: MEMBER.score,
        justifiesContainment: true,
      },
    ],
  },
};

it('taking back the case of one actor takes back what was done in each of its mailboxes, and says what cannot be', async () => {
  const bench = await openBench();
  const done = { status: 'done', attemptedAt: START, doneAt: START, verified: 'yes' } as const;
  await bench.store.write('test', async (tx) => {
    for (const incident of [MEMBER, ACTOR]) await tx.putIncident(incident);
    await tx.putAction(actionOf(done));
    await tx.putAction(actionOf({ ...done, id: 'act-2', kind: 'disable-account' }));
  });
  expect(await ask(bench, 'undo', { incident: ACTOR.id, reason: 'it was us' })).toMatchObject({
    status: 'done',
    result: expect.stringMatching(/^1 will be taken back; revoke-sessions cannot be taken back/),
  });
  const jobs = await bench.store.read((reads) => reads.jobs('pending'));
  expect(jobs.map(({ kind, subject }) => `${kind} ${subject}`)).toContain('undo act-2');
});
