import type { InputIssue } from '../model/errors.js';
import { type RoutingConfig, RoutingFileSchema } from './alert-schema.js';
import { type PositionedJson, parsePositionedYaml } from './positions.js';
import { issuesAgainst } from './validate.js';

/** Routes and silences as they stand in a file of their own, with where they stand. */
export interface RoutingFile {
  readonly value: RoutingConfig;
  readonly yaml: PositionedJson;
}

const issuesOf = issuesAgainst(RoutingFileSchema);

/** Reads the YAML file of routes. Null when it cannot be used; why is added to `issues`. An empty one has no routes. */
export function readRoutingFile(name: string, text: string, issues: InputIssue[]): RoutingFile | null {
  const parsed = parsePositionedYaml(name, text);
  if ('message' in parsed) {
    issues.push(parsed);
    return null;
  }
  const yaml = parsed.value === null ? { ...parsed, value: {} } : parsed;
  const wrong = issuesOf(yaml);
  issues.push(...wrong);
  return wrong.length > 0 ? null : { value: yaml.value as RoutingConfig, yaml };
}
