import type { InputIssue } from '../../../model/errors.js';
import type { BehaviourTuning } from '../../../model/tuning.js';
import type { Behaviour } from './behaviour.js';
import type { BehaviourName } from './behaviour-types.js';
import { DEFAULT_BEHAVIOURS } from './default-behaviours.js';

/** A behaviour and the position of the rule directory that it was read from. */
export interface PlacedBehaviour {
  readonly behaviour: Behaviour;
  readonly layer: number;
}

/**
 * One declaration for each type: that of the last directory which has one, since every directory may say otherwise than those before
 * it; a runbook that it does not give is that of the one before. Two of one type in one directory are an error: nobody could tell which
 * holds.
 */
export function chooseBehaviours(placed: readonly PlacedBehaviour[]): {
  readonly behaviours: readonly Behaviour[];
  readonly errors: readonly InputIssue[];
} {
  const chosen = new Map<BehaviourName, PlacedBehaviour>();
  const errors: InputIssue[] = [];
  for (const one of [...placed].sort((a, b) => a.layer - b.layer)) {
    const { type, file, line } = one.behaviour;
    const before = chosen.get(type);
    if (before === undefined) chosen.set(type, one);
    else if (before.layer < one.layer) chosen.set(type, over(one, before));
    else {
      const other = `${before.behaviour.file}:${before.behaviour.line}`;
      const message = `declares the behaviour ${type}, which ${other} declares already; keep one of the two`;
      errors.push({ file, line, column: null, message });
    }
  }
  const behaviours = [...chosen.values()].map(({ behaviour }) => behaviour);
  return { behaviours: behaviours.sort((a, b) => (a.type < b.type ? -1 : 1)), errors };
}

function over(one: PlacedBehaviour, { behaviour: { runbook } }: PlacedBehaviour): PlacedBehaviour {
  if (runbook === undefined) return one;
  return { ...one, behaviour: { runbook, ...one.behaviour } };
}

/** What holds of each behaviour: as declared, else as the product brings it. */
export function tuningOf(behaviours: readonly Behaviour[]): Readonly<Record<BehaviourName, BehaviourTuning>> {
  const declared = behaviours.map(({ type, title, points, techniques, isShadow, parameters }) => {
    const tuning: BehaviourTuning = { title, points, techniques, isShadow, parameters };
    return [type, tuning] as const;
  });
  return { ...DEFAULT_BEHAVIOURS, ...Object.fromEntries(declared) };
}
