import type { Behaviour } from '../../detect/behaviour/declaration/behaviour.js';
import { describeBehaviour } from '../../detect/loop/describe-behaviour.js';
import { renderBehaviour } from '../../detect/loop/render-behaviour.js';
import type { CommandIo } from '../io.js';
import { writeJson } from '../verb.js';

/** Tells what a behaviour is and by which numbers it goes. */
export function showBehaviour(behaviour: Behaviour, isJson: boolean, io: CommandIo): void {
  const described = describeBehaviour(behaviour);
  if (isJson) writeJson(io, described);
  else io.out(renderBehaviour(described));
}
