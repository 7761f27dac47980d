import { isJsonObject } from '../../model/json.js';
import type { YamlPath } from '../content/yaml-documents.js';
import type { Issues } from './language/issues.js';
import type { LogSource } from './rule.js';

/** Reads a log source; its `definition` and attributes of other tools are left alone. Null when it names no log. */
export function readLogSource(value: unknown, path: YamlPath, issues: Issues): LogSource | null {
  if (!isJsonObject(value)) {
    issues.error(path, 'a rule needs a logsource, such as {product: azure, service: signinlogs}');
    return null;
  }
  const read = (name: keyof LogSource): string | null => {
    const text = value[name];
    if (typeof text === 'string') return text.trim().toLowerCase();
    if (text !== undefined && text !== null) issues.error([...path, name], `${name} must be a text`);
    return null;
  };
  const source = { product: read('product'), service: read('service'), category: read('category') };
  if (source.product !== null || source.service !== null || source.category !== null) return source;
  issues.error(path, 'logsource names neither product, service nor category');
  return null;
}

/** Whether a log is one of those that a rule means: everything that the rule names is so. */
export function isMeant(rule: LogSource, log: LogSource): boolean {
  return (
    (rule.product === null || rule.product === log.product) &&
    (rule.service === null || rule.service === log.service) &&
    (rule.category === null || rule.category === log.category)
  );
}

/** The log source in words, for messages. */
export function describeLogSource({ product, service, category }: LogSource): string {
  const parts = Object.entries({ product, service, category }).filter(([, value]) => value !== null);
  return parts.map(([name, value]) => `${name} ${value}`).join(', ');
}
