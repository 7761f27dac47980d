import type { AccessEvent } from '../../../model/access-event.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.js';
import {
  type FoundField,
  MISSING,
  type RecordValue,
  toFieldValue,
  toFound,
  type ValueReader,
} from './field-value.js';
import { KnownValues } from './known-values.js';
import { forEachLeaf } from './leaves.js';
import { RecordPlaces } from './record-places.js';
import type { SlotPlaces } from './slot-places.js';
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
 * that will be asked for; others are found too, each at the price of a walk through the record. A view is shown one
 * record after the other: what it learned of names and values serves them all.
 */
export class RecordView {
  readonly #mode: ViewMode;
  readonly #names: WantedNames | null;
  #places: RecordPlaces | null = null;
  readonly #readers: (ValueReader | undefined)[] = [];
  /** By name: what was found, and in which turn. */
  readonly #found: FoundField[] = [];
  readonly #foundIn: number[] = [];
  #body: JsonValue;
  #event: AccessEvent | null;
  #embedded: EmbeddedJson | null = null;
  #isWalked = false;
  #turn = 0;
  #ofEvent: RecordView | null = null;
  #isEventShown = false;
  #leaves: FoundField | null = null;

  constructor(body: JsonValue, event: AccessEvent | null, mode: ViewMode, names: WantedNames | null = null) {
    this.#body = body;
    this.#event = event;
    this.#mode = mode;
    this.#names = names;
  }

  get body(): JsonValue {
    return this.#body;
  }

  /** The number of the record among those shown: what was answered in another turn is out of date. */
  get turn(): number {
    return this.#turn;
  }

  /** Turns to another record. What was found in the one before must no longer be used. */
  show(body: JsonValue, event: AccessEvent | null): void {
    this.#turn += 1;
    this.#body = body;
    this.#event = event;
    this.#embedded = null;
    this.#leaves = null;
    this.#isWalked = false;
    this.#isEventShown = false;
  }

  /** What the record holds under the name. */
  find(name: FieldName): FoundField {
    const at = name.at;
    if (name.owner !== this.#names) return this.#findStrange(name);
    if (this.#foundIn[at] === this.#turn) return this.#found[at] ?? MISSING;
    const value = this.valueOf(name);
    const found = value === undefined ? MISSING : toFound(value, this.#readerOf(at));
    this.#found[at] = found;
    this.#foundIn[at] = this.#turn;
    return found;
  }

  /** The same unread: the value where the name stands at one place, a list of values where it stands at several. */
  valueOf(name: FieldName): JsonValue | undefined {
    const places = this.#walked(name.owner);
    const { named, onPath } = places;
    if (named.count(name.slot) === 0) {
      if (name.pathSlot === -1 || named.count(name.headSlot) === 0) return undefined;
      if (onPath.count(name.pathSlot) === 1 && !onPath.isOdd(name.pathSlot))
        return onPath.first(name.pathSlot);
    } else if (named.count(name.slot) === 1) {
      if (name.pathSlot === -1 || named.leastDepth(name.slot) === 0) return named.first(name.slot);
    }
    const values = this.#placesOf(name, places);
    return values.length > 1 ? values : values[0];
  }

  /** What the normalised event of the record holds under the name; missing when there is no event. */
  findInEvent(name: FieldName): FoundField {
    return this.#eventView()?.find(name) ?? MISSING;
  }

  /** The same unread, as `valueOf` gives it. */
  valueInEvent(name: FieldName): JsonValue | undefined {
    return this.#eventView()?.valueOf(name);
  }

  /** Every text, number and boolean of the record, for keywords. */
  leaves(): FoundField {
    this.#leaves ??= leavesOf(this.#body);
    return this.#leaves;
  }

  #eventView(): RecordView | null {
    if (this.#event === null) return null;
    const body = this.#event as unknown as JsonObject;
    this.#ofEvent ??= new RecordView(body, null, 'plain', this.#names);
    if (!this.#isEventShown) this.#ofEvent.show(body, null);
    this.#isEventShown = true;
    return this.#ofEvent;
  }

  #findStrange(name: FieldName): FoundField {
    const places = new RecordPlaces(name.owner, this.#mode === 'mapped');
    places.read(this.#body);
    const values = this.#placesOf(name, places);
    return values.length === 0 ? MISSING : toFound(values);
  }

  #walked(owner: WantedNames): RecordPlaces {
    this.#places ??= new RecordPlaces(owner, this.#mode === 'mapped');
    if (!this.#isWalked) this.#places.read(this.#body);
    this.#isWalked = true;
    return this.#places;
  }

  #readerOf(at: number): ValueReader {
    const known = this.#readers[at];
    if (known !== undefined) return known;
    const values = new KnownValues(toFieldValue);
    this.#readers[at] = values;
    return values;
  }

  #placesOf(name: FieldName, { named, onPath }: RecordPlaces): readonly JsonValue[] {
    const [least] = named.levels(name.slot);
    if (least !== undefined && named.leastDepth(name.slot) === 0) return this.#bestOf(name, least);
    if (name.pathSlot === -1) return least ?? [];
    const hasHead = named.count(name.headSlot) > 0;
    const walked = hasHead ? this.#fromTop(name, onPath) : [];
    if (walked.length > 0) return walked;
    return least ?? (hasHead ? this.#nestedPath(name, named) : []);
  }

  /** Of several spellings at the top the rule's own comes first. */
  #bestOf({ text }: FieldName, values: readonly JsonValue[]): readonly JsonValue[] {
    if (values.length === 1) return values;
    const own = isJsonObject(this.#body) && Object.hasOwn(this.#body, text) ? this.#body[text] : undefined;
    return own === undefined ? values : [own];
  }

  #fromTop({ pathSlot, segments }: FieldName, onPath: SlotPlaces): readonly JsonValue[] {
    return onPath.isOdd(pathSlot) ? this.#walk(this.#body, segments) : onPath.values(pathSlot);
  }

  #nestedPath(name: FieldName, named: SlotPlaces): readonly JsonValue[] {
    if (this.#mode === 'plain') return [];
    const rest = name.segments.slice(1);
    for (const level of named.levels(name.headSlot)) {
      const walked = this.#walk(level, rest);
      if (walked.length > 0) return walked;
    }
    return [];
  }

  #walk(from: JsonValue, segments: readonly string[]): readonly JsonValue[] {
    if (this.#mode === 'mapped') this.#embedded ??= new EmbeddedJson();
    return walkPath(from, segments, this.#embedded);
  }
}

function leavesOf(body: JsonValue): FoundField {
  const values: RecordValue[] = [];
  forEachLeaf(body, (leaf) => values.push(toFieldValue(leaf)));
  return { isPresent: true, values };
}
