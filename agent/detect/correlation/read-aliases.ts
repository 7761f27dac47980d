import { isJsonObject } from '../../model/json.js';
import type { Issues } from '../sigma/language/issues.js';
import type { Correlation } from './correlation.js';

/** Reads `aliases`: by alias in lower case, then by rule as the file calls it. */
export function readAliases(value: unknown, issues: Issues): Correlation['aliases'] {
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  if (value === undefined || value === null) return aliases;
  const path = ['correlation', 'aliases'];
  if (!isJsonObject(value)) {
    issues.error(path, 'aliases must be a map of aliases, each a map from a rule to its field');
    return aliases;
  }
  for (const [alias, fields] of Object.entries(value)) {
    if (!isJsonObject(fields) || Object.keys(fields).length === 0) {
      issues.error([...path, alias], `alias "${alias}" must be a map from a rule to its field`);
      continue;
    }
    const byRule = new Map<string, string>();
    for (const [rule, field] of Object.entries(fields)) {
      if (typeof field === 'string' && field !== '') byRule.set(rule, field);
      else issues.error([...path, alias, rule], 'the field of an alias must be a text');
    }
    aliases.set(alias.toLowerCase(), byRule);
  }
  return aliases;
}
