import {
  BEHAVIOUR_TYPES,
  type BehaviourName,
  type BehaviourType,
} from '../behaviour/declaration/behaviour-types.js';
import { writeParameter } from '../behaviour/declaration/parameter.js';
import { fileNameOf } from './scaffold-rule.js';

/** The file of a behaviour that is to be tuned. `name` is that of the file, without an ending. */
export interface BehaviourScaffold {
  readonly name: string;
  readonly text: string;
}

/** A behaviour as the product has it, with each of its numbers and what it decides. `title` is one line of words, `id` a UUID. */
export function scaffoldBehaviour(title: string, id: string, type: BehaviourName): BehaviourScaffold {
  const { points, techniques, parameters }: BehaviourType = BEHAVIOUR_TYPES[type];
  const numbers = Object.entries(parameters).map(
    ([key, { kind, standard, meaning }]) => `  ${key}: ${writeParameter(kind, standard)} # ${meaning}\n`,
  );
  const tags = techniques.map((technique) => `  - attack.${technique.toLowerCase()}\n`);
  return {
    name: fileNameOf(title),
    text: `title: ${JSON.stringify(title)}
id: ${id}
status: experimental
description: Why the numbers are other than the product's.
${tags.length === 0 ? '' : `tags:\n${tags.join('')}`}behaviour:
  type: ${type}
${numbers.join('')}falsepositives:
  - Who else does this, and how to tell.
mailwarden:
  points: ${points}
  shadow: false # true: on trial, recorded and never counted
`,
  };
}
