import type { JsonObject } from '../../model/json.js';
import type { Issues } from './language/issues.js';
import { RULE_LEVELS, RULE_STATUSES, type RuleLevel, type RuleStatus } from './rule.js';

/** What every document may say of where it comes from, in Sigma's words. */
export const ATTRIBUTE_KEYS = [
  'status',
  'description',
  'license',
  'author',
  'references',
  'date',
  'modified',
] as const;

/** What a document says of itself, whatever it detects and however. */
export interface Attributes {
  /** Null, and an issue, without a usable one. */
  readonly title: string | null;
  /** Null where it gives none, or one that cannot be used, which is then an issue. */
  readonly id: string | null;
  /** Null where it does not say. */
  readonly level: RuleLevel | null;
  /** Null where it does not say. */
  readonly status: RuleStatus | null;
  /** In lower case. */
  readonly tags: readonly string[];
  /** ATT&CK technique ids among the tags. */
  readonly techniques: readonly string[];
  readonly falsePositives: readonly string[];
  /** Missing where it does not say. */
  readonly runbook?: string;
}

/** Reads the attributes that rules, correlations and behaviours have in common. */
export function readAttributes(body: JsonObject, issues: Issues): Attributes {
  const title = readTitle(body, issues);
  const level = readOneOf(body, 'level', RULE_LEVELS, issues);
  const status = readOneOf(body, 'status', RULE_STATUSES, issues);
  if (status === 'deprecated' || status === 'unsupported') {
    issues.warn(['status'], `is ${status}, says the rule itself; it is used all the same`);
  }
  const tags = readTexts(body, 'tags', issues).map((tag) => tag.toLowerCase());
  return {
    title,
    id: readId(body, issues),
    level,
    status,
    tags,
    techniques: techniquesOf(tags),
    falsePositives: readTexts(body, 'falsepositives', issues),
    ...readRunbook(body, issues),
  };
}

/** Ours: Sigma has no word for it, and leaves room for further keys. */
function readRunbook({ runbook }: JsonObject, issues: Issues): Pick<Attributes, 'runbook'> {
  if (runbook === undefined) return {};
  if (typeof runbook === 'string' && runbook.trim() !== '') return { runbook: runbook.trim() };
  issues.error(['runbook'], 'runbook must be a link or a sentence: what a person does about a finding');
  return {};
}

function readTitle({ title }: JsonObject, issues: Issues): string | null {
  if (typeof title === 'string' && title.trim() !== '') return title.trim();
  issues.error(title === undefined ? [] : ['title'], 'a rule needs a title, one line of text');
  return null;
}

function readId({ id }: JsonObject, issues: Issues): string | null {
  if (typeof id === 'string' && id.trim() !== '') return id.trim();
  if (id !== undefined) issues.error(['id'], 'id must be a text, best a UUID');
  return null;
}

function readOneOf<T extends string>(
  body: JsonObject,
  key: string,
  allowed: readonly T[],
  issues: Issues,
): T | null {
  const value = body[key];
  if (value === undefined) return null;
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  issues.error([key], `${key} must be one of: ${allowed.join(', ')}`);
  return null;
}

function readTexts(body: JsonObject, key: string, issues: Issues): readonly string[] {
  const value = body[key];
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  issues.error([key], `${key} must be a list of texts`);
  return [];
}

function techniquesOf(tags: readonly string[]): readonly string[] {
  const techniques = tags.flatMap(
    (tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/.exec(tag)?.[1]?.toUpperCase() ?? [],
  );
  return [...new Set(techniques)];
}
