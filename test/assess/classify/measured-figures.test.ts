import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DATA_CLASSES } from '../../../agent/model/exposure.js';
import { parseMeasuredQuality } from '../../../agent/model/measured-quality.js';

it('the figures that reports cite are of the form that reports read, and of every class', () => {
  const text = readFileSync(new URL('../../../rules/measured/classification.json', import.meta.url), 'utf8');
  const quality = parseMeasuredQuality(JSON.parse(text));
  expect(quality?.classes.map((one) => one.class)).toEqual([...DATA_CLASSES]);
  expect(quality?.customers?.count).toBeGreaterThan(1_000);
});
