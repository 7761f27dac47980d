import type { LoadedContent } from '../../detect/content/load-content.js';
import type { Correlation } from '../../detect/correlation/correlation.js';
import { type Explanation, explainRule } from '../../detect/loop/explain-rule.js';
import { renderExplanation } from '../../detect/loop/render-explanation.js';
import { requireRules } from '../load-rules.js';
import { type AddVerb, wholeNumber, writeJson } from '../verb.js';
import { filtersOf, type MappedView, ruleDocument, viewsOf } from './explain-parts.js';
import { findRule } from './find-rule.js';
import { recordAt } from './record-at.js';

interface ExplainOptions {
  readonly record: number;
  readonly map?: string;
  readonly rules?: string;
  readonly showValues?: true;
  readonly json?: true;
}

/** `mailwarden rules explain`. */
export const addExplain: AddVerb = (rules, io) => {
  rules
    .command('explain')
    .argument('<rule>', 'its id, name, title or file name')
    .argument('<file>', 'an exported log, or any JSON')
    .description(
      'Tells which part of a rule holds for a record and which does not, value by value; of a correlation, for each rule that it reads.',
    )
    .option('--record <n>', 'zero-based position of the record in the file', wholeNumber(0), 0)
    .option('--map <name>', '"none": no taxonomy, the log source is ignored; else the one mapping to use')
    .option('--rules <dir>', 'a rule directory; the built-in one if not given')
    .option('--show-values', "print the record's own values, which may be a customer's")
    .option('--json', 'print {matches, mapping, detection, filters}; of a correlation {correlation, rules}')
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden rules explain inbox-rule-deletes-mail audit.json --record 3\n',
    )
    .action((wanted: string, file: string, options: ExplainOptions) => {
      const content = requireRules(options.rules === undefined ? [] : [options.rules]);
      const { correlations } = content.rules.correlations;
      const named = findRule(wanted, [...content.compiled, ...correlations], options.rules ?? BUILT_IN);
      const correlation = correlations.find(({ rule }) => rule.id === named.rule.id);
      if (correlation === undefined) {
        const explained = explain(named.rule.id, file, content, options);
        if (options.json) writeJson(io, toJson(explained));
        else io.out(inWords(explained));
        return;
      }
      const parts = rulesUnder(correlation, correlations).map((id) => explain(id, file, content, options));
      if (options.json) writeJson(io, { correlation: correlation.rule.id, rules: parts.map(toJson) });
      else io.out(`${correlation.rule.title} reads these rules:\n${parts.map(inWords).join('')}`);
    });
};

const BUILT_IN = 'the built-in rules';

/** The record rules that a correlation reads, by way of others too: each says of itself whether it matches a record. */
function rulesUnder({ rules }: Correlation, correlations: readonly Correlation[]): readonly string[] {
  const under = rules.flatMap((id) => {
    const inner = correlations.find(({ rule }) => rule.id === id);
    return inner === undefined ? [id] : rulesUnder(inner, correlations);
  });
  return [...new Set(under)];
}

function toJson({ mapping, explanation }: Explained): object {
  return { mapping, ...explanation };
}

function inWords({ mapping, explanation }: Explained): string {
  return `${mapping === null ? '' : `read by the mapping ${mapping}\n`}${renderExplanation(explanation)}`;
}

interface Explained {
  readonly mapping: string | null;
  readonly explanation: Explanation;
}

/** Where several mappings read the record, the one by which the rule matches is shown. */
function explain(wanted: string, file: string, content: LoadedContent, options: ExplainOptions): Explained {
  const compiled = findRule(wanted, content.compiled, options.rules ?? BUILT_IN);
  const document = ruleDocument(compiled);
  const filters = filtersOf(compiled, content.filters);
  const showsValues = options.showValues === true;
  const views = viewsOf(recordAt(file, options.record), compiled, content.taxonomies, options.map ?? null);
  const by = ({ mapping, ...view }: MappedView): Explained => ({
    mapping,
    explanation: explainRule(document, filters, { ...view, showsValues }),
  });
  return views.map(by).find(({ explanation }) => explanation.matches) ?? by(views[0]);
}
