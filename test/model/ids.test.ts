import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveId, sha256 } from '../../agent/model/ids.js';

describe('ids', () => {
  it('have a prefix and 24 hex digits', () => {
    expect(deriveId('inc', 'tenant', 'anna@contoso.example', 'signin:1')).toMatch(/^inc-[0-9a-f]{24}$/);
  });

  it('never change from one version of the product to the next: they stand in other systems', () => {
    expect(deriveId('inc', 'a', 'b')).toBe(`inc-${sha256('1:a|1:b').slice(0, 24)}`);
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256(Buffer.from('abc'))).toBe(sha256('abc'));
  });

  it('tell lists of parts apart, wherever the parts are cut', () => {
    const parts = fc.array(fc.string(), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const isSame = JSON.stringify(left) === JSON.stringify(right);
        expect(deriveId('x', ...left) === deriveId('x', ...right)).toBe(isSame);
      }),
      {
        examples: [
          [
            ['ab', 'c'],
            ['a', 'bc'],
          ],
          [['a|1:b'], ['a', 'b']],
          [[''], []],
        ],
      },
    );
  });
});
