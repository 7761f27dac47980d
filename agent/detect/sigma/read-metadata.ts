import { deriveId } from '../../model/ids.js';
import type { JsonObject } from '../../model/json.js';
import { nearestName } from '../../model/nearest-name.js';
import type { YamlDocument } from '../content/yaml-documents.js';
import type { Issues } from './language/issues.js';
import { readOurs } from './read-ours.js';
import { type LogSource, RULE_LEVELS, RULE_STATUSES, type Rule } from './rule.js';

const KNOWN_KEYS = [
  'title',
  'id',
  'related',
  'name',
  'taxonomy',
  'status',
  'description',
  'license',
  'author',
  'references',
  'date',
  'modified',
  'logsource',
  'detection',
  'correlation',
  'generate',
  'fields',
  'falsepositives',
  'runbook',
  'level',
  'tags',
  'scope',
  'mailwarden',
];

/** Reads what a rule says of itself. Null when it has no usable title. */
export function readMetadata(
  document: YamlDocument,
  body: JsonObject,
  logSource: LogSource | null,
  issues: Issues,
): Rule | null {
  warnOfMisspelling(body, issues);
  const title = readTitle(body, issues);
  const level = readOneOf(body, 'level', RULE_LEVELS, issues) ?? 'medium';
  const status = readOneOf(body, 'status', RULE_STATUSES, issues);
  if (status === 'deprecated' || status === 'unsupported') {
    issues.warn(['status'], `is ${status}, says the rule itself; it is used all the same`);
  }
  const tags = readTexts(body, 'tags', issues).map((tag) => tag.toLowerCase());
  const id = readId(body, title, issues);
  if (title === null) return null;
  return {
    id,
    title,
    level,
    status,
    ...readOurs(body.mailwarden, { title, level, tags, logSource }, issues),
    techniques: techniquesOf(tags),
    falsePositives: readTexts(body, 'falsepositives', issues),
    ...readRunbook(body, issues),
    file: document.file,
    line: document.lineOf(body.title === undefined ? [] : ['title']),
  };
}

/** Ours: Sigma has no word for it, and leaves room for further keys. */
function readRunbook({ runbook }: JsonObject, issues: Issues): Pick<Rule, 'runbook'> {
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

function readId({ id }: JsonObject, title: string | null, issues: Issues): string {
  if (typeof id === 'string' && id.trim() !== '') return id.trim();
  if (id === undefined)
    issues.warn([], 'the rule has no id; one was derived from its title; add a UUID as "id"');
  else issues.error(['id'], 'id must be a text, best a UUID');
  return deriveId('rule', title ?? '');
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

/** Sigma allows attributes of one's own, so a name that is nearly a known one is only doubted. */
function warnOfMisspelling(body: JsonObject, issues: Issues): void {
  for (const key of Object.keys(body)) {
    if (KNOWN_KEYS.includes(key) || key.length > 16) continue;
    const near = nearestName(key, KNOWN_KEYS);
    if (near !== null)
      issues.warn([key], `"${key}" is not an attribute of Sigma; did you mean "${near}"?`, 'key');
  }
}
