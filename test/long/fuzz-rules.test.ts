import { describe, it } from 'vitest';
import { fuzz, fuzzTests } from '../detect/sigma-laws/fuzz.js';

describe('rule files and records that nobody meant to write', () => {
  it('crash nothing and are not accepted in silence, at length', () => fuzz(20_000));
  it('nor do tests of rules that nobody meant to write', () => fuzzTests(5_000));
});
