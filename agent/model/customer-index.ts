/** Classes whose values lead to a customer in the company's own index. A name never does: it only confirms. */
export const INDEXED_CLASSES = ['account-number', 'ssn', 'customer-email', 'phone'] as const;

export type IndexedClass = (typeof INDEXED_CLASSES)[number];

/** A customer who has the value that was looked up. */
export interface IndexCandidate {
  /** The company's own name for the customer. */
  readonly reference: string;
  /** Whether this is one of the customer's names, whatever the order of its words, case and accents. */
  isNamed(name: string): boolean;
}

/** The company's customers by keyed hashes of their identifiers. Raises `CustomerIndexError`. */
export interface CustomerIndex {
  /** Follows from the indexed rows and the key. */
  readonly version: string;
  /**
   * Who has this value, one entry per reference; at most `MOST_CANDIDATES + 1`, which means: nobody in particular.
   * @param value in the normal form of detections
   */
  candidates(dataClass: IndexedClass, value: string): readonly IndexCandidate[];
}

/** A family shares a phone; behind a value of more customers stands a switchboard or a placeholder. */
export const MOST_CANDIDATES = 20;

/** What an examination has of the index: null where none is configured. A broken one is a reason, never "no customer". */
export type IndexAccess =
  | { readonly index: CustomerIndex; readonly reason: null }
  | { readonly index: null; readonly reason: string };

/** The index cannot be used as it is. The message says what to do. */
export class CustomerIndexError extends Error {
  readonly kind: 'missing' | 'key' | 'version' | 'damaged';

  constructor(kind: CustomerIndexError['kind'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CustomerIndexError';
    this.kind = kind;
  }
}
