/**
 * How a sighting stands in its group. `part`: whether it lies in a window that meets the condition; `proven`: even if all that
 * an outsider without a credential can cause is left out.
 */
export interface SightingMark {
  readonly part: 'none' | 'open' | 'proven';
  /** The condition holds at it, so that another correlation sees it there. */
  readonly isHeld: boolean;
  /** Where an episode begins to hold with this sighting: the event with which its window begins. */
  readonly anchor: string | null;
}

/** A match of a rule, or a moment of a correlation, in one group of a correlation that reads it. No plain value is in it. */
export interface StoredSighting extends SightingMark {
  /** Id of the correlation that reads it. */
  readonly correlation: string;
  /** Tells the groups of the correlation apart; made from keyed hashes. */
  readonly group: string;
  /** Id of the rule that matched, or of the correlation that held. */
  readonly rule: string;
  readonly event: string;
  /** The same for events that tell of one act: the id of the one that tells best of it. */
  readonly act: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** False when the event can be caused without any credential. */
  readonly needsCredential: boolean;
  /** Keyed hashes, or numbers to compute with, by the name of the field in lower case. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** What of a match a judgement needs where nobody's act is told of twice. */
export type PlainSighting = Pick<StoredSighting, 'rule' | 'event' | 'at' | 'values'>;

/** Part of a group: a stretch of time, in milliseconds since the epoch, both ends included. */
export interface GroupStretch {
  readonly correlation: string;
  readonly group: string;
  readonly from: number;
  readonly to: number;
}

/** An episode in which a correlation held for one group. Known by correlation, group and anchor. */
export interface StoredCorrelationHit {
  readonly correlation: string;
  readonly group: string;
  /** The event with which its window begins. */
  readonly anchor: string;
  /** The event that completed it, and its time in milliseconds since the epoch. */
  readonly event: string;
  readonly at: number;
}

/** A correlation whose sightings are kept. */
export interface CorrelationDefinition {
  readonly correlation: string;
  /** A hash of all that decides which records are sighted, and how they are grouped and judged. */
  readonly definition: string;
  /** Sightings before this may have been dropped; null while none was. */
  readonly purgedTo: string | null;
}
