import { parseYamlDocuments } from '../../../agent/detect/content/yaml-documents.js';
import { readRule } from '../../../agent/detect/sigma/read-rule.js';
import { createRuleSet, type RuleSet } from '../../../agent/detect/sigma/rule-set.js';
import { describeIssue } from '../../../agent/model/errors.js';
import type { JsonValue } from '../../../agent/model/json.js';

/** A rule read from its YAML, with what was said about it as `file:line:column message`. */
export interface LoadedRule {
  readonly rules: RuleSet;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads the rules of one YAML text. */
export function loadRule(yaml: string, file = 'rule.yml'): LoadedRule {
  const { documents, errors } = parseYamlDocuments(file, yaml);
  const read = documents.map((document) => readRule(document));
  return {
    rules: createRuleSet(
      read.flatMap(({ compiled }) => compiled ?? []),
      [],
    ),
    errors: [...errors, ...read.flatMap(({ issues }) => issues.errors)].map(describeIssue),
    warnings: read.flatMap(({ issues }) => issues.warnings).map(describeIssue),
  };
}

/** A rule around a detection, which begins on line 6. */
export function ruleOf(detection: string): string {
  const indented = detection.trimEnd().replaceAll('\n', '\n  ');
  return `title: T\nid: 11111111-2222-4333-8444-555555555555\nlevel: low\nlogsource: { product: test }\ndetection:\n  ${indented}\n`;
}

/** Whether a detection matches a record, by the names in the record itself. Fails when the rule has errors. */
export function detects(detection: string, record: JsonValue): boolean {
  const { rules, errors } = loadRule(ruleOf(detection));
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return rules.matchPlain(record).length > 0;
}

/** What is wrong with a detection. */
export function mistakesOf(detection: string): readonly string[] {
  return loadRule(ruleOf(detection)).errors;
}
