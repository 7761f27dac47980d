import type { Behaviour } from '../../detect/behaviour/declaration/behaviour.js';
import type { LoadedContent } from '../../detect/content/load-content.js';
import type { Correlation } from '../../detect/correlation/correlation.js';
import type { CompiledRule } from '../../detect/sigma/rule.js';
import { type Findable, findRule } from './find-rule.js';

/** A behaviour under the names by which it is looked for. */
export interface NamedBehaviour extends Findable {
  readonly behaviour: Behaviour;
}

/**
 * What a person means of all that a rule directory holds, by id, name, title or file name; a behaviour also by its type, or by
 * `behaviour:<type>` as its findings have it. Raises `InputError` when there is none, or not one.
 */
export function findAny(
  wanted: string,
  { compiled, rules, behaviours }: LoadedContent,
  directory: string,
): CompiledRule | Correlation | NamedBehaviour {
  const all = [...compiled, ...rules.correlations.correlations, ...behaviours.map(named)];
  return findRule(wanted.replace(/^behaviour:/, ''), all, directory);
}

function named(behaviour: Behaviour): NamedBehaviour {
  const { type, id, title, file } = behaviour;
  return { rule: { id: id ?? type, title, file }, name: type, behaviour };
}
