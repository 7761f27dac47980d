import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkNetworkFiles } from '../../../agent/commands/doctor/network-file-checks.js';
import { InputError } from '../../../agent/model/errors.js';
import type { Log } from '../../../agent/model/ports.js';
import { createNetworkFiles } from '../../../agent/runtime/network-files/network-files.js';
import { type MmdbContent, writeMmdb } from './write-mmdb.js';

let folder = '';
let lines: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-networks-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const NOW = '2026-03-20T00:00:00.000Z';
const ASN = { autonomous_system_number: 64501, autonomous_system_organization: 'Example Hosting' };
const CITY = {
  city: { names: { de: 'Mailand', en: 'Milan' } },
  country: { iso_code: 'IT' },
  registered_country: { iso_code: 'US' },
  subdivisions: [{ names: { en: 'Lombardy' } }],
};

function note(level: string): (fields: object, message: string) => void {
  return (fields, message) => void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
}
const log: Log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };

function write(name: string, content: MmdbContent | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, Buffer.isBuffer(content) ? content : writeMmdb(content));
  return file;
}

function load(...paths: string[]) {
  return createNetworkFiles(log).load(paths, NOW);
}

describe('a file about addresses', () => {
  it.each([
    { publisher: 'MaxMind and DB-IP, systems', record: ASN, asn: 64501, organisation: 'Example Hosting' },
    { publisher: 'GeoIP2-Enterprise', record: { traits: ASN }, asn: 64501, organisation: 'Example Hosting' },
    { publisher: 'MaxMind and DB-IP, cities', record: CITY, country: 'IT', place: 'Milan, Lombardy' },
    {
      publisher: 'IPinfo',
      record: { asn: 'AS64501', as_name: 'Example Hosting', country: 'Italy', country_code: 'IT' },
      asn: 64501,
      organisation: 'Example Hosting',
      country: 'IT',
    },
    {
      publisher: 'IPinfo, cities',
      record: { city: 'Milan', region: 'Lombardy', country: 'IT' },
      country: 'IT',
      place: 'Milan, Lombardy',
    },
  ])('of $publisher', ({ record, asn, organisation, country, place }) => {
    const by = 'Test-ASN built 2026-03-01';
    const answer = load(write('one.mmdb', { records: { '192.0.2.0/24': record } }))?.('192.0.2.9');
    expect(answer).toEqual({
      system: asn === undefined ? null : { asn, organisation: organisation ?? null, by },
      location: country === undefined ? null : { country, place: place ?? null, by },
    });
  });

  it('knows nothing of addresses outside it, of number 0, and of a country that is a name only', () => {
    const records = { '192.0.2.0/25': { autonomous_system_number: 0, country: 'Italy' } };
    const lookUp = load(write('one.mmdb', { records }));
    expect(['192.0.2.9', '192.0.2.200', '2001:db8::1'].map((address) => lookUp?.(address))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('of IPv4 addresses alone gives no answer about others', () => {
    const lookUp = load(write('four.mmdb', { ipVersion: 4, records: { '32.0.0.0/3': ASN } }));
    expect(lookUp?.('33.1.2.3')?.system?.asn).toBe(64501);
    // Its first 32 bits, taken for an IPv4 address, are 32.1.13.184.
    expect(lookUp?.('2001:db8::1')).toBeNull();
  });

  it('stands before the next one, each for what it knows', () => {
    const asn = write('asn.mmdb', { records: { '2001:db8::/32': ASN } });
    const other = write('other.mmdb', {
      type: 'Other',
      records: { '2001:db8::/32': { ...CITY, asn: 'AS64999' } },
    });
    expect(load(asn, other)?.('2001:db8::1')).toMatchObject({
      system: { asn: 64501, by: 'Test-ASN built 2026-03-01' },
      location: { country: 'IT', by: 'Other built 2026-03-01' },
    });
  });

  it('that is none, cut off or of another format is refused, all of them at once', () => {
    const whole = writeMmdb({ records: { '192.0.2.0/24': ASN } });
    const paths = [
      write('page.mmdb', Buffer.from('<html>log in first</html>')),
      write('empty.mmdb', Buffer.alloc(0)),
      write('half.mmdb', whole.subarray(0, whole.length / 2)),
      write('beheaded.mmdb', whole.subarray(200)),
      write('newer.mmdb', { format: 3, records: {} }),
      join(folder, 'missing.mmdb'),
    ];
    const refused = () => load(...paths);
    expect(refused).toThrow(InputError);
    expect(checkNetworkFiles(paths, NOW).map(({ status, name }) => `${status} ${name}`)).toEqual([
      'fail network-file.page.mmdb',
      'fail network-file.empty.mmdb',
      'fail network-file.half.mmdb',
      'fail network-file.beheaded.mmdb',
      'fail network-file.newer.mmdb',
      'fail network-file.missing.mmdb',
    ]);
  });

  it('that is damaged inside answers nothing there, says so once, and leaves the others to be asked', () => {
    const bytes = writeMmdb({ records: { '192.0.2.0/24': ASN, '198.51.100.0/24': ASN } });
    // A type that the format does not have, in place of the map.
    const at = bytes.indexOf('autonomous_system_number') - 2;
    bytes[at] = 0;
    bytes[at + 1] = 0xff;
    const lookUp = load(write('bad.mmdb', bytes), write('city.mmdb', { records: { '192.0.2.0/24': CITY } }));
    expect(lookUp?.('192.0.2.9')).toMatchObject({ system: null, location: { country: 'IT' } });
    lookUp?.('192.0.2.10');
    expect(lines.filter((line) => line.includes('bad.mmdb'))).toHaveLength(1);
  });

  it('that is old is believed, and said to be old', () => {
    const path = write('old.mmdb', { builtAt: '2025-11-01T00:00:00Z', records: { '192.0.2.0/24': ASN } });
    expect(load(path)?.('192.0.2.9')?.system?.by).toBe('Test-ASN built 2025-11-01');
    expect(lines.join()).toMatch(/^warn .*old\.mmdb/);
    expect(checkNetworkFiles([path], NOW)).toMatchObject([{ status: 'fail' }]);
    expect(checkNetworkFiles([write('new.mmdb', { records: {} })], NOW)).toMatchObject([{ status: 'ok' }]);
  });
});

describe('loading again', () => {
  it('takes a file that was replaced, and keeps the one before when the new one is broken', () => {
    const path = write('one.mmdb', { records: { '192.0.2.0/24': ASN } });
    const files = createNetworkFiles(log);
    const first = files.load([path], NOW);
    expect(files.load([path], NOW)).toBe(first);
    write('one.mmdb', {
      records: { '192.0.2.0/24': { ...ASN, autonomous_system_number: 64502 } },
      type: 'Newer',
    });
    expect(files.load([path], NOW)?.('192.0.2.9')?.system?.asn).toBe(64502);
    write('one.mmdb', Buffer.from('half a download'));
    expect(files.load([path], NOW)?.('192.0.2.9')?.system?.asn).toBe(64502);
    expect(lines.join()).toMatch(/error .*one\.mmdb/);
  });

  it('refuses a broken file that was not named before', () => {
    const files = createNetworkFiles(log);
    files.load([write('one.mmdb', { records: { '192.0.2.0/24': ASN } })], NOW);
    expect(() => files.load([write('two.mmdb', Buffer.from('nothing'))], NOW)).toThrow(InputError);
  });
});
