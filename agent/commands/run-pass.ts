import type { SourceRun } from '../daemon/collector.js';
import { answerRequests } from '../daemon/requests.js';
import { purgeExpired } from '../daemon/retention.js';
import { runDueJobs } from '../jobs/run-jobs.js';
import type { Agent } from './open-agent.js';

/** Hears how far a pass has come. */
export type PassProgress = (source: string, records: number) => void;

/** One full pass: every source to the present, one round of upkeep, then every job that is due. Raises `StoreError`. */
export async function runPass(
  agent: Agent,
  signal: AbortSignal,
  onProgress: PassProgress = () => {},
): Promise<readonly SourceRun[]> {
  const { collector, store, clock, log } = agent;
  await answerRequests(store, clock, log, agent.jobContext().mode, agent.settings());
  const runs = await Promise.all(
    collector.sources.map((source) =>
      collector.collect(source, signal, (records) => onProgress(source, records)),
    ),
  );
  await agent.upkeep.repair(signal, false);
  await agent.upkeep.watch(signal);
  await runDueJobs(agent.jobContext(), signal);
  await purgeExpired(store, clock, log, agent.config.store.retentionDays);
  return runs;
}
