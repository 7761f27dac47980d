import type { RecordShape } from '../../../model/raw-record.js';
import type { Expression } from '../language/expression.js';
import type { LogSource } from '../rule.js';
import { type FoundField, toFound } from './field-value.js';
import { type FieldName, fieldName, type RecordView } from './record-view.js';

/** Where a field stands: in the record as the provider gave it, or in the event that it was normalised to. */
export interface FieldPlace {
  readonly within: 'record' | 'event';
  readonly name: FieldName;
}

/** How the records of one layout answer the rules of some log sources. */
export interface Taxonomy {
  readonly name: string;
  readonly shapes: readonly RecordShape[];
  readonly logSources: readonly LogSource[];
  /** Which records of the shapes belong here; null: all. */
  readonly when: Expression | null;
  /** Where names that are not in `fields` are looked for. */
  readonly reads: FieldPlace['within'];
  /** Where a field stands, by its Sigma name in lower case. Several places: all that stands at them. */
  readonly fields: ReadonlyMap<string, readonly FieldPlace[]>;
  /** Fields that the log does not carry because they go without saying, by name in lower case. */
  readonly constants: ReadonlyMap<string, string>;
}

/** Reads one field of a record. */
export type FieldReader = (view: RecordView) => FoundField;

const EVENT_PREFIX = 'mailwarden.';
/** Event Hub wraps records of Graph in this object, and public rules name their fields by it, whatever the transport. */
const ENVELOPE_PREFIX = 'properties.';

/** A path as rules and mappings write it: `mailwarden.<path>` is a path of the normalised event. */
export function fieldPlace(path: string, within: FieldPlace['within'] = 'record'): FieldPlace {
  return path.toLowerCase().startsWith(EVENT_PREFIX)
    ? { within: 'event', name: fieldName(path.slice(EVENT_PREFIX.length)) }
    : { within, name: fieldName(path) };
}

/** How a field is read without a taxonomy. */
export function plainReader(field: string): FieldReader {
  const name = fieldName(field);
  return (view) => view.find(name);
}

/** How a field is read under a taxonomy; a name that it does not know is looked for as it is. */
export function mappedReader(taxonomy: Taxonomy, field: string): FieldReader {
  const lower = field.toLowerCase();
  const constant = taxonomy.constants.get(lower);
  if (constant !== undefined) {
    const found = toFound([constant]);
    return () => found;
  }
  const places = taxonomy.fields.get(lower) ?? ownPlaces(field, taxonomy.reads);
  const [only] = places;
  if (places.length === 1 && only !== undefined) return (view) => look(view, only);
  return (view) => united(places.map((place) => look(view, place)));
}

function ownPlaces(field: string, within: FieldPlace['within']): readonly FieldPlace[] {
  const place = fieldPlace(field, within);
  if (!field.toLowerCase().startsWith(ENVELOPE_PREFIX)) return [place];
  return [place, fieldPlace(field.slice(ENVELOPE_PREFIX.length), within)];
}

function look(view: RecordView, { within, name }: FieldPlace): FoundField {
  return within === 'event' ? view.findInEvent(name) : view.find(name);
}

function united(found: readonly FoundField[]): FoundField {
  return {
    isPresent: found.some(({ isPresent }) => isPresent),
    values: found.flatMap(({ values }) => values),
  };
}
