import type { AccessEvent } from '../../../model/access-event.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.js';
import { type FieldValue, type FoundField, MISSING, toFieldValue, toFound } from './field-value.js';
import { type IndexEntry, indexRecord, type RecordIndex } from './record-index.js';
import { EmbeddedJson, walkPath } from './walk-path.js';

/** A field name, taken apart once when a rule is compiled. */
export interface FieldName {
  readonly text: string;
  readonly lower: string;
  /** The parts between dots, in lower case. */
  readonly segments: readonly string[];
}

/** Takes a field name apart. */
export function fieldName(text: string): FieldName {
  const lower = text.toLowerCase();
  return { text, lower, segments: lower.split('.') };
}

/**
 * `plain`: a name is the record's own key, else a dotted path, else the last name of a nested path, the least
 * nested first; without case. `mapped` adds what Microsoft's logs need: a dotted path may begin anywhere, lists of
 * name and value such as `Parameters` are addressed by name, and texts that hold JSON are entered.
 */
export type ViewMode = 'plain' | 'mapped';

/** One record, looked at through field names. Every look-up is kept, so that many rules share it. */
export class RecordView {
  readonly #body: JsonValue;
  readonly #event: AccessEvent | null;
  /** Null in plain mode, where texts are texts. */
  readonly #embedded: EmbeddedJson | null;
  readonly #found = new Map<string, FoundField>();
  #index: RecordIndex | null = null;
  #eventView: RecordView | null = null;
  #leaves: readonly FieldValue[] | null = null;

  constructor(body: JsonValue, event: AccessEvent | null, mode: ViewMode) {
    this.#body = body;
    this.#event = event;
    this.#embedded = mode === 'mapped' ? new EmbeddedJson() : null;
  }

  /** What the record holds under the name. */
  find(name: FieldName): FoundField {
    const known = this.#found.get(name.text);
    if (known !== undefined) return known;
    const found = toFound(this.#placesOf(name));
    this.#found.set(name.text, found);
    return found;
  }

  /** What the normalised event of the record holds under the name; missing when there is no event. */
  findInEvent(name: FieldName): FoundField {
    if (this.#event === null) return MISSING;
    this.#eventView ??= new RecordView(this.#event as unknown as JsonObject, null, 'plain');
    return this.#eventView.find(name);
  }

  /** Every text, number and boolean of the record, for keywords. */
  leaves(): readonly FieldValue[] {
    this.#leaves ??= this.#indexed().leaves.map(toFieldValue);
    return this.#leaves;
  }

  #placesOf(name: FieldName): readonly JsonValue[] {
    const body = this.#body;
    const own = isJsonObject(body) && Object.hasOwn(body, name.text) ? body[name.text] : undefined;
    if (own !== undefined) return [own];
    const levels = byDepth(this.#indexed().entries.get(name.lower) ?? []);
    const [shallowest] = levels;
    if (shallowest?.depth === 0) return shallowest.values;
    const walked = walkPath(body, name.segments, this.#embedded);
    if (walked.length > 0) return walked;
    return shallowest?.values ?? this.#nestedPath(name);
  }

  #nestedPath(name: FieldName): readonly JsonValue[] {
    const [head, ...rest] = name.segments;
    if (this.#embedded === null || head === undefined || rest.length === 0) return [];
    for (const { values } of byDepth(this.#indexed().entries.get(head) ?? [])) {
      const walked = walkPath(values, rest, this.#embedded);
      if (walked.length > 0) return walked;
    }
    return [];
  }

  #indexed(): RecordIndex {
    this.#index ??= indexRecord(this.#body, this.#embedded !== null);
    return this.#index;
  }
}

interface Level {
  readonly depth: number;
  readonly values: readonly JsonValue[];
}

/** The least nested first. */
function byDepth(entries: readonly IndexEntry[]): readonly Level[] {
  const levels = new Map<number, JsonValue[]>();
  for (const { depth, value } of entries) {
    const values = levels.get(depth);
    if (values === undefined) levels.set(depth, [value]);
    else values.push(value);
  }
  return [...levels].sort(([a], [b]) => a - b).map(([depth, values]) => ({ depth, values }));
}
