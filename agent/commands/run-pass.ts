import type { SourceRun } from '../daemon/collector.js';
import { caseTermsOf } from '../daemon/requests/terms.js';
import { answerRequests } from '../daemon/requests.js';
import { purgeExpired } from '../daemon/retention.js';
import { settleAll } from '../daemon/settle-all.js';
import { runDueJobs } from '../jobs/run-jobs.js';
import type { Agent } from './open-agent.js';

/** Hears how far a pass has come. */
export type PassProgress = (source: string, records: number) => void;

/** A look through a mailbox marks its account, and a case that opens for it brings another look; more is left for the next pass. */
const MOST_ROUNDS = 3;

/** One full pass: every source to the present, every account scored, one round of upkeep, then every job that is due. Raises `StoreError`. */
export async function runPass(
  agent: Agent,
  signal: AbortSignal,
  onProgress: PassProgress = () => {},
): Promise<readonly SourceRun[]> {
  const { collector, store, clock, log } = agent;
  const terms = { ...caseTermsOf(agent.jobContext()), retrySettings: agent.settings() };
  await answerRequests(store, clock, log, terms);
  const [runs] = await Promise.all([
    Promise.all(
      collector.sources.map((source) =>
        collector.collect(source, signal, (records) => onProgress(source, records)),
      ),
    ),
    agent.directory.look(signal),
  ]);
  await settleAll(agent, signal);
  await agent.directory.askOfIncidents(signal);
  await agent.upkeep.repair(signal, false);
  await agent.upkeep.watch(signal);
  await runDueJobs(agent.jobContext(), signal);
  await settleAfterJobs(agent, signal);
  await agent.ledgerHead.keep();
  const { retentionDays } = agent.config.store;
  await purgeExpired({ store, clock, log, retentionDays, settings: agent.settings });
  return runs;
}

/** Accounts that a job had marked are scored, and what follows from that is done. Raises `StoreError`. */
async function settleAfterJobs(agent: Agent, signal: AbortSignal): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS && !signal.aborted; round += 1) {
    if ((await agent.store.read((reads) => reads.dirtyCount())) === 0) return;
    await settleAll(agent, signal);
    await runDueJobs(agent.jobContext(), signal);
  }
}
