import type { InputIssue } from '../../model/errors.js';
import type { NoticeRegime } from '../../model/notice.js';
import type { Behaviour } from '../behaviour/declaration/behaviour.js';
import type { PlacedBehaviour } from '../behaviour/declaration/choose-behaviours.js';
import { readBehaviour } from '../behaviour/declaration/read-behaviour.js';
import { type ReadCorrelation, readCorrelation } from '../correlation/read-correlation.js';
import type { Taxonomy } from '../sigma/fields/taxonomy.js';
import { PlaceholderLists } from '../sigma/language/placeholders.js';
import { type RuleFilter, readFilter } from '../sigma/read-filter.js';
import { readRule } from '../sigma/read-rule.js';
import type { CompiledRule, Rule } from '../sigma/rule.js';
import type { TuningTerm } from '../tuning/tuning-draft.js';
import { choosePlaceholders, type PlacedList } from './choose-placeholders.js';
import type { ContentFile } from './content-file.js';
import { documentKind, isRuleTestFile } from './document-kind.js';
import { readMapping } from './read-mapping.js';
import { readNotice } from './read-notice.js';
import { readPlaceholders } from './read-placeholders.js';
import { type RuleTestFile, readRuleTest, stemOf } from './read-rule-test.js';
import { parseYamlDocuments, type YamlDocument } from './yaml-documents.js';

type NamedPlace = Pick<Rule, 'id' | 'file' | 'line'>;

/** What the documents of rule directories hold, gathered one file after the other, with every mistake. */
export class CollectedContent {
  readonly compiled: CompiledRule[] = [];
  readonly correlations: ReadCorrelation[] = [];
  readonly filters: RuleFilter[] = [];
  readonly behaviours: PlacedBehaviour[] = [];
  readonly taxonomies = new Map<string, Taxonomy>();
  readonly tests: RuleTestFile[] = [];
  readonly tuningFiles = new Set<string>();
  /** By id: one of the same id in a later directory replaces the earlier one. */
  readonly notices = new Map<string, NoticeRegime>();
  readonly ruleStems = new Set<string>();
  readonly errors: InputIssue[] = [];
  readonly warnings: InputIssue[] = [];
  /** When lists of placeholders are to be looked at again. */
  readonly terms: TuningTerm[] = [];
  readonly #waiting: { readonly document: YamlDocument; readonly layer: number }[] = [];
  readonly #lists: PlacedList[] = [];

  /** Takes a file in. Of the files that the product brings, only the mappings count. */
  readFile({ file, text, layer = 0, isBrought }: ContentFile, isBuiltIn: boolean): void {
    if (isBrought && isRuleTestFile(file)) return;
    const { documents, errors } = parseYamlDocuments(file, text);
    this.errors.push(...errors);
    for (const document of documents) {
      const kind = documentKind(file, document.value);
      if (kind === 'placeholders' && !isBuiltIn) this.#readLists(document, layer);
      else if (!isBuiltIn || kind === 'mapping') this.#waiting.push({ document, layer });
    }
    if (!isRuleTestFile(file)) this.ruleStems.add(stemOf(file));
  }

  /** Reads what was taken in. Only now are the lists known for which placeholders stand, in whatever file they are. */
  readDocuments(): PlaceholderLists {
    const { lists, errors } = choosePlaceholders(this.#lists);
    this.errors.push(...errors);
    const placeholders = new PlaceholderLists(lists);
    for (const { document, layer } of this.#waiting) this.#readDocument(document, layer, placeholders);
    for (const { name, issueAt } of placeholders.unused())
      this.warnings.push(issueAt(`no rule, filter or mapping here asks for %${name}%; remove the list`));
    return placeholders;
  }

  /**
   * Two rules of one id, correlations too, are told apart by nobody: the first stands, the other is an error. `behaviours`, those that
   * hold, come before all.
   */
  withoutDoubles(behaviours: readonly Behaviour[]): {
    readonly rules: readonly CompiledRule[];
    readonly correlations: readonly ReadCorrelation[];
  } {
    const first = new Map<string, NamedPlace>();
    const isFirst = (rule: NamedPlace): boolean => {
      const { id, file, line } = rule;
      const known = first.get(id);
      if (known === undefined) {
        first.set(id, rule);
        return true;
      }
      const message = `has the id of ${known.file}:${known.line}; ids must differ`;
      this.errors.push({ file, line, column: null, message });
      return false;
    };
    for (const { id, file, line } of behaviours) if (id !== null) isFirst({ id, file, line });
    return {
      rules: this.compiled.filter(({ rule }) => isFirst(rule)),
      correlations: this.correlations.filter(({ correlation }) => isFirst(correlation.rule)),
    };
  }

  #readLists(document: YamlDocument, layer: number): void {
    const { lists, terms, issues } = readPlaceholders(document);
    this.#lists.push(...lists.map((list) => ({ list, layer })));
    this.terms.push(...terms);
    this.#keep(issues);
  }

  #readDocument(document: YamlDocument, layer: number, placeholders: PlaceholderLists): void {
    switch (documentKind(document.file, document.value)) {
      case 'rule': {
        const { compiled, issues } = readRule(document, placeholders);
        if (compiled !== null) this.compiled.push(compiled);
        this.#keep(issues);
        break;
      }
      case 'mapping': {
        const { taxonomy, issues } = readMapping(document, placeholders);
        if (taxonomy !== null) this.taxonomies.set(taxonomy.name, taxonomy);
        this.#keep(issues);
        break;
      }
      case 'rule-test': {
        const { test, issues } = readRuleTest(document);
        if (test !== null) this.tests.push(test);
        this.#keep(issues);
        break;
      }
      case 'tuning':
        this.tuningFiles.add(document.file);
        break;
      case 'placeholders':
        break;
      case 'notice': {
        const { regime, issues } = readNotice(document);
        if (regime !== null) this.notices.set(regime.id, regime);
        this.#keep(issues);
        break;
      }
      case 'behaviour': {
        const { behaviour, issues } = readBehaviour(document);
        if (behaviour !== null) this.behaviours.push({ behaviour, layer });
        this.#keep(issues);
        break;
      }
      case 'correlation': {
        const { read, issues } = readCorrelation(document);
        if (read !== null) this.correlations.push(read);
        this.#keep(issues);
        break;
      }
      case 'filter': {
        const { filter, issues } = readFilter(document, placeholders);
        if (filter !== null) this.filters.push(filter);
        this.#keep(issues);
        break;
      }
      case 'broken-rule':
        this.#refuse(document, [], 'looks like a rule but lacks "detection"; add selections and a condition');
        break;
      case 'other':
        this.warnings.push(
          document.issueAt(
            [],
            'is neither rule, behaviour, mapping, tuning, placeholders nor rule test; it is left alone',
          ),
        );
    }
  }

  #refuse(document: YamlDocument, path: readonly string[], message: string): void {
    this.errors.push(document.issueAt(path, message, 'key'));
  }

  #keep(issues: { readonly errors: readonly InputIssue[]; readonly warnings: readonly InputIssue[] }): void {
    this.errors.push(...issues.errors);
    this.warnings.push(...issues.warnings);
  }
}
