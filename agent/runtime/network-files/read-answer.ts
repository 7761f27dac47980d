import type { JsonValue } from '../../model/json.js';

/** What one file says of an address, in the words that all publishers share. */
export interface FileAnswer {
  readonly asn: number | null;
  readonly organisation: string | null;
  readonly country: string | null;
  readonly place: string | null;
}

/**
 * Where publishers write the same thing, the first that is there: MaxMind and DB-IP in maps (GeoLite2-ASN, GeoIP2-ISP, -City, -Enterprise;
 * dbip-*-lite), IPinfo and ip-location-db flat. `registered_country` is left out: it says where the owner has its seat.
 */
const PATHS = {
  asn: ['autonomous_system_number', 'traits.autonomous_system_number', 'asn'],
  organisation: [
    'autonomous_system_organization',
    'traits.autonomous_system_organization',
    'as_name',
    'isp',
    'name',
  ],
  country: ['country.iso_code', 'country_code', 'country'],
  city: ['city.names.en', 'city'],
  region: ['subdivisions.0.names.en', 'region'],
} as const;

/** A name stands in a sentence, so it is short and of one line. */
const MAX_NAME_CHARS = 60;
const MAX_ASN = 0xff_ff_ff_ff;

/** Reads the record of any publisher; what it does not say is null. Total. */
export function readAnswer(record: unknown): FileAnswer {
  const places = [nameAt(record, PATHS.city), nameAt(record, PATHS.region)].filter((name) => name !== null);
  return {
    asn: asnAt(record),
    organisation: nameAt(record, PATHS.organisation),
    country: countryAt(record),
    place: places.length === 0 ? null : places.join(', '),
  };
}

/** One line of printable text, cut to what fits into a sentence; null when nothing is left. */
export function toName(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const line = text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_CHARS);
  return line === '' ? null : line;
}

/** IPinfo writes `AS9009`, the others 9009. 0 stands for addresses that nobody announces. */
function asnAt(record: unknown): number | null {
  for (const path of PATHS.asn) {
    const value = at(record, path);
    const asn = typeof value === 'string' ? Number(value.replace(/^AS/i, '')) : value;
    if (typeof asn === 'number' && Number.isInteger(asn) && asn > 0 && asn <= MAX_ASN) return asn;
  }
  return null;
}

/** Some files have the country's name where others have its code. */
function countryAt(record: unknown): string | null {
  for (const path of PATHS.country) {
    const value = at(record, path);
    if (typeof value === 'string' && /^[A-Za-z]{2}$/.test(value)) return value.toUpperCase();
  }
  return null;
}

function nameAt(record: unknown, paths: readonly string[]): string | null {
  for (const path of paths) {
    const name = toName(at(record, path));
    if (name !== null) return name;
  }
  return null;
}

function at(record: unknown, path: string): unknown {
  let value = record;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, JsonValue>>)[key];
  }
  return value;
}
