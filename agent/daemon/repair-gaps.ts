import { OutsideError } from '../model/errors.js';
import { COMPLETE_SHARE, latenessOfShare } from '../model/lateness.js';
import { DAY_MS, earlierOf, HOUR_MS, laterOf, shift } from '../model/time.js';
import { nextAttempt, type RepairFailure, type RepairTask } from '../pull/decide-repairs.js';
import { searchWindowMs } from '../pull/plan-history.js';
import type { Repairer, RepairKnowledge } from '../pull/repairer.js';
import { type DecideDeps, decideSafely } from './decide-safely.js';

export interface RepairDeps extends DecideDeps {
  readonly repairer: Repairer;
}

const BEGINNING = '1970-01-01T00:00:00.000Z';
/** Until it was measured. The audit feed is typically an hour behind, with no promise. */
const USUAL_LATENESS_MS = 2 * HOUR_MS;
/** Single records come days late; what was in a content that is gone, nobody knows. So far back a search looks where it can. */
const LONGEST_LATENESS_MS = 72 * HOUR_MS;
const RATE_DAYS = 7;

/**
 * One look per log at what was missed, if one is due; without `canWait` none that takes an audit search. Gives the number
 * of looks. Raises `StoreError`.
 */
export async function repairGaps(deps: RepairDeps, signal: AbortSignal, canWait: boolean): Promise<number> {
  let looks = 0;
  for (const source of deps.repairer.sources) {
    if (signal.aborted) break;
    const task = deps.repairer.next(source, { ...(await knowledgeOf(source, deps)), canWait });
    if (task === null) continue;
    await repair(task, deps, signal);
    looks += 1;
  }
  return looks;
}

function knowledgeOf(
  source: string,
  { store, clock }: RepairDeps,
): Promise<Omit<RepairKnowledge, 'canWait'>> {
  return store.read(async (reads) => {
    const now = clock.now();
    const lateness = latenessOfShare(await reads.lateness(source), COMPLETE_SHARE) ?? USUAL_LATENESS_MS;
    const hours = await reads.volume(source, shift(now, -RATE_DAYS * DAY_MS));
    const recordsADay = hours.reduce((sum, hour) => sum + hour.records, 0) / RATE_DAYS;
    return {
      ledger: await reads.coverage(source, BEGINNING, now),
      attempts: await reads.repairAttempts(source),
      // A very large tenant's searches are cut off before that: there, what nearly all records keep to has to do.
      latenessMs: Math.max(lateness, Math.min(LONGEST_LATENESS_MS, searchWindowMs(recordsADay))),
      now,
    };
  });
}

async function repair(task: RepairTask, deps: RepairDeps, signal: AbortSignal): Promise<void> {
  const { source, way, window } = task;
  let failure: RepairFailure = { message: 'the provider does not have it either', retryAfterMs: null };
  try {
    for await (const batch of deps.repairer.repair(task, signal)) await decideSafely(batch, deps);
  } catch (cause) {
    if (!(cause instanceof OutsideError)) throw cause;
    if (cause.kind === 'aborted') return;
    failure = cause;
  }
  const left = await noteWhatIsLeft(task, failure, deps);
  if (left === 0) deps.log.info({ source, way, ...window }, 'a gap was repaired');
  else deps.log.warn({ source, way, ...window, reason: failure.message }, 'a gap could not be repaired yet');
}

/** Of each gap of the task, what the ledger still calls one is looked for again later. */
function noteWhatIsLeft(
  task: RepairTask,
  failure: RepairFailure,
  { store, clock }: RepairDeps,
): Promise<number> {
  return store.write('repair', async (tx) => {
    const now = clock.now();
    let left = 0;
    for (const gap of task.gaps) {
      const { from, to } = gap;
      await tx.dropRepairAttempts(task.source, from, to);
      const rows = (await tx.coverage(task.source, from, to)).filter((row) => row.state === 'gap');
      const parts = rows.map((row) => ({
        ...gap,
        from: laterOf(row.from, from),
        to: earlierOf(row.to, to),
      }));
      await tx.putRepairAttempts(parts.map((part) => nextAttempt(part, task.source, failure, now)));
      left += parts.length;
    }
    return left;
  });
}
