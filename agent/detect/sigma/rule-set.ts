import type { AccessEvent } from '../../model/access-event.js';
import type { JsonValue } from '../../model/json.js';
import type { RawRecord, RecordShape } from '../../model/raw-record.js';
import type { FieldValues } from '../correlation/correlation.js';
import { type CorrelationSet, NO_CORRELATIONS } from '../correlation/correlation-set.js';
import { bind, type Matcher } from './bind.js';
import { RecordView } from './fields/record-view.js';
import {
  type FieldReader,
  mappedAccess,
  plainAccess,
  plainReader,
  type Taxonomy,
} from './fields/taxonomy.js';
import { WantedNames } from './fields/wanted-names.js';
import { isMeant } from './read-log-source.js';
import type { CompiledRule, Rule } from './rule.js';
import { type PlacedRule, RuleIndex } from './rule-index.js';

/** A rule that matched a record, by its id. */
export interface RuleHit {
  readonly rule: string;
  /** What correlations want to know of the record; only there if one reads the rule. */
  readonly values?: FieldValues;
}

/** Compiled rules, ready to look at records. Pure: the same record gives the same hits, in the order of `rules`. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** Those of them, and those of the correlations, that report for themselves and are not only read by others. */
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
  readonly isHere: Matcher;
  readonly valuesOf: (rule: string, view: RecordView) => FieldValues | null;
}

/** All that looks at records of one layout, through a view of their own: it learns their keys and their values. */
interface Lookout {
  readonly view: RecordView;
  readonly groups: readonly RuleGroup[];
}

/** Compiles a rule set. Work is done here once, so that a record costs little. */
export function createRuleSet(
  compiled: readonly CompiledRule[],
  taxonomies: readonly Taxonomy[],
  correlations: CorrelationSet = NO_CORRELATIONS,
): RuleSet {
  const rules = compiled.map(({ rule }) => rule);
  const byShape = lookoutsByShape(compiled, taxonomies, correlations);
  let plain: Lookout | null = null;
  const hitsOf = ({ view, groups }: Lookout): readonly RuleHit[] => {
    const found: { readonly place: number; readonly group: RuleGroup }[] = [];
    for (const group of groups) {
      if (!group.isHere(view)) continue;
      // Several mappings may show one record to a rule: the first counts.
      const before = found.length === 0 ? null : new Set(found.map(({ place }) => place));
      for (const place of group.index.matching(view)) if (!before?.has(place)) found.push({ place, group });
    }
    if (found.length > 1) found.sort((a, b) => a.place - b.place);
    return found.map(({ place, group }) => toHit(rules[place]?.id ?? '', view, group.valuesOf));
  };
  return {
    rules,
    reporting: [...rules, ...correlations.correlations.map(({ rule }) => rule)].filter(
      ({ id }) => !correlations.silent.has(id),
    ),
    correlations,
    match(record, event) {
      const lookout = byShape.get(record.shape);
      if (lookout === undefined) return [];
      lookout.view.show(record.body, event);
      return hitsOf(lookout);
    },
    matchPlain(body) {
      plain ??= plainLookout(compiled, correlations);
      plain.view.show(body, null);
      return hitsOf(plain);
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

function plainLookout(compiled: readonly CompiledRule[], correlations: CorrelationSet): Lookout {
  const names = new WantedNames();
  const access = plainAccess(names);
  const index = new RuleIndex(placed(compiled), access);
  const group = { index, isHere: () => true, valuesOf: valueReader(correlations, access.readerOf) };
  return { view: new RecordView(null, null, 'plain', names), groups: [group] };
}

function placed(compiled: readonly CompiledRule[]): readonly PlacedRule[] {
  return compiled.map((one, place) => ({ place, compiled: one }));
}

function lookoutsByShape(
  compiled: readonly CompiledRule[],
  taxonomies: readonly Taxonomy[],
  correlations: CorrelationSet,
): ReadonlyMap<RecordShape, Lookout> {
  const all = placed(compiled);
  const meant = taxonomies
    .map((taxonomy) => ({ taxonomy, rules: all.filter((one) => isCovered(one.compiled, taxonomy)) }))
    .filter(({ rules }) => rules.length > 0);
  const shapes = new Set(meant.flatMap(({ taxonomy }) => taxonomy.shapes));
  return new Map(
    [...shapes].map((shape) => {
      const names = new WantedNames();
      const groups = meant
        .filter(({ taxonomy }) => taxonomy.shapes.includes(shape))
        .map(({ taxonomy, rules }) => groupOf(taxonomy, rules, correlations, names));
      return [shape, { view: new RecordView(null, null, 'mapped', names), groups }];
    }),
  );
}

function isCovered({ logSource }: CompiledRule, { logSources }: Taxonomy): boolean {
  return logSources.some((log) => isMeant(logSource, log));
}

function groupOf(
  taxonomy: Taxonomy,
  rules: readonly PlacedRule[],
  correlations: CorrelationSet,
  names: WantedNames,
): RuleGroup {
  const access = mappedAccess(taxonomy, names);
  const { when } = taxonomy;
  return {
    index: new RuleIndex(rules, access),
    isHere: when === null ? () => true : bind(when, (field) => plainReader(field, names)),
    valuesOf: valueReader(correlations, access.readerOf),
  };
}
