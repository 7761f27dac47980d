import { describe, it } from 'vitest';
import { fuzz } from '../detect/sigma-laws/fuzz.js';

describe('rule files and records that nobody meant to write', () => {
  it('crash nothing and are not accepted in silence, at length', () => fuzz(20_000));
});
