import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { DEFAULT_TUNING } from '../../../agent/detect/tuning/default-tuning.js';
import { productFiles } from './product-rules.js';

const { rules } = loadContent(productFiles());
const all = [...rules.rules, ...rules.correlations.correlations.map(({ rule }) => rule)];

function document(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), 'utf8');
}

describe('the documents about the rules', () => {
  const techniques = document('techniques.md');

  it('say of every technique what finds it or why it cannot be seen', () => {
    const ids = [...numbered('A', 22), ...numbered('B', 12), ...numbered('C', 11)];
    const missing = ids.filter(
      (id) => !new RegExp(`^\\| ${id} \\| [^|]+ \\| [^|]{10,}\\|$`, 'm').test(techniques),
    );
    expect(missing).toEqual([]);
  });

  it('name every rule that counts, and no rule or behaviour that is not there', () => {
    const files = all.filter(({ points }) => points !== 0).map(({ file }) => stem(file));
    expect(files.filter((name) => !techniques.includes(`\`${name}\``))).toEqual([]);
    const known = new Set(all.map(({ file }) => stem(file)));
    const named = [...techniques.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    const against = Object.entries(DEFAULT_TUNING.behaviours).filter(([, { points }]) => points > 0);
    expect(against.filter(([name]) => !techniques.includes(name))).toEqual([]);
  });

  it('hold the runbook that each rule with points leads to', () => {
    const headings = new Set([...document('runbooks.md').matchAll(/^## (.+)$/gm)].map(([, name]) => name));
    const lost = all.filter(({ points, runbook }) => {
      if (points === 0) return false;
      const [path, anchor] = (runbook ?? '').split('#');
      return path !== 'docs/runbooks.md' || !headings.has(anchor);
    });
    expect(lost.map(({ file }) => file)).toEqual([]);
  });

  it('give the points that each rule has', () => {
    const list = document('rules.md');
    const wrong = all.filter(({ title, family, points }) => {
      const row = new RegExp(
        `^\\| ${escaped(title)}(?: \\(correlation\\))? \\| ${family} \\| ${points} \\|$`,
        'm',
      );
      return points !== 0 && !row.test(list);
    });
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });
});

describe('evidence that an outsider can cause', () => {
  it('is marked so, wherever it is the provider that speaks', () => {
    const spoken = all.filter(
      ({ family, file }) => family === 'provider' && !file.endsWith('risky-sign-in-succeeded.yml'),
    );
    expect(spoken.length).toBeGreaterThanOrEqual(4);
    expect(spoken.filter((rule) => rule.needsCredential).map(({ file }) => file)).toEqual([]);
  });
});

function numbered(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
}

function stem(file: string): string {
  return (file.split('/').at(-1) ?? '').replace(/\.yml$/, '');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
