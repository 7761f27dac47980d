import type { AccessEvent } from '../../../model/access-event.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.js';
import { type FoundField, MISSING, toFieldValue, toFound } from './field-value.js';
import { type IndexEntry, indexRecord, leavesOf, type RecordIndex } from './record-index.js';
import { EmbeddedJson, walkPath } from './walk-path.js';
import type { FieldName, WantedNames } from './wanted-names.js';

/**
 * `plain`: a name is the record's own key, else a dotted path, else the last name of a nested path, the least
 * nested first; without case. `mapped` adds what Microsoft's logs need: a dotted path may begin anywhere, lists of
 * name and value such as `Parameters` are addressed by name, and texts that hold JSON are entered.
 */
export type ViewMode = 'plain' | 'mapped';

/**
 * One record, looked at through field names. Every look-up is kept, so that many rules share it. `names` are those
 * that will be asked for; others are found too, each at the price of a walk through the record.
 */
export class RecordView {
  readonly #body: JsonValue;
  readonly #event: AccessEvent | null;
  readonly #names: WantedNames | null;
  /** Null in plain mode, where texts are texts. */
  readonly #embedded: EmbeddedJson | null;
  readonly #found: FoundField[] = [];
  #index: RecordIndex | null = null;
  #eventView: RecordView | null = null;
  #leaves: FoundField | null = null;

  constructor(body: JsonValue, event: AccessEvent | null, mode: ViewMode, names: WantedNames | null = null) {
    this.#body = body;
    this.#event = event;
    this.#names = names;
    this.#embedded = mode === 'mapped' ? new EmbeddedJson() : null;
  }

  /** What the record holds under the name. */
  find(name: FieldName): FoundField {
    if (name.owner !== this.#names) return toFound(this.#placesOf(name, this.#indexed(name.owner)));
    const known = this.#found[name.at];
    if (known !== undefined) return known;
    const found = toFound(this.#placesOf(name, null));
    this.#found[name.at] = found;
    return found;
  }

  /** What the normalised event of the record holds under the name; missing when there is no event. */
  findInEvent(name: FieldName): FoundField {
    if (this.#event === null) return MISSING;
    this.#eventView ??= new RecordView(this.#event as unknown as JsonObject, null, 'plain', this.#names);
    return this.#eventView.find(name);
  }

  /** Every text, number and boolean of the record, for keywords. */
  leaves(): FoundField {
    this.#leaves ??= { isPresent: true, values: leavesOf(this.#body).map(toFieldValue) };
    return this.#leaves;
  }

  #placesOf(name: FieldName, ofStranger: RecordIndex | null): readonly JsonValue[] {
    const index = ofStranger ?? this.#ownIndex(name.owner);
    const entries = index[name.slot];
    const least = entries === undefined ? null : leastNested(entries, 0);
    if (least?.depth === 0)
      return least.values.length === 1 ? least.values : this.#bestOf(name, least.values);
    if (name.segments.length === 1) return least?.values ?? [];
    const walked = index[name.headSlot] === undefined ? [] : this.#walk(name);
    if (walked.length > 0) return walked;
    return least?.values ?? this.#nestedPath(name, index);
  }

  /** Of several spellings at the top the rule's own comes first. */
  #bestOf({ text }: FieldName, values: readonly JsonValue[]): readonly JsonValue[] {
    const own = isJsonObject(this.#body) && Object.hasOwn(this.#body, text) ? this.#body[text] : undefined;
    return own === undefined ? values : [own];
  }

  #walk(name: FieldName): readonly JsonValue[] {
    return walkPath(this.#body, name.segments, this.#embedded);
  }

  #nestedPath(name: FieldName, index: RecordIndex): readonly JsonValue[] {
    const entries = index[name.headSlot];
    if (this.#embedded === null || entries === undefined) return [];
    const rest = name.segments.slice(1);
    for (let level = leastNested(entries, 0); level !== null; level = leastNested(entries, level.depth + 1)) {
      const walked = walkPath(level.values, rest, this.#embedded);
      if (walked.length > 0) return walked;
    }
    return [];
  }

  #ownIndex(names: WantedNames): RecordIndex {
    this.#index ??= this.#indexed(names);
    return this.#index;
  }

  #indexed(names: WantedNames): RecordIndex {
    return indexRecord(this.#body, this.#embedded !== null, names);
  }
}

interface Level {
  readonly depth: number;
  readonly values: readonly JsonValue[];
}

/** The least nested places of those at `from` levels or deeper; null when there are none. */
function leastNested(entries: readonly IndexEntry[], from: number): Level | null {
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && only.depth >= from) {
    return { depth: only.depth, values: [only.value] };
  }
  let depth = Number.POSITIVE_INFINITY;
  for (const entry of entries) if (entry.depth >= from && entry.depth < depth) depth = entry.depth;
  if (depth === Number.POSITIVE_INFINITY) return null;
  return { depth, values: entries.filter((entry) => entry.depth === depth).map(({ value }) => value) };
}
