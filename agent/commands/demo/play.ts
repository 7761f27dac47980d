import type { SourceRun } from '../../daemon/collector.js';
import { startDaemon } from '../../daemon.js';
import type { CommandIo } from '../io.js';
import { type Agent, openAgent } from '../open-agent.js';
import { type Summary, summarise } from '../summary.js';

/** Hears how far the agent has come, in words. */
export type DemoProgress = (line: string) => void;

export interface PlayOptions {
  readonly config: string;
  /** Nothing happens in the tenant after this instant, in milliseconds since the epoch. */
  readonly storyEndsMs: number;
  readonly onProgress: DemoProgress;
}

const LOOK_EVERY_MS = 250;
/** As long as anything still moves it goes on, however slow the machine is; when nothing did for so long, it ends with what it has. */
const PATIENCE_MS = 60_000;

/** Runs the daemon on the tenant until the story is over and nothing is left to be done. */
export async function playDemo(options: PlayOptions, io: CommandIo): Promise<Summary> {
  const agent = await openAgent(options.config, io, { level: 'error' });
  const runs = new Map<string, PlayedSource>();
  try {
    const daemon = startDaemon({
      ...agent,
      collector: listening(agent, runs, options.onProgress),
      retentionDays: agent.config.store.retentionDays,
      jitterMs: 0,
    });
    await Promise.race([untilQuiet(agent, runs, options), daemon.failed]);
    await Promise.race([daemon.drain(), daemon.failed]);
    return await summarise(
      agent,
      [...runs.values()].map((played) => played.sum),
    );
  } finally {
    await agent.close();
  }
}

interface PlayedSource {
  readonly sum: SourceRun;
  /** When the last pull that came to its end began: all before it was seen. */
  readonly beganMs: number;
}

/** Tells of each pull, and sums up what each source brought. */
function listening(
  agent: Agent,
  runs: Map<string, PlayedSource>,
  onProgress: DemoProgress,
): Agent['collector'] {
  const { collector, clock } = agent;
  return {
    ...collector,
    async collect(source, signal) {
      const before = runs.get(source)?.sum;
      const beganMs = clock.nowMs();
      const run = await collector.collect(source, signal, (records) => {
        if (before === undefined) onProgress(`reading ${source}: ${records} records`);
      });
      const sum = {
        ...run,
        records: run.records + (before?.records ?? 0),
        fresh: run.fresh + (before?.fresh ?? 0),
        rejected: run.rejected + (before?.rejected ?? 0),
        failure: run.failure?.kind === 'aborted' ? (before?.failure ?? null) : run.failure,
      };
      runs.set(source, { sum, beganMs });
      return run;
    },
  };
}

async function untilQuiet(
  agent: Agent,
  runs: ReadonlyMap<string, PlayedSource>,
  options: PlayOptions,
): Promise<void> {
  const { clock, store } = agent;
  let wasQuiet = false;
  let last = '';
  let movedMs = Math.max(clock.nowMs(), options.storyEndsMs);
  while (clock.nowMs() < movedMs + PATIENCE_MS) {
    await clock.sleep(LOOK_EVERY_MS);
    const [open, done, dirty] = await store.read(async (reads) => [
      // A watch over an account goes on for two weeks.
      (await reads.jobs('pending')).filter(({ kind }) => kind !== 'watch').length +
        (await reads.jobs('leased')).length,
      (await reads.jobs('done')).length,
      await reads.dirtyCount(),
    ]);
    const isSeen = agent.collector.sources.every(
      (source) => (runs.get(source)?.beganMs ?? 0) > options.storyEndsMs,
    );
    const isQuiet = isSeen && open === 0 && dirty === 0;
    if (isQuiet && wasQuiet) return;
    wasQuiet = isQuiet;
    const fresh = [...runs.values()].map(({ sum }) => sum.fresh);
    const now = [isSeen, open, done, dirty, ...fresh].join(' ');
    if (now !== last) movedMs = Math.max(clock.nowMs(), options.storyEndsMs);
    last = now;
  }
}
