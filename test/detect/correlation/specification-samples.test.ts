import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from './correlation-builder.js';

const SAMPLES = process.env.MAILWARDEN_SAMPLES ?? '';
const reason = SAMPLES === '' ? ' (skipped: MAILWARDEN_SAMPLES is not set)' : '';

/** What is said of each sample when its rules, which do not come with it, are replaced by ours. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  event_count: [],
  temporal: [],
  temporal_ordered: [],
  value_avg: [],
  value_count: [],
  value_sum: [],
  event_count_ecs: ['x.yml:3:11 taxonomy "ecs" is not supported'],
  value_percentile: [],
};

describe.skipIf(SAMPLES === '')(`the correlations of the specification${reason}`, () => {
  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(name, () => {
      const file = join(SAMPLES, 'sigma/spec/tests/schema/correlation', `${name}.yml`);
      const text = readFileSync(file, 'utf8')
        .replace(/(5638f7c0\S+|recon_cmd_a|rule_a_id|process_creation|website_access)/, 'a')
        .replace('recon_cmd_b', 'b')
        .replace('recon_cmd_c', 'c');
      expect(load(text).errors).toEqual(expected.map((error) => expect.stringContaining(error)));
    });
  }
});
