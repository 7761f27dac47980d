import type { AccessEvent } from '../../../model/access-event.js';
import type { Action, FoundObject } from '../../../model/action.js';
import type { Containment, Directory } from '../../../model/ports.js';
import type { PlantedRule } from '../../../model/response-ports.js';

/** What a step works with: ports, and what its action rests on. */
export interface StepContext {
  readonly action: Action;
  readonly targetId: string;
  /** Those of `action.evidence` that are stored. */
  readonly evidence: readonly AccessEvent[];
  /** What the records behind the evidence tell of rules; empty where they are gone. */
  readonly planted: readonly PlantedRule[];
  readonly containment: Containment;
  readonly directory: Directory;
  readonly quarantineGroup: string | null;
  readonly signal: AbortSignal;
}

/** What a look at the present state came to. */
export type Found =
  | { readonly status: 'found'; readonly objects: readonly FoundObject[] }
  /** The provider shows that it is as it should be: no call is made. What may only be out of sight is `cannot`. */
  | { readonly status: 'nothing'; readonly detail: string }
  /** It cannot be done in this way: a person must. */
  | { readonly status: 'cannot'; readonly detail: string };

/**
 * How one kind of step is done. Everything asks for the present state first, so that each may be run again after a crash or a
 * lost answer. Raises `OutsideError`.
 */
export interface StepWork {
  find(context: StepContext): Promise<Found>;
  change(object: FoundObject, context: StepContext): Promise<void>;
  /** Null: the provider does not say. */
  isChanged(object: FoundObject, context: StepContext): Promise<boolean | null>;
  /** Puts it back; gives why it does not, or null. Null as a whole: there is no way back. */
  readonly restore: ((object: FoundObject, context: StepContext) => Promise<string | null>) | null;
}
