import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.js';
import { refuseUnknown } from '../../content/refuse-unknown.js';
import type { Issues } from '../../sigma/language/issues.js';
import { LEVEL_POINTS } from '../../sigma/read-ours.js';
import type { RuleLevel } from '../../sigma/rule.js';
import type { Behaviour } from './behaviour.js';
import type { BehaviourType } from './behaviour-types.js';

/** What may stand under `mailwarden` in a behaviour's file. */
export const WEIGHT_KEYS = ['points', 'enabled', 'shadow'] as const;

/** Thousandths: no single behaviour weighs more, for or against. */
export const MOST_POINTS = 10_000;

/** Reads the `mailwarden` part of a behaviour: what its findings weigh, whether it looks at all, and whether it is on trial. */
export function readWeight(
  value: JsonValue | undefined,
  type: BehaviourType,
  level: RuleLevel | null,
  issues: Issues,
): Pick<Behaviour, 'points' | 'isEnabled' | 'isShadow'> {
  const ours = isJsonObject(value) ? value : {};
  if (value !== undefined && !isJsonObject(value))
    issues.error(['mailwarden'], `mailwarden must be a map of ${WEIGHT_KEYS.join(', ')}`);
  refuseUnknown(ours, WEIGHT_KEYS, ['mailwarden'], issues);
  const isEnabled = readSwitch(ours, 'enabled', issues) ?? true;
  const isShadow = readSwitch(ours, 'shadow', issues) ?? false;
  if (isShadow && type.addsTo !== undefined) {
    const message = `it makes no finding that could be on trial: its points are added to ${type.addsTo}`;
    issues.error(['mailwarden', 'shadow'], message);
  }
  const points = readPoints(ours, type, issues) ?? pointsOfLevel(type, level) ?? type.points;
  return { points: isEnabled ? points : 0, isEnabled, isShadow };
}

/** Levels are of what speaks against an account. */
function pointsOfLevel({ points }: BehaviourType, level: RuleLevel | null): number | null {
  return level === null || points < 0 ? null : LEVEL_POINTS[level];
}

function readSwitch(ours: JsonObject, key: 'enabled' | 'shadow', issues: Issues): boolean | null {
  const value = ours[key];
  if (typeof value === 'boolean') return value;
  if (value !== undefined) issues.error(['mailwarden', key], `${key} must be true or false`);
  return null;
}

function readPoints({ points }: JsonObject, type: BehaviourType, issues: Issues): number | null {
  if (points === undefined) return null;
  const [min, max] = type.points < 0 ? [-MOST_POINTS, 0] : [0, MOST_POINTS];
  if (typeof points === 'number' && Number.isInteger(points) && points >= min && points <= max) return points;
  const why = type.points < 0 ? 'it speaks for the owner' : 'it speaks against the account';
  issues.error(
    ['mailwarden', 'points'],
    `points must be a whole number of thousandths from ${min} to ${max}: ${why}`,
  );
  return null;
}
