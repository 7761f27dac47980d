import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPoints } from '../../../agent/detect/loop/find-points.js';
import { renderDiff } from '../../../agent/detect/loop/render-diff.js';

describe('a diff of replaced lines', () => {
  it('is what patch and git expect, with three lines around a change', () => {
    const text = 'a\nb\nc\nd\ne\nf\ng\nh\ni\n';
    expect(renderDiff('r.yml', text, [{ line: 5, text: 'E' }])).toBe(
      '--- r.yml\n+++ r.yml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
    );
  });

  it('says so where the last line does not end', () => {
    expect(renderDiff('r.yml', 'a\nb', [{ line: 2, text: 'B' }])).toBe(
      '--- r.yml\n+++ r.yml\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+B\n\\ No newline at end of file\n',
    );
  });

  it('is nothing without a change', () => {
    expect(renderDiff('r.yml', 'a\n', [])).toBe('');
  });

  it('holds each old line once and leads to the new text, wherever the changes are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }),
        (count, picked) => {
          const lines = Array.from({ length: count }, (_, at) => `line ${at + 1}`);
          const changed = picked.filter((line) => line <= count);
          const changes = changed.map((line) => ({ line, text: `new ${line}` }));
          const expected = lines.map((line, at) => (changed.includes(at + 1) ? `new ${at + 1}` : line));
          expect(patch(lines, renderDiff('f', `${lines.join('\n')}\n`, changes))).toEqual(expected);
        },
      ),
    );
  });
});

/** Applies a diff as `patch` would, and refuses one whose old lines are not there. */
function patch(lines: readonly string[], diff: string): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const row of diff.split('\n').slice(2)) {
    const header = /^@@ -(\d+),\d+ \+\d+,\d+ @@$/.exec(row);
    if (header !== null) {
      const first = Number(header[1]) - 1;
      result.push(...lines.slice(at, first));
      at = first;
    } else if (row.startsWith('+')) result.push(row.slice(1));
    else if (row !== '') {
      if (lines[at] !== row.slice(1)) throw new Error(`line ${at + 1} is not "${row.slice(1)}"`);
      at += 1;
      if (row.startsWith(' ')) result.push(row.slice(1));
    }
  }
  return [...result, ...lines.slice(at)];
}

describe('where points are written', () => {
  it('is found in rules of many documents and in behaviours, of which the later file counts', () => {
    const files = [
      {
        file: 'a.yml',
        text: 'id: r1\nmailwarden: { points: 100 }\n---\nid: r2\nlevel: high\n---\nid: r3\nmailwarden:\n  points: 300 # much\n',
      },
      {
        file: 'b.yml',
        text: 'id: b1\nbehaviour: { type: new-network }\nmailwarden: { points: 2000 }\n---\nbehaviour: { type: new-client }\nmailwarden: { points: 1800 }\n---\nbehaviour: { type: read-volume }\nmailwarden: { points: 1200 }\n',
      },
      { file: 'c.yml', text: 'behaviour: { type: new-client }\nmailwarden: { points: 1500 }\n' },
      { file: 'e.yml', text: 'behaviour: { type: read-volume }\nlevel: low\n' },
      { file: 'd.yml', text: 'a: [' },
    ];
    const places = findPoints(files);
    const found = [...places].map(([rule, { file, points }]) => `${rule} ${file} ${points}`);
    expect(found).toEqual([
      'r1 a.yml 100',
      'r3 a.yml 300',
      'behaviour:new-network b.yml 2000',
      'behaviour:new-client c.yml 1500',
    ]);
    const r3 = places.get('r3');
    expect(files[0]?.text.slice(r3?.start, r3?.end)).toBe('300');
  });
});
