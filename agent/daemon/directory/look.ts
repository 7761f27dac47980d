import type { DirectoryWatch } from '../../model/directory-ports.js';
import type { OutsideError } from '../../model/errors.js';
import type { Clock, Directory, Log, MailboxKinds } from '../../model/ports.js';
import type { Store, StoreTx } from '../../model/store.js';
import { type Instant, MINUTE_MS, shift } from '../../model/time.js';
import {
  type DirectoryPart,
  type DirectoryState,
  directorySource,
  putDirectoryState,
  readDirectoryState,
} from './directory-state.js';

export interface DirectoryDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly directory: Directory;
  readonly watch: DirectoryWatch;
  readonly kinds: MailboxKinds;
}

/** Notes that a part was read, with what else is known by it now, and writes its stretch of the ledger. */
export async function noteRead(
  tx: StoreTx,
  part: DirectoryPart,
  now: Instant,
  more: Partial<DirectoryState> = {},
): Promise<void> {
  const state = await readDirectoryState(tx);
  const { [part]: _healed, ...gaps } = state.gaps;
  const readAt = { ...state.readAt, [part]: now };
  await tx.putCoverage([
    { ...stretch(state, part, now), state: 'covered', records: 0, reason: null, detail: null },
  ]);
  await putDirectoryState(tx, { ...state, ...more, readAt, gaps });
}

/** Names the stretch since a part was read last as a gap: what is stored of it stays, and is that old. */
export async function noteGap(deps: DirectoryDeps, part: DirectoryPart, error: OutsideError): Promise<void> {
  if (error.kind === 'aborted') return;
  const gap = { reason: error.gap ?? 'outage', detail: error.message } as const;
  const before = (await deps.store.read(readDirectoryState)).gaps[part];
  // Said once, not every quarter of an hour for as long as it lasts.
  const level = before?.detail === gap.detail ? 'debug' : 'warn';
  deps.log[level]({ part, reason: error.message }, 'a part of the directory could not be read');
  await deps.store.write('directory-gap', async (tx) => {
    const state = await readDirectoryState(tx);
    const row = stretch(state, part, deps.clock.now());
    await tx.putCoverage([{ ...row, state: 'gap', records: 0, ...gap }]);
    await putDirectoryState(tx, { ...state, gaps: { ...state.gaps, [part]: gap } });
  });
}

function stretch(state: DirectoryState, part: DirectoryPart, now: Instant) {
  return { source: directorySource(part), from: state.readAt[part] ?? shift(now, -MINUTE_MS), to: now };
}
