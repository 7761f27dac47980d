import type { AccessEvent } from '../../model/access-event.js';
import type { JsonValue } from '../../model/json.js';
import type { RawRecord, RecordShape } from '../../model/raw-record.js';
import type { FieldValues } from '../correlation/correlation.js';
import { type CorrelationSet, NO_CORRELATIONS } from '../correlation/correlation-set.js';
import { bind, type Matcher } from './bind.js';
import { RecordView } from './fields/record-view.js';
import { type FieldReader, mappedReader, plainReader, type Taxonomy } from './fields/taxonomy.js';
import { WantedNames } from './fields/wanted-names.js';
import { isMeant } from './read-log-source.js';
import type { CompiledRule, Rule } from './rule.js';
import { RuleIndex } from './rule-index.js';

/** A rule that matched a record, by its id. */
export interface RuleHit {
  readonly rule: string;
  /** What correlations want to know of the record; only there if one reads the rule. */
  readonly values?: FieldValues;
}

/** Compiled rules, ready to look at records. Pure: the same record gives the same hits, in the order of `rules`. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** Those of them that report for themselves, and are not only read by correlations. */
  readonly reporting: readonly Rule[];
  /** The correlations over these rules; what they read is told with each hit. */
  readonly correlations: CorrelationSet;
  /**
   * Rules that match a record of their log source, through the taxonomies. `event` is what the record was normalised
   * to; without it the `mailwarden.` fields are missing.
   */
  match(record: RawRecord, event: AccessEvent | null): readonly RuleHit[];
  /** Rules that match, whatever their log source, by the names in the record itself. Any JSON value. */
  matchPlain(body: JsonValue): readonly RuleHit[];
}

/** Rules that read records in the same way. */
interface RuleGroup {
  readonly index: RuleIndex;
  readonly valuesOf: (rule: string, view: RecordView) => FieldValues | null;
}

interface TaxonomyRules extends RuleGroup {
  readonly isHere: Matcher;
}

/** Compiles a rule set. Work is done here once, so that a record costs little. */
export function createRuleSet(
  compiled: readonly CompiledRule[],
  taxonomies: readonly Taxonomy[],
  correlations: CorrelationSet = NO_CORRELATIONS,
): RuleSet {
  const rules = compiled.map(({ rule }) => rule);
  const names = new WantedNames();
  const byShape = groupByShape(compiled, taxonomies, correlations, names);
  const plainNames = new WantedNames();
  let plain: RuleGroup | null = null;
  const hitsOf = (groups: readonly RuleGroup[], view: RecordView): readonly RuleHit[] => {
    const found = new Map<number, RuleGroup>();
    for (const group of groups)
      for (const place of group.index.matching(view)) if (!found.has(place)) found.set(place, group);
    if (found.size === 0) return [];
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([place, { valuesOf }]) => toHit(rules[place]?.id ?? '', view, valuesOf));
  };
  return {
    rules,
    reporting: rules.filter(({ id }) => !correlations.silent.has(id)),
    correlations,
    match(record, event) {
      const groups = byShape.get(record.shape) ?? [];
      if (groups.length === 0) return [];
      const view = new RecordView(record.body, event, 'mapped', names);
      return hitsOf(
        groups.filter(({ isHere }) => isHere(view)),
        view,
      );
    },
    matchPlain(body) {
      plain ??= plainGroup(compiled, correlations, plainNames);
      return hitsOf([plain], new RecordView(body, null, 'plain', plainNames));
    },
  };
}

function toHit(rule: string, view: RecordView, valuesOf: RuleGroup['valuesOf']): RuleHit {
  const values = valuesOf(rule, view);
  return values === null ? { rule } : { rule, values };
}

/** Reads what correlations want to know of a match; null for a rule that none reads. */
function valueReader(
  { needed }: CorrelationSet,
  readerOf: (field: string) => FieldReader,
): RuleGroup['valuesOf'] {
  const readers = new Map(
    [...needed].map(([rule, fields]) => [rule, fields.map((field) => [field, readerOf(field)] as const)]),
  );
  return (rule, view) => {
    const wanted = readers.get(rule);
    if (wanted === undefined) return null;
    const found = wanted.map(([field, read]) => [field, read(view).values.map(({ text }) => text)] as const);
    return new Map(found.filter(([, values]) => values.length > 0));
  };
}

function placed(compiled: readonly CompiledRule[]): readonly { place: number; compiled: CompiledRule }[] {
  return compiled.map((one, place) => ({ place, compiled: one }));
}

function plainGroup(
  compiled: readonly CompiledRule[],
  correlations: CorrelationSet,
  names: WantedNames,
): RuleGroup {
  const readerOf = (field: string): FieldReader => plainReader(field, names);
  return { index: new RuleIndex(placed(compiled), readerOf), valuesOf: valueReader(correlations, readerOf) };
}

function groupByShape(
  compiled: readonly CompiledRule[],
  taxonomies: readonly Taxonomy[],
  correlations: CorrelationSet,
  names: WantedNames,
): ReadonlyMap<RecordShape, readonly TaxonomyRules[]> {
  const groups = new Map<RecordShape, TaxonomyRules[]>();
  for (const taxonomy of taxonomies) {
    const meant = placed(compiled).filter((one) =>
      taxonomy.logSources.some((log) => isMeant(one.compiled.logSource, log)),
    );
    if (meant.length === 0) continue;
    const isHere: Matcher =
      taxonomy.when === null ? () => true : bind(taxonomy.when, (field) => plainReader(field, names));
    const readerOf = (field: string): FieldReader => mappedReader(taxonomy, field, names);
    const index = new RuleIndex(meant, readerOf);
    const group = { isHere, index, valuesOf: valueReader(correlations, readerOf) };
    for (const shape of taxonomy.shapes) groups.set(shape, [...(groups.get(shape) ?? []), group]);
  }
  return groups;
}
