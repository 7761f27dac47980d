import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import type { JsonObject } from '../../../agent/model/json.js';

/**
 * Detections drawn at random over flat records of texts, and which records they find by the reference implementation: pySigma 2.0.1 with
 * its SQLite backend 2.1.1 and a pipeline of value lists. Left out is where the two differ: `\%` before a placeholder, which we read as the
 * specification has it, and letters in upper case, which SQLite's `=` tells apart.
 */
interface Drawn {
  readonly detection: JsonObject;
  /** Places of the records. */
  readonly hits: readonly number[];
}

const [head = '', ...lines] = readFileSync(join(import.meta.dirname, 'reference-answers.ndjson'), 'utf8')
  .trim()
  .split('\n');
const { placeholders, records } = JSON.parse(head) as {
  readonly placeholders: JsonObject;
  readonly records: readonly JsonObject[];
};
const DRAWN = lines.map((line) => JSON.parse(line) as Drawn);

describe('answers of the reference implementation', () => {
  const rules = DRAWN.map(({ detection }, at) => ({
    file: `${at}.yml`,
    text: JSON.stringify({
      title: `Drawn ${at}`,
      id: String(at),
      logsource: { product: 'drawn' },
      detection,
    }),
  }));
  const lists = { file: 'lists.yml', text: JSON.stringify({ placeholders }) };
  const content = loadContent([...rules, lists]);

  it('are there for every detection, and each of them loads', () => {
    expect(content.errors).toEqual([]);
    expect(content.compiled.length).toBe(DRAWN.length);
    expect(DRAWN.length).toBeGreaterThanOrEqual(100);
  });

  it('are ours', () => {
    const found = records.map((record) => new Set(content.rules.matchPlain(record).map(({ rule }) => rule)));
    const ours = DRAWN.map((_, rule) =>
      records.flatMap((_record, at) => (found[at]?.has(String(rule)) ? [at] : [])),
    );
    const other = DRAWN.filter(({ hits }, rule) => JSON.stringify(hits) !== JSON.stringify(ours[rule]));
    expect(other).toEqual([]);
    expect(
      DRAWN.filter(({ hits }) => hits.length > 0 && hits.length < records.length).length,
    ).toBeGreaterThan(50);
  });
});
