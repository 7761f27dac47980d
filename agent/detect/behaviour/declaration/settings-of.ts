import type { BehaviourTuning, Tuning } from '../../../model/tuning.js';
import { BEHAVIOUR_TYPES, type BehaviourName } from './behaviour-types.js';
import { DEFAULT_BEHAVIOURS } from './default-behaviours.js';

/** What holds for one behaviour, each of its parameters by name. */
export interface BehaviourSettings<N extends BehaviourName> extends Omit<BehaviourTuning, 'parameters'> {
  readonly parameters: Readonly<Record<keyof (typeof BEHAVIOUR_TYPES)[N]['parameters'], number>>;
}

/** A behaviour as tuned: spans of time in milliseconds, points in thousandths. */
export function settingsOf<N extends BehaviourName>(name: N, tuning: Tuning): BehaviourSettings<N> {
  const settings: BehaviourTuning = tuning.behaviours[name] ?? DEFAULT_BEHAVIOURS[name];
  // Whoever fills in a `BehaviourTuning` gives every parameter of its type.
  return settings as BehaviourSettings<N>;
}

/** Whether a text names a behaviour. */
export function isBehaviourName(text: string): text is BehaviourName {
  return Object.hasOwn(BEHAVIOUR_TYPES, text);
}
