import type { EvidenceFamily } from '../../model/finding.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import { refuseUnknown } from '../content/refuse-unknown.js';
import type { Issues } from './language/issues.js';
import { type LogSource, RULE_SUBJECTS, type Rule, type RuleLevel } from './rule.js';

const FAMILIES: readonly EvidenceFamily[] = [
  'network',
  'client',
  'authentication',
  'provider',
  'session',
  'mail',
  'persistence',
  'consent',
];

/** Thousandths of a nat of what gives no points of its own. */
export const LEVEL_POINTS: Readonly<Record<RuleLevel, number>> = {
  informational: 0,
  low: 500,
  medium: 1500,
  high: 3000,
  critical: 4500,
};

const KEYS = ['family', 'points', 'text', 'subject', 'needsCredential', 'shadow'];

/** What the rest of the rule says, from which our own part follows where it is left out. */
export interface RuleContext {
  readonly title: string;
  readonly level: RuleLevel;
  /** In lower case. */
  readonly tags: readonly string[];
  readonly logSource: LogSource | null;
}

/** Reads the `mailwarden` part of a rule; what it leaves out follows from level, tags and log source. */
export function readOurs(
  value: unknown,
  context: RuleContext,
  issues: Issues,
): Pick<Rule, 'family' | 'points' | 'text' | 'subject' | 'needsCredential' | 'isShadow'> {
  const ours = isJsonObject(value) ? value : {};
  if (value !== undefined && !isJsonObject(value))
    issues.error(['mailwarden'], `mailwarden must be a map of ${KEYS.join(', ')}`);
  refuseUnknown(ours, KEYS, ['mailwarden'], issues);
  const needsCredential = readSwitch(ours, 'needsCredential', issues);
  return {
    family: oneOf(ours, 'family', FAMILIES, issues) ?? familyOf(context),
    points: readPoints(ours, issues) ?? LEVEL_POINTS[context.level],
    text: readText(ours, issues) ?? `${context.title}.`,
    subject: oneOf(ours, 'subject', RULE_SUBJECTS, issues) ?? 'mailbox',
    // The provider's own risk detections are also raised by attempts that fail.
    needsCredential: needsCredential ?? context.logSource?.service !== 'riskdetection',
    isShadow: readSwitch(ours, 'shadow', issues) ?? false,
  };
}

function oneOf<T extends string>(
  ours: JsonObject,
  key: string,
  allowed: readonly T[],
  issues: Issues,
): T | null {
  const value = ours[key];
  if (value === undefined) return null;
  const found = allowed.find((one) => one === value);
  if (found === undefined) issues.error(['mailwarden', key], `${key} must be one of: ${allowed.join(', ')}`);
  return found ?? null;
}

function readSwitch(ours: JsonObject, key: string, issues: Issues): boolean | null {
  const value = ours[key];
  if (typeof value === 'boolean') return value;
  if (value !== undefined) issues.error(['mailwarden', key], `${key} must be true or false`);
  return null;
}

function readPoints({ points }: JsonObject, issues: Issues): number | null {
  if (points === undefined) return null;
  if (typeof points === 'number' && Number.isInteger(points) && Math.abs(points) <= 10_000) return points;
  issues.error(
    ['mailwarden', 'points'],
    'points must be a whole number of thousandths, between -10000 and 10000',
  );
  return null;
}

function readText({ text }: JsonObject, issues: Issues): string | null {
  if (text === undefined) return null;
  if (typeof text === 'string' && text.trim() !== '') return text.trim();
  issues.error(['mailwarden', 'text'], 'text must be one sentence for an analyst');
  return null;
}

/** The first that fits: consent, persistence, collection by tag, else what the log tells of. */
function familyOf({ tags, logSource }: RuleContext): EvidenceFamily {
  const has = (...names: readonly string[]): boolean => names.some((name) => tags.includes(`attack.${name}`));
  if (has('t1528', 't1550.001')) return 'consent';
  if (has('persistence', 't1564.008', 't1114.003')) return 'persistence';
  switch (logSource?.service) {
    case 'signinlogs':
      return 'authentication';
    case 'riskdetection':
    case 'pim':
    case 'threat_management':
    case 'threat_detection':
      return 'provider';
    case 'auditlogs':
      return 'persistence';
    default:
      return has('collection', 'exfiltration') || logSource?.product === 'm365' ? 'mail' : 'provider';
  }
}
