import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BEHAVIOUR_TYPES } from '../../../../agent/detect/behaviour/declaration/behaviour-types.js';
import { DEFAULT_BEHAVIOURS } from '../../../../agent/detect/behaviour/declaration/default-behaviours.js';
import { loadContent } from '../../../../agent/detect/content/load-content.js';
import { describeIssue } from '../../../../agent/model/errors.js';
import { productFiles } from '../../content/product-rules.js';

const FILES = productFiles('behaviours');
const content = loadContent(FILES);
const DECLARED = FILES.filter(({ file }) => !file.endsWith('.test.yml'));

function document(name: string): string {
  return readFileSync(join(resolve(import.meta.dirname, '../../../..'), 'docs', name), 'utf8');
}

describe('the behaviours that the product brings', () => {
  it('have a file for each type, named like it, without an error or a doubt', () => {
    expect([...content.errors, ...content.warnings].map(describeIssue)).toEqual([]);
    const types = Object.keys(BEHAVIOUR_TYPES).sort();
    expect(content.behaviours.map(({ type }) => type)).toEqual(types);
    expect(content.behaviours.map(({ file }) => file)).toEqual(types.map((type) => `behaviours/${type}.yml`));
  });

  it('say what holds where there is no file, in every word and number', () => {
    expect(content.tuning.behaviours).toEqual(DEFAULT_BEHAVIOURS);
  });

  it('write out every number that can be tuned', () => {
    const written = DECLARED.map(({ text }) => {
      const { behaviour, mailwarden } = parse(text) as { behaviour: { type: string }; mailwarden: object };
      const { type, ...parameters } = behaviour;
      return [type, Object.keys(parameters).sort(), Object.keys(mailwarden)];
    });
    const known = Object.entries(BEHAVIOUR_TYPES).map(([type, { parameters }]) => [
      type,
      Object.keys(parameters).sort(),
      ['points'],
    ]);
    expect(written).toEqual(known.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  });

  it('each say what an analyst needs', () => {
    const against = content.behaviours.filter(({ points }) => points > 0);
    const bare = against.filter(
      ({ id, description, level, techniques, falsePositives }) =>
        id === null ||
        description === null ||
        level === null ||
        techniques.length === 0 ||
        falsePositives.length === 0,
    );
    expect(bare.map(({ file }) => file)).toEqual([]);
  });

  it('lead to a runbook that is there, what speaks for the owner apart', () => {
    const runbooks = document('runbooks.md');
    const headings = new Set([...runbooks.matchAll(/^## (.+)$/gm)].map(([, name]) => name));
    const lost = content.behaviours.filter(({ points, runbook }) => {
      const [path, anchor] = (runbook ?? '').split('#');
      return points > 0 && !(path === 'docs/runbooks.md' && headings.has(anchor));
    });
    expect(lost.map(({ file }) => file)).toEqual([]);
  });

  it('are tuned as docs/rules.md shows', () => {
    const blocks = [...document('rules.md').matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text]) => text ?? '');
    const example = blocks.filter((text) => text.includes('\nbehaviour:'));
    expect(example).toHaveLength(1);
    const { errors, behaviours } = loadContent(example.map((text) => ({ file: 'rules.md', text })));
    expect(errors).toEqual([]);
    expect(behaviours).toMatchObject([{ type: 'read-volume', parameters: { messages: 300 } }]);
  });

  it('stand in docs/scoring.md with their family and points', () => {
    const scoring = document('scoring.md');
    const missing = content.behaviours.filter(({ type, points }) => {
      const families = BEHAVIOUR_TYPES[type].families.join(', ');
      const shown = `[+]?${points < 0 ? `−${-points}` : points}`;
      return !new RegExp(`^\\| ${type} \\| ${families} \\| ${shown} \\|`, 'm').test(scoring);
    });
    expect(missing.map(({ type }) => type)).toEqual([]);
  });
});
