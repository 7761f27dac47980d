import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const AGENT = fileURLToPath(new URL('../../agent/', import.meta.url));
/** Where a provider's own words belong: its adapter, its records, its settings, and where the adapter is chosen. */
const AT_HOME = /^(?:m365|normalise|config|commands)(?:\/|\.ts$)/;
const FIELD = /^\s+(?:readonly )?(\w+)\??:/gm;
const MICROSOFTS = new Set(
  'graph entra azure aad exchange purview office365 m365 microsoft sharepoint outlook onprem'.split(' '),
);

/** Fields that only one provider has, as `file: field`. */
function providersFields(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].flatMap(([file, text]) =>
    [...text.matchAll(FIELD)].flatMap(([, field = '']) => (isMicrosofts(field) ? [`${file}: ${field}`] : [])),
  );
}

function isMicrosofts(field: string): boolean {
  return field.split(/(?=[A-Z])/).some((word) => MICROSOFTS.has(word.toLowerCase()));
}

function roomsOfAnyProvider(): ReadonlyMap<string, string> {
  const files = readdirSync(AGENT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !AT_HOME.test(relative(AGENT, path)));
  return new Map(files.map((path) => [relative(AGENT, path), readFileSync(path, 'utf8')]));
}

describe('a second provider', () => {
  it('would be seen here if a type were made for the first alone', () => {
    const file = 'export interface Wrong {\n  readonly entraTenant: string;\n  exchangeGuid?: string;\n}\n';
    expect(providersFields(new Map([['wrong.ts', file]]))).toEqual([
      'wrong.ts: entraTenant',
      'wrong.ts: exchangeGuid',
    ]);
  });

  it('finds no field of the first in the rooms that both would share', () => {
    const files = roomsOfAnyProvider();
    expect(files.size).toBeGreaterThan(100);
    expect(providersFields(files)).toEqual([]);
  });
});
