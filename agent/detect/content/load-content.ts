import type { InputIssue } from '../../model/errors.js';
import type { NoticeRegime } from '../../model/notice.js';
import type { Tuning } from '../../model/tuning.js';
import type { Behaviour } from '../behaviour/declaration/behaviour.js';
import { chooseBehaviours, tuningOf } from '../behaviour/declaration/choose-behaviours.js';
import { createCorrelationSet } from '../correlation/correlation-set.js';
import { linkCorrelations } from '../correlation/link-correlations.js';
import { applyFilters } from '../sigma/apply-filters.js';
import type { Taxonomy } from '../sigma/fields/taxonomy.js';
import type { PlaceholderLists } from '../sigma/language/placeholders.js';
import type { RuleFilter } from '../sigma/read-filter.js';
import type { CompiledRule } from '../sigma/rule.js';
import { createRuleSet, type RuleSet } from '../sigma/rule-set.js';
import { parseTuning } from '../tuning/parse-tuning.js';
import type { TuningTerm } from '../tuning/tuning-draft.js';
import { CollectedContent } from './collected-content.js';
import type { ContentFile } from './content-file.js';
import { findDeadRules } from './dead-rules.js';
import { idleTests, orphanTests, untestedRules } from './doubts.js';
import { type TunedTest, tuneTests } from './test-tuning.js';

/** All that a rule directory holds. What has errors is left out of it, and named in `errors`. */
export interface LoadedContent {
  readonly rules: RuleSet;
  /** The rules of `rules` with their filters joined, in the same order. */
  readonly compiled: readonly CompiledRule[];
  readonly filters: readonly RuleFilter[];
  readonly taxonomies: readonly Taxonomy[];
  readonly tuning: Tuning;
  /** Those that a file declares, by type; the others are as the product brings them. */
  readonly behaviours: readonly Behaviour[];
  /** What the placeholders of the rules stand for. */
  readonly placeholders: PlaceholderLists;
  /** Entries of tuning lists that end, and lists of placeholders that are to be looked at again. */
  readonly terms: readonly TuningTerm[];
  readonly tests: readonly TunedTest[];
  /** In the order of their ids. */
  readonly notices: readonly NoticeRegime[];
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
  const placeholders = collected.readDocuments();
  const tuningFiles = files.filter(({ file }) => collected.tuningFiles.has(file));
  const tuning = parseTuning(tuningFiles);
  const { behaviours, errors: doubles } = chooseBehaviours(collected.behaviours);
  const taxonomies = [...collected.taxonomies.values()];
  const unique = collected.withoutDoubles(behaviours);
  const filtered = applyFilters(unique.rules, collected.filters);
  const linked = linkCorrelations(unique.correlations, filtered.rules);
  const all = [...filtered.rules, ...linked.correlations].map(({ rule }) => rule);
  const weights = tuningOf(behaviours);
  const tuned = tuneTests(collected.tests, tuningFiles, weights);
  const brought = new Set(files.filter(({ isBrought }) => isBrought).map(({ file }) => file));
  const toBeTested = [...all, ...behaviours.filter(({ file }) => !brought.has(file))];
  return {
    rules: createRuleSet(filtered.rules, taxonomies, createCorrelationSet(linked.correlations)),
    compiled: filtered.rules,
    filters: collected.filters,
    taxonomies,
    tuning: { ...tuning.tuning, behaviours: weights },
    behaviours,
    placeholders,
    terms: [...tuning.terms, ...collected.terms],
    tests: tuned.tests,
    notices: [...collected.notices.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    errors: inOrder([
      ...collected.errors,
      ...filtered.errors,
      ...linked.errors,
      ...tuning.errors,
      ...doubles,
      ...tuned.errors,
    ]),
    warnings: inOrder([
      ...collected.warnings,
      ...tuning.warnings,
      ...findDeadRules(filtered.rules, taxonomies),
      ...untestedRules(toBeTested, collected.tests),
      ...idleTests(behaviours, all, collected.tests),
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
