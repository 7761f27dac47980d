import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadContent } from '../../agent/detect/content/load-content.js';
import type { RuleSet } from '../../agent/detect/sigma/rule-set.js';
import type { JsonObject } from '../../agent/model/json.js';
import { isJsonObject } from '../../agent/model/json.js';
import { createSeeded, type Seeded } from './seeded.js';

interface RuleFile {
  readonly file: string;
  readonly text: string;
}

/** The public rules for Azure, Microsoft 365 and threat hunting in them; those with placeholders are left out. */
export function cloudRules(samples: string): readonly JsonObject[] {
  return yamlFiles(join(samples, 'sigma', 'rules'))
    .filter(({ file }) => /[\\/](azure|m365)[\\/]/.test(file))
    .map(({ text }) => parse(text) as JsonObject)
    .filter((rule) => !JSON.stringify(rule).includes('|expand'));
}

/** A set of so many rules: those given and, beyond them, copies whose values were changed. Fewer: the first ones. */
export function ruleSetOf(rules: readonly JsonObject[], size: number, mappings: string): RuleSet {
  const random = createSeeded(size);
  const chosen = spread(rules, size).map((rule, at) => {
    const detection = at < rules.length ? rule.detection : mutated(rule.detection ?? null, random);
    return { ...rule, id: `rule-${at}`, detection };
  });
  const files = chosen.map((rule, at) => ({ file: `${at}.yml`, text: JSON.stringify(rule) }));
  const content = loadContent(files, yamlFiles(mappings));
  const [first] = content.errors;
  if (first !== undefined) throw new Error(`${first.file}: ${first.message}`);
  return content.rules;
}

/** So many of the rules, from all over the list; in turns where there are not enough. */
function spread(rules: readonly JsonObject[], size: number): readonly JsonObject[] {
  const step = Math.max(1, rules.length / size);
  return Array.from({ length: size }, (_, at) => rules[Math.floor(at * step) % rules.length] ?? {});
}

/** Every text that is compared with becomes another of its length, its wildcards left where they are. */
function mutated(value: unknown, random: Seeded, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => mutated(item, random, key));
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, mutated(item, random, name)]),
    );
  }
  if (key === 'condition') return value;
  if (typeof value === 'number') return value + 1 + random.below(90_000);
  if (typeof value !== 'string' || /\|(cidr|re)$/.test(key)) return value;
  return value.replace(/[a-z]{2}/gi, () => random.hex(2));
}

function yamlFiles(folder: string): readonly RuleFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}
