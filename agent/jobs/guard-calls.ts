import type { Action } from '../model/action.js';
import { OutsideError } from '../model/errors.js';
import type { JsonObject } from '../model/json.js';
import type { LedgerKind } from '../model/ledger.js';
import type { Containment } from '../model/ports.js';
import { type AroundChange, aroundChanges } from '../respond/around-changes.js';
import { stoppedByKillFile } from '../respond/kill-file.js';
import type { JobContext } from './context.js';

/**
 * The last door before each call that changes something for an action, also when it is taken back: the call is written into the ledger,
 * the kill file is looked at, the call goes out, and what was answered is written down. A call without an answer in the ledger may have
 * taken: the process ended, or the store could not be written. Its calls raise `OutsideError`, with the code `kill-file` where the operator
 * stopped it, and `StoreError`.
 */
export function guardCalls(
  context: Pick<JobContext, 'containment' | 'store' | 'isKilled'>,
  { id, incident }: Action,
): Containment {
  const note = (kind: LedgerKind, detail: JsonObject): Promise<void> =>
    context.store.write(kind, (tx) => tx.appendLedger({ kind, incident, subject: id, detail }));
  const around: AroundChange = async (change, send) => {
    const called = { ...change };
    await note('call-sent', called);
    try {
      if (context.isKilled()) throw stoppedByKillFile();
      await send();
    } catch (cause) {
      if (cause instanceof OutsideError)
        await note('call-returned', { ...called, answer: cause.kind, reason: cause.message });
      throw cause;
    }
    await note('call-returned', { ...called, answer: 'accepted' });
  };
  return aroundChanges(context.containment, around);
}
