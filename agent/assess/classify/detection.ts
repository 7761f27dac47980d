import type { Confidence, DataClass } from '../../model/exposure.js';

/** Where in its document a value stands: what shares a row, a line or a paragraph speaks of one person. */
export interface Place {
  readonly kind: 'row' | 'text';
  /** Number of the table or form in the document, 0-based; -1 in running text. */
  readonly table: number;
  /** Row of the table, or line of the text. */
  readonly line: number;
  readonly paragraph: number;
}

/** One value found in a document. `value` stays in memory: nothing that is written carries it. */
export interface Detection {
  readonly class: DataClass;
  readonly confidence: Confidence;
  /** UTF-16 units in the document's text; end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Normal form: digits only, E.164, lower case... */
  readonly value: string;
  readonly place: Place;
  /** `public`: a toll-free number or a role address, which names nobody. */
  readonly role: 'customer' | 'public';
  /** Words near it say that it is a customer's. */
  readonly isCustomers: boolean;
  /** Words near it say that it belongs to a colleague or a supplier. */
  readonly isStaffs: boolean;
  /** Read off a picture, see `Passage`. */
  readonly isRecognised?: true;
}

/** A detector's answer, in the coordinates of the scanned passage. */
export interface Candidate {
  readonly class: DataClass;
  readonly confidence: Confidence;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly role?: 'customer' | 'public';
}

/** A detection and the column it stands in, -1 outside tables. */
export interface PlacedDetection {
  readonly detection: Detection;
  readonly column: number;
}
