import type { InputIssue } from '../../model/errors.js';
import type { Taxonomy } from '../sigma/fields/taxonomy.js';
import { type RuleFilter, readFilter } from '../sigma/read-filter.js';
import { readRule } from '../sigma/read-rule.js';
import type { CompiledRule } from '../sigma/rule.js';
import type { ContentFile } from './content-file.js';
import { documentKind, isRuleTestFile } from './document-kind.js';
import { readMapping } from './read-mapping.js';
import { type RuleTestFile, readRuleTest, stemOf } from './read-rule-test.js';
import { parseYamlDocuments, type YamlDocument } from './yaml-documents.js';

/** What the documents of rule directories hold, gathered one file after the other, with every mistake. */
export class CollectedContent {
  readonly compiled: CompiledRule[] = [];
  readonly filters: RuleFilter[] = [];
  readonly taxonomies = new Map<string, Taxonomy>();
  readonly tests: RuleTestFile[] = [];
  readonly tuningFiles = new Set<string>();
  readonly ruleStems = new Set<string>();
  readonly errors: InputIssue[] = [];
  readonly warnings: InputIssue[] = [];

  /** Of the files that the product brings, only the mappings count. */
  readFile({ file, text }: ContentFile, isBuiltIn: boolean): void {
    const { documents, errors } = parseYamlDocuments(file, text);
    this.errors.push(...errors);
    for (const document of documents) {
      if (!isBuiltIn || documentKind(file, document.value) === 'mapping') this.#readDocument(document);
    }
    if (!isRuleTestFile(file)) this.ruleStems.add(stemOf(file));
  }

  /** Two rules of one id are told apart by nobody: the first stands, the other is an error. */
  withoutDoubles(): readonly CompiledRule[] {
    const byId = new Map<string, CompiledRule>();
    for (const one of this.compiled) {
      const { id, file, line } = one.rule;
      const first = byId.get(id)?.rule;
      if (first === undefined) byId.set(id, one);
      else
        this.errors.push({
          file,
          line,
          column: null,
          message: `has the id of ${first.file}:${first.line}; ids must differ`,
        });
    }
    return [...byId.values()];
  }

  #readDocument(document: YamlDocument): void {
    switch (documentKind(document.file, document.value)) {
      case 'rule': {
        const { compiled, issues } = readRule(document);
        if (compiled !== null) this.compiled.push(compiled);
        this.#keep(issues);
        break;
      }
      case 'mapping': {
        const { taxonomy, issues } = readMapping(document);
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
      case 'correlation':
        this.#refuse(
          document,
          ['correlation'],
          'correlations are not supported yet; take the file out of the directory',
        );
        break;
      case 'filter': {
        const { filter, issues } = readFilter(document);
        if (filter !== null) this.filters.push(filter);
        this.#keep(issues);
        break;
      }
      case 'broken-rule':
        this.#refuse(document, [], 'looks like a rule but lacks "detection"; add selections and a condition');
        break;
      case 'other':
        this.warnings.push(
          document.issueAt([], 'is neither rule, mapping, tuning nor rule test; it is left alone'),
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
