import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/completeness.md'), 'utf8');
const SHORT: Readonly<Record<string, string>> = {
  'sign-in': 'end-to-end/completeness/sign-in-traps',
  feed: 'end-to-end/completeness/audit-feed-traps',
  scenarios: 'end-to-end/completeness/scenarios',
};
const COLLECTORS = ['Microsoft-Extractor-Suite', 'Hawk', 'Elastic', 'Wazuh', 'StreamAlert', 'matano'];

/** One test that the document names: its file or folder below `test/`, and part of its title; null where the whole file is meant. */
interface Named {
  readonly place: string;
  readonly title: string | null;
}

function namedIn(cell: string): readonly Named[] {
  const [said = ''] = cell.split('**Bounded**');
  return [...said.matchAll(/`([a-z0-9/-]+)`(?::\s*([^;`]+))?/g)].map(([, place = '', title]) => ({
    place: SHORT[place] ?? place,
    title: title === undefined ? null : title.trim().replace(/[.,]$/, ''),
  }));
}

/** The texts in quotes of a test file, or of all in a folder. */
function textsOf(place: string): string | null {
  const path = join(ROOT, 'test', place);
  if (existsSync(`${path}.test.ts`)) return readFileSync(`${path}.test.ts`, 'utf8');
  if (!existsSync(path) || !statSync(path).isDirectory()) return null;
  const files = readdirSync(path).filter((name) => name.endsWith('.test.ts'));
  return files.map((name) => readFileSync(join(path, name), 'utf8')).join('\n');
}

const rows = DOCUMENT.split('\n').flatMap((line) => {
  const cells = line.split(' | ');
  const isRow =
    line.startsWith('| ') &&
    cells.length >= 3 &&
    !line.startsWith('| pain') &&
    !line.includes('what mailwarden does');
  return isRow ? [{ pain: cells[0]?.slice(2) ?? '', test: cells.at(-1)?.replace(/ \|$/, '') ?? '' }] : [];
});

describe('docs/completeness.md', () => {
  it('has a part for each collector whose pains are set as traps', () => {
    for (const name of COLLECTORS) expect(DOCUMENT).toContain(`\n## ${name}\n`);
    expect(rows.length).toBeGreaterThan(50);
  });

  it.each(rows)('names a test that is there for: $pain', ({ test }) => {
    if (test.startsWith('no test')) return;
    const named = namedIn(test);
    expect(named).not.toEqual([]);
    for (const { place, title } of named) {
      const texts = textsOf(place);
      expect(texts, `test/${place}`).not.toBeNull();
      if (title !== null) expect(texts?.replaceAll("\\'", "'"), `test/${place}`).toContain(title);
    }
  });
});
