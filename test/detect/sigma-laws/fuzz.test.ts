import { describe, it } from 'vitest';
import { fuzz, fuzzTests } from './fuzz.js';

describe('rule files and records that nobody meant to write', () => {
  it('crash nothing and are not accepted in silence', () => fuzz(120));
  it('nor do tests that nobody meant to write', () => fuzzTests(60));
});
