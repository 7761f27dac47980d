import type { Behaviour } from '../behaviour/declaration/behaviour.js';
import { BEHAVIOUR_TYPES, type BehaviourType } from '../behaviour/declaration/behaviour-types.js';
import { writeParameter } from '../behaviour/declaration/parameter.js';

/** One number of a behaviour: as a file writes it, with what it decides. */
export interface DescribedParameter {
  readonly name: string;
  /** `4`, `0.8`, `90m`. */
  readonly value: string;
  /** What the product brings. */
  readonly standard: string;
  readonly meaning: string;
}

/** What a behaviour is and by which numbers it goes, for people and for programs. */
export interface DescribedBehaviour {
  readonly behaviour: string;
  readonly title: string;
  readonly description: string | null;
  readonly file: string;
  readonly line: number;
  readonly families: readonly string[];
  /** Thousandths; 0 when it is switched off. */
  readonly points: number;
  readonly isEnabled: boolean;
  /** On trial: recorded and never counted. */
  readonly isShadow: boolean;
  /** The behaviour to whose findings its points are added; null where it makes findings of its own. */
  readonly addsTo: string | null;
  readonly techniques: readonly string[];
  readonly falsePositives: readonly string[];
  readonly parameters: readonly DescribedParameter[];
}

/** Describes a behaviour as its file declares it, every number beside the one that the product brings. */
export function describeBehaviour(behaviour: Behaviour): DescribedBehaviour {
  const { type, title, description, file, line, points, isEnabled, isShadow, techniques, falsePositives } =
    behaviour;
  const { families, parameters, addsTo }: BehaviourType = BEHAVIOUR_TYPES[type];
  return {
    behaviour: type,
    title,
    description,
    file,
    line,
    families,
    points,
    isEnabled,
    isShadow,
    addsTo: addsTo ?? null,
    techniques,
    falsePositives,
    parameters: Object.entries(parameters).map(([name, { kind, standard, meaning }]) => ({
      name,
      value: writeParameter(kind, behaviour.parameters[name] ?? standard),
      standard: writeParameter(kind, standard),
      meaning,
    })),
  };
}
