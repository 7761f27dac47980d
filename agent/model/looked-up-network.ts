/** What a file of the operator says of an address. `by`: which file, and of when, in words: `GeoLite2-ASN built 2026-11-20`. */
export interface LookedUpNetwork {
  readonly system: LookedUpSystem | null;
  readonly location: LookedUpLocation | null;
}

export interface LookedUpSystem {
  readonly asn: number;
  readonly organisation: string | null;
  readonly by: string;
}

export interface LookedUpLocation {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly place: string | null;
  readonly by: string;
}

/** Asks the files about one address in its canonical text; null where none knows it. Never throws. */
export type NetworkLookup = (address: string) => LookedUpNetwork | null;
