import { caseTermsOf } from '../../daemon/requests/terms.js';
import { answerRequests } from '../../daemon/requests.js';
import { runJob } from '../../jobs/run-jobs.js';
import type { Job, StoreRequest } from '../../model/store.js';
import { HOUR_MS, toMs } from '../../model/time.js';
import { randomId } from '../../runtime/ids.js';
import { createStop } from '../../runtime/stop-signal.js';
import type { CommandIo } from '../io.js';
import { type Agent, openAgent } from '../open-agent.js';
import type { AskedMailboxes } from './add-inventory.js';

/**
 * Looks through the mailboxes that are asked for, and through those that wait already, until all are done, or only such are left as have
 * had their share of today. Does no other job. Gives the answer to what was asked; null where nothing was. Raises `InputError`,
 * `OutsideError`, and `StoreError` while another process is the writer.
 */
export async function lookNow(
  configFile: string,
  io: CommandIo,
  asked: AskedMailboxes | null,
): Promise<StoreRequest | null> {
  const agent = await openAgent(configFile, io, { level: 'warn' });
  const stop = createStop();
  const forget = io.onStop(() => stop.abort());
  try {
    await agent.directory.look(stop.signal);
    const answer = asked === null ? null : await take(agent, asked);
    for (let job = await nextJob(agent); job !== null && !stop.signal.aborted; job = await nextJob(agent)) {
      await agent.clock
        .sleep(Math.max(0, toMs(job.dueAt) - agent.clock.nowMs()), stop.signal)
        .catch(() => {});
      if (!stop.signal.aborted) await runJob(agent.jobContext(), job, stop.signal);
      if (io.isTerminal) await showProgress(agent, job, io);
    }
    if (stop.signal.aborted) io.err('broken off; the same command goes on from here\n');
    return answer;
  } finally {
    forget();
    await agent.close();
  }
}

async function take(agent: Agent, { accounts, sample }: AskedMailboxes): Promise<StoreRequest | null> {
  const { store, clock, log } = agent;
  const id = randomId();
  const payload = { accounts, sample };
  await store.write('request-leave', (tx) =>
    tx.putRequest({
      id,
      kind: 'inventory',
      payload,
      requestedAt: clock.now(),
      status: 'pending',
      result: null,
    }),
  );
  await answerRequests(store, clock, log, { ...caseTermsOf(agent.jobContext()), retrySettings: null });
  return store.read((reads) => reads.request(id));
}

/** The one that is due first; null when none is due within the hour. */
async function nextJob({ store, clock }: Agent): Promise<Job | null> {
  const pending = (await store.read((reads) => reads.jobs('pending'))).filter(
    ({ kind }) => kind === 'survey',
  );
  const [first] = [...pending].sort((left, right) => (left.dueAt < right.dueAt ? -1 : 1));
  return first !== undefined && toMs(first.dueAt) < clock.nowMs() + HOUR_MS ? first : null;
}

async function showProgress({ store }: Agent, { subject }: Job, io: CommandIo): Promise<void> {
  const survey = await store.read((reads) => reads.survey(subject));
  const read = survey?.folders.reduce((sum, folder) => sum + folder.read, 0) ?? 0;
  io.err(
    `${subject}: ${read} messages read, ${survey?.withData ?? 0} with customer data, ${survey?.status ?? ''}\n`,
  );
}
