import type { BehaviourTuning } from '../../../model/tuning.js';
import { BEHAVIOUR_TYPES, type BehaviourName, type BehaviourType } from './behaviour-types.js';

/** Every behaviour as it is where no file declares it. */
export const DEFAULT_BEHAVIOURS: Readonly<Record<BehaviourName, BehaviourTuning>> = Object.fromEntries(
  Object.entries<BehaviourType>(BEHAVIOUR_TYPES).map(([name, type]) => [name, standardOf(type)]),
) as Record<BehaviourName, BehaviourTuning>;

function standardOf({ title, points, techniques, parameters }: BehaviourType): BehaviourTuning {
  const numbers = Object.entries(parameters).map(([name, { standard }]) => [name, standard] as const);
  return { title, points, techniques, isShadow: false, parameters: Object.fromEntries(numbers) };
}
