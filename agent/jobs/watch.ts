import type { Action } from '../model/action.js';
import { actionsOfIncident } from '../model/actions-of-incident.js';
import type { Milestone } from '../model/alert.js';
import type { ContainmentState, Standing } from '../model/containment.js';
import type { Incident } from '../model/incident.js';
import { actJob, watchJob } from '../model/job-specs.js';
import type { Job, StoreReads, StoreTx } from '../model/store.js';
import { earlierOf, type Instant, laterOf } from '../model/time.js';
import { decideActions } from '../respond/decide-actions.js';
import { decideWatch, type WatchDecision } from '../respond/plan/decide-watch.js';
import { planIncident } from '../respond/plan/incident-plan.js';
import { judgeStanding } from '../respond/plan/judge-standing.js';
import { storedUser } from '../respond/plan/stored-user.js';
import type { JobContext } from './context.js';
import { tell } from './tell.js';

interface Look {
  readonly incident: Incident;
  readonly before: ContainmentState;
  readonly actions: readonly Action[];
  readonly standing: Standing;
  readonly decision: WatchDecision;
}

/**
 * Looks whether the intruder of a contained incident is out, stayed or came back, by the logs alone; answers a return within
 * the modes; and says how it ended when the time of the watch is over.
 */
export async function watchIncident(job: Job, context: JobContext): Promise<void> {
  await context.store.write('watch', async (tx) => {
    const now = context.clock.now();
    const look = await lookAt(job.subject, tx, context, now);
    await tx.finishJob(job.id, job.version);
    if (look === null) return;
    const { incident, decision, standing } = look;
    await tx.putContainmentState(decision.state);
    if (decision.isReturn) await answerReturn(look, tx, context, now);
    const { nextLookAt } = decision;
    if (nextLookAt !== null) await tx.enqueue(watchJob(incident.id, `look:${nextLookAt}`, nextLookAt));
    await tell(tx, incident, decision.news === null ? null : MILESTONES[decision.news], context, now);
    const fields = { incident: incident.id, verdict: standing.verdict, reason: standing.reason };
    if (decision.isReturn)
      context.log.error(fields, 'the intruder is in there after the sessions were ended');
    else if (decision.news !== null) context.log.info(fields, 'the standing of an incident changed');
  });
}

/** What people hear of it. */
const MILESTONES: Readonly<Record<NonNullable<WatchDecision['news']>, Milestone>> = {
  'still-in': 'containment-failed',
  'proven-out': 'proven-out',
  'cannot-tell': 'cannot-tell',
  ended: 'watch-ended',
};

/** Null when there is nothing to watch: no such incident, none contained, or a person closed it. */
async function lookAt(subject: string, tx: StoreTx, context: JobContext, now: Instant): Promise<Look | null> {
  const incident = await tx.incident(subject);
  const before = await tx.containmentState(subject);
  if (incident === null || before === null || incident.status === 'closed') return null;
  const actions = await actionsOfIncident(incident, tx);
  const timeline = (await tx.timelines([incident.subject])).get(incident.subject);
  const standing = judgeStanding({
    incident,
    events: timeline?.events ?? [],
    findings: await tx.findingsOf(incident.subject),
    actions,
    completeTo: await completeTo(tx, context.accessLogs),
    timing: context.timing,
    now,
  });
  return {
    incident,
    before,
    actions,
    standing,
    decision: decideWatch(before, standing, context.timing, now),
  };
}

/** The earliest watermark of the logs of access; null where one has none yet, or none is read. */
async function completeTo(reads: StoreReads, logs: readonly string[]): Promise<Instant | null> {
  const cursors = await Promise.all(logs.map((log) => reads.cursor(log)));
  const marks = cursors.map((cursor) => cursor?.completeTo ?? null);
  return marks.reduce<Instant | null>(
    (least, mark) => (least === null || mark === null ? null : earlierOf(least, mark)),
    marks[0] ?? null,
  );
}

/** Decides what the return asks for, as any other decision: modes, protected list, learning. */
async function answerReturn(look: Look, tx: StoreTx, context: JobContext, now: Instant): Promise<void> {
  const { standing, actions } = look;
  const lastEvent = laterOf(look.incident.lastEvent, standing.lastSeenAt ?? '');
  const incident: Incident = { ...look.incident, lastEvent, justifiesContainment: true };
  const timeline = (await tx.timelines([incident.subject])).get(incident.subject);
  const user = await storedUser(tx, incident.mailbox);
  const { plan, steps } = planIncident(incident, timeline?.events ?? [], user, context.policy, true);
  await tx.putContainmentState({ ...look.decision.state, plan });
  for (const action of decideActions(incident, context.policy, actions, now, steps)) {
    await tx.putAction(action);
    if (action.status === 'approved') await tx.enqueue(actJob(action, now));
  }
}
