import type { LoadedContent } from '../../detect/content/load-content.js';
import type { Correlation } from '../../detect/correlation/correlation.js';
import { type Explanation, explainRule } from '../../detect/loop/explain-rule.js';
import type { CompiledRule } from '../../detect/sigma/rule.js';
import { InputError } from '../../model/errors.js';
import { filtersOf, type MappedView, ruleDocument, viewsOf } from './explain-parts.js';
import type { FileRecord } from './record-at.js';

/** What of a record rule held, and through which mapping; null for the record's own names. */
export interface ExplainedRule {
  readonly mapping: string | null;
  readonly explanation: Explanation;
}

export interface ExplainTerms {
  /** `none`, or the one mapping to use. */
  readonly map: string | null;
  readonly showsValues: boolean;
}

/** Takes a rule apart for a record. Where several mappings read it, the one by which the rule matches is shown. */
export function explainRecordRule(
  compiled: CompiledRule,
  record: FileRecord,
  content: LoadedContent,
  { map, showsValues }: ExplainTerms,
): ExplainedRule {
  const document = ruleDocument(compiled);
  const filters = filtersOf(compiled, content.filters);
  const views = viewsOf(record, compiled, content.taxonomies, map);
  const by = ({ mapping, ...view }: MappedView): ExplainedRule => ({
    mapping,
    explanation: explainRule(document, filters, { ...view, placeholders: content.placeholders, showsValues }),
  });
  return views.map(by).find(({ explanation }) => explanation.matches) ?? by(views[0]);
}

/** Of several rules some are about other logs than that of the record: they never see it. */
export interface UnseenRecord {
  readonly rule: string;
  readonly title: string;
  readonly reason: string;
}

/** The same for one of several rules, which says why it does not see the record instead of raising. */
export function explainOrSay(
  compiled: CompiledRule,
  record: FileRecord,
  content: LoadedContent,
  terms: ExplainTerms,
): ExplainedRule | UnseenRecord {
  try {
    return explainRecordRule(compiled, record, content, terms);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const reason = cause.issues.map(({ message }) => message).join('; ');
    return { rule: compiled.rule.id, title: compiled.rule.title, reason };
  }
}

/** The correlations that a correlation reads, itself first, and the record rules that all of them read. */
export function readBy(
  correlation: Correlation,
  { rules, compiled }: LoadedContent,
): { readonly correlations: readonly Correlation[]; readonly rules: readonly CompiledRule[] } {
  const found = new Set([correlation]);
  for (const one of found)
    for (const inner of rules.correlations.correlations)
      if (one.rules.includes(inner.rule.id)) found.add(inner);
  const ids = new Set([...found].flatMap((one) => one.rules));
  return { correlations: [...found], rules: compiled.filter(({ rule }) => ids.has(rule.id)) };
}
