import type { AccessEvent } from '../../model/access-event.js';
import type { JsonValue } from '../../model/json.js';
import type { RawRecord, RecordShape } from '../../model/raw-record.js';
import { bind, type Matcher } from './bind.js';
import { RecordView } from './fields/record-view.js';
import { mappedReader, plainReader, type Taxonomy } from './fields/taxonomy.js';
import { isMeant } from './read-log-source.js';
import type { CompiledRule, Rule } from './rule.js';
import { RuleIndex } from './rule-index.js';

/** A rule that matched a record, by its id. */
export interface RuleHit {
  readonly rule: string;
}

/** Compiled rules, ready to look at records. Pure: the same record gives the same hits, in the order of `rules`. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /**
   * Rules that match a record of their log source, through the taxonomies. `event` is what the record was normalised
   * to; without it the `mailwarden.` fields are missing.
   */
  match(record: RawRecord, event: AccessEvent | null): readonly RuleHit[];
  /** Rules that match, whatever their log source, by the names in the record itself. Any JSON value. */
  matchPlain(body: JsonValue): readonly RuleHit[];
}

interface TaxonomyRules {
  readonly isHere: Matcher;
  readonly index: RuleIndex;
}

/** Compiles a rule set. Work is done here once, so that a record costs little. */
export function createRuleSet(compiled: readonly CompiledRule[], taxonomies: readonly Taxonomy[]): RuleSet {
  const rules = compiled.map(({ rule }) => rule);
  const byShape = groupByShape(compiled, taxonomies);
  let plain: RuleIndex | null = null;
  const hitsOf = (places: Iterable<number>): readonly RuleHit[] =>
    [...places].sort((a, b) => a - b).flatMap((place) => ({ rule: rules[place]?.id ?? '' }));
  return {
    rules,
    match(record, event) {
      const groups = byShape.get(record.shape) ?? [];
      if (groups.length === 0) return [];
      const view = new RecordView(record.body, event, 'mapped');
      const places = new Set<number>();
      for (const { isHere, index } of groups) {
        if (isHere(view)) for (const place of index.matching(view)) places.add(place);
      }
      return hitsOf(places);
    },
    matchPlain(body) {
      plain ??= new RuleIndex(placed(compiled), plainReader);
      return hitsOf(plain.matching(new RecordView(body, null, 'plain')));
    },
  };
}

function placed(compiled: readonly CompiledRule[]): readonly { place: number; compiled: CompiledRule }[] {
  return compiled.map((one, place) => ({ place, compiled: one }));
}

function groupByShape(
  compiled: readonly CompiledRule[],
  taxonomies: readonly Taxonomy[],
): ReadonlyMap<RecordShape, readonly TaxonomyRules[]> {
  const groups = new Map<RecordShape, TaxonomyRules[]>();
  for (const taxonomy of taxonomies) {
    const meant = placed(compiled).filter((one) =>
      taxonomy.logSources.some((log) => isMeant(one.compiled.logSource, log)),
    );
    if (meant.length === 0) continue;
    const isHere: Matcher = taxonomy.when === null ? () => true : bind(taxonomy.when, plainReader);
    const index = new RuleIndex(meant, (field) => mappedReader(taxonomy, field));
    for (const shape of taxonomy.shapes) groups.set(shape, [...(groups.get(shape) ?? []), { isHere, index }]);
  }
  return groups;
}
