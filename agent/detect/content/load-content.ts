import type { InputIssue } from '../../model/errors.js';
import type { Tuning } from '../../model/tuning.js';
import { applyFilters } from '../sigma/apply-filters.js';
import { createRuleSet, type RuleSet } from '../sigma/rule-set.js';
import { parseTuning } from '../tuning/parse-tuning.js';
import { CollectedContent } from './collected-content.js';
import type { ContentFile } from './content-file.js';
import { orphanTests, unmappedRules, untestedRules } from './doubts.js';
import type { RuleTestFile } from './read-rule-test.js';

/** All that a rule directory holds. What has errors is left out of it, and named in `errors`. */
export interface LoadedContent {
  readonly rules: RuleSet;
  readonly tuning: Tuning;
  readonly tests: readonly RuleTestFile[];
  readonly errors: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
}

/**
 * Reads the YAML files of the rule directories; documents are told apart by content. `builtIn` are the mappings that
 * the product brings: one of the same name among `files` replaces it. Every mistake is reported at once.
 */
export function loadContent(
  files: readonly ContentFile[],
  builtIn: readonly ContentFile[] = [],
): LoadedContent {
  const collected = new CollectedContent();
  for (const file of builtIn) collected.readFile(file, true);
  for (const file of files) collected.readFile(file, false);
  const tuning = parseTuning(files.filter(({ file }) => collected.tuningFiles.has(file)));
  const taxonomies = [...collected.taxonomies.values()];
  const filtered = applyFilters(collected.withoutDoubles(), collected.filters);
  return {
    rules: createRuleSet(filtered.rules, taxonomies),
    tuning: tuning.tuning,
    tests: collected.tests,
    errors: inOrder([...collected.errors, ...filtered.errors, ...tuning.errors]),
    warnings: inOrder([
      ...collected.warnings,
      ...tuning.warnings,
      ...unmappedRules(filtered.rules, taxonomies),
      ...untestedRules(filtered.rules, collected.tests),
      ...orphanTests(collected.ruleStems, collected.tests),
    ]),
  };
}

function inOrder(issues: readonly InputIssue[]): readonly InputIssue[] {
  return [...issues].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}
