import type { DataClass } from '../../model/exposure.js';
import type { Detection } from '../classify/detection.js';
import { isSameName } from './identity.js';

/** Of these a person has one: a second, different value is another person's. */
const SINGLE: ReadonlySet<DataClass> = new Set([
  'name',
  'account-number',
  'ssn',
  'date-of-birth',
  'driver-licence',
]);
/** Of these a person may have several, as long as one of `ANCHORS` says that it is one person. */
const SEVERAL: ReadonlySet<DataClass> = new Set([
  'phone',
  'customer-email',
  'card',
  'bank-account',
  'government-id',
]);
const ANCHORS: ReadonlySet<DataClass> = new Set(['name', 'account-number', 'ssn']);

/** What is known of one person from a run of values, and whether they can be one person's at all. */
export class Profile {
  readonly #first: Map<DataClass, Detection>;
  #isTwo = false;
  #isList = false;

  constructor(first: ReadonlyMap<DataClass, Detection> = new Map()) {
    this.#first = new Map(first);
  }

  static of(detections: readonly Detection[]): Profile {
    return new Profile().with(detections);
  }

  /** A new profile with more values in it; takes time by their number only. */
  with(detections: readonly Detection[]): Profile {
    const profile = new Profile(this.#first);
    profile.#isTwo = this.#isTwo;
    profile.#isList = this.#isList;
    for (const detection of detections) profile.#add(detection);
    return profile;
  }

  /** Two values of a kind that a person has once, or a list of contacts with nobody's name over it. */
  get isContradictory(): boolean {
    return this.#isTwo || (this.#isList && ![...ANCHORS].some((anchor) => this.#first.has(anchor)));
  }

  #add(detection: Detection): void {
    const first = this.#first.get(detection.class);
    if (first === undefined) {
      this.#first.set(detection.class, detection);
      return;
    }
    if (isSameValue(first, detection)) return;
    if (SINGLE.has(detection.class)) this.#isTwo = true;
    // `home … / cell …` on one line is one person's; one below the other is a list.
    if (SEVERAL.has(detection.class) && !isOnOneLine(first, detection)) this.#isList = true;
  }
}

function isSameValue(left: Detection, right: Detection): boolean {
  return left.value === right.value || (left.class === 'name' && isSameName(left.value, right.value));
}

function isOnOneLine({ place: left }: Detection, { place: right }: Detection): boolean {
  return left.line === right.line && left.table === right.table;
}
