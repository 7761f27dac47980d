import type { JsonValue } from '../../../model/json.js';
import type { RecordShape } from '../../../model/raw-record.js';
import type { Expression } from '../language/expression.js';
import type { LogSource } from '../rule.js';
import { type FoundField, MISSING, toFound } from './field-value.js';
import type { RecordView } from './record-view.js';
import { type FieldName, WantedNames } from './wanted-names.js';

/** Where a field stands: in the record as the provider gave it, or in the event that it was normalised to. */
export interface FieldPlace {
  readonly within: 'record' | 'event';
  readonly path: string;
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
  /** Every name that a record can have, at any depth, in lower case; null where nobody can list them. */
  readonly names: ReadonlySet<string> | null;
  /** Fields that take no other values than these, by name in lower case. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Reads one field of a record. */
export type FieldReader = (view: RecordView) => FoundField;

/** Looks at what stands at one place of a record. */
export interface FieldLook {
  /** Unread; undefined where nothing stands. */
  readonly valueIn: (view: RecordView) => JsonValue | undefined;
  /** As rules read it, and shared with them. */
  readonly foundIn: FieldReader;
}

/** How some records are read. */
export interface FieldAccess {
  readonly readerOf: (field: string) => FieldReader;
  readonly looksOf: (field: string) => readonly FieldLook[];
  /** Whether the field is the same in every record. */
  readonly isConstant: (field: string) => boolean;
}

const EVENT_PREFIX = 'mailwarden.';
/** Event Hub wraps records of Graph in this object, and public rules name their fields by it, whatever the transport. */
const ENVELOPE_PREFIX = 'properties.';

/** A path as rules and mappings write it: `mailwarden.<path>` is a path of the normalised event. */
export function fieldPlace(path: string, within: FieldPlace['within'] = 'record'): FieldPlace {
  return path.toLowerCase().startsWith(EVENT_PREFIX)
    ? { within: 'event', path: path.slice(EVENT_PREFIX.length) }
    : { within, path };
}

/** How a field is read without a taxonomy. Quick for views of the same `names`. */
export function plainReader(field: string, names = new WantedNames()): FieldReader {
  const name = names.want(field);
  return (view) => view.find(name);
}

/** How a field is read under a taxonomy; a name that it does not know is looked for as it is. */
export function mappedReader(taxonomy: Taxonomy, field: string, names = new WantedNames()): FieldReader {
  const lower = field.toLowerCase();
  const constant = taxonomy.constants.get(lower);
  if (constant !== undefined) {
    const found = toFound([constant]);
    return () => found;
  }
  const places = placesOf(taxonomy, field).map(({ within, path }) => ({ within, name: names.want(path) }));
  const [only] = places;
  if (places.length === 1 && only !== undefined) return (view) => look(view, only);
  return once((view) => united(places.map((place) => look(view, place))));
}

/** How fields are read without a taxonomy. */
export function plainAccess(names: WantedNames): FieldAccess {
  return {
    readerOf: (field) => plainReader(field, names),
    looksOf: (field) => [lookAt({ within: 'record', path: field }, names)],
    isConstant: () => false,
  };
}

/** How fields are read under a taxonomy. */
export function mappedAccess(taxonomy: Taxonomy, names: WantedNames): FieldAccess {
  return {
    readerOf: (field) => mappedReader(taxonomy, field, names),
    looksOf: (field) => placesOf(taxonomy, field).map((place) => lookAt(place, names)),
    isConstant: (field) => taxonomy.constants.has(field.toLowerCase()),
  };
}

function lookAt({ within, path }: FieldPlace, names: WantedNames): FieldLook {
  const name = names.want(path);
  const foundIn: FieldReader = (view) => look(view, { within, name });
  return within === 'event'
    ? { valueIn: (view) => view.valueInEvent(name), foundIn }
    : { valueIn: (view) => view.valueOf(name), foundIn };
}

/** Where a field stands under a taxonomy that gives it no constant value. */
export function placesOf(taxonomy: Taxonomy, field: string): readonly FieldPlace[] {
  return taxonomy.fields.get(field.toLowerCase()) ?? ownPlaces(field, taxonomy.reads);
}

/** Many rules ask the same of one record after the other. */
function once(read: FieldReader): FieldReader {
  let last: RecordView | null = null;
  let turn = 0;
  let found = MISSING;
  return (view) => {
    if (view !== last || view.turn !== turn) {
      found = read(view);
      last = view;
      turn = view.turn;
    }
    return found;
  };
}

function ownPlaces(field: string, within: FieldPlace['within']): readonly FieldPlace[] {
  const place = fieldPlace(field, within);
  if (!field.toLowerCase().startsWith(ENVELOPE_PREFIX)) return [place];
  return [place, fieldPlace(field.slice(ENVELOPE_PREFIX.length), within)];
}

function look(
  view: RecordView,
  { within, name }: { readonly within: FieldPlace['within']; readonly name: FieldName },
): FoundField {
  return within === 'event' ? view.findInEvent(name) : view.find(name);
}

function united(found: readonly FoundField[]): FoundField {
  let all: FoundField = MISSING;
  for (const one of found) {
    if (!one.isPresent) continue;
    all = all.isPresent ? { isPresent: true, values: [...all.values, ...one.values] } : one;
  }
  return all;
}
