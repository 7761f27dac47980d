import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../agent/model/ids.js';
import { createRecordCodec, isKeylessCheck } from '../../agent/store/record-codec.js';
import { RECORD_DICTIONARY } from '../../agent/store/record-dictionary.js';

const KEY = new TextEncoder().encode('one key');
const OTHER = new TextEncoder().encode('another key');

describe('the record codec', () => {
  it.each([
    { name: 'with a key', key: KEY },
    { name: 'without a key', key: null },
  ])('gives back what it sealed, $name (property)', ({ key }) => {
    const codec = createRecordCodec(key);
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 2_000 }), (name, content) => {
        expect(new Uint8Array(codec.unseal(name, codec.seal(name, content)))).toEqual(content);
      }),
    );
  });

  it.each([
    {
      name: 'with a key',
      key: KEY,
      hex: '02159d9d5c573c5486a1f0c829319db45947a12a8ab44db45f48e3873710575fc1f06a8af66c576f01',
    },
    { name: 'without a key', key: null, hex: '01ab56ca4c51b2524a54aa0500' },
  ])('opens what was sealed before there was a dictionary, $name', ({ key, hex }) => {
    expect(createRecordCodec(key).unseal('signin:a', Buffer.from(hex, 'hex')).toString()).toBe('{"id":"a"}');
  });

  it('packs with the dictionary of its first day, without which nothing opens', () => {
    expect(sha256(RECORD_DICTIONARY)).toBe(
      '3928bd46c2368e8eb294a5a75128809c06e56cc679b64550c028010e6d586ad7',
    );
  });

  it('opens for its key, its name and unchanged bytes only', () => {
    const codec = createRecordCodec(KEY);
    const payload = codec.seal('name', 'content');
    const changed = Uint8Array.from(payload, (byte, index) =>
      index === payload.length - 1 ? byte ^ 1 : byte,
    );
    const damaged = expect.objectContaining({ kind: 'damaged' });
    const refused: (readonly [string, () => unknown])[] = [
      ['another key', () => createRecordCodec(OTHER).unseal('name', payload)],
      ['no key', () => createRecordCodec(null).unseal('name', payload)],
      ['another name', () => codec.unseal('other', payload)],
      ['a changed byte', () => codec.unseal('name', changed)],
      ['a cut payload', () => codec.unseal('name', payload.subarray(0, 9))],
      ['nothing', () => codec.unseal('name', new Uint8Array())],
    ];
    for (const [name, open] of refused) expect(open, name).toThrow(damaged);
  });

  it('never uses one nonce for two contents or two names', () => {
    const codec = createRecordCodec(KEY);
    const nonce = (name: string, content: string) =>
      Buffer.from(codec.seal(name, content).subarray(1, 13)).toString('hex');
    const nonces = ['a', 'b', 'c'].flatMap((one) => ['a', 'b', 'c'].map((two) => nonce(one, two)));
    expect(new Set(nonces).size).toBe(9);
    expect(nonce('a', 'b')).toBe(nonce('a', 'b'));
  });

  it('hashes under the key, so that a guess cannot be tried by who lacks it', () => {
    expect(createRecordCodec(KEY).hash('x')).not.toBe(createRecordCodec(OTHER).hash('x'));
    expect(createRecordCodec(KEY).hash('x')).toBe(createRecordCodec(KEY).hash('x'));
    expect(createRecordCodec(KEY).hash('x')).not.toBe(createRecordCodec(KEY).hash('y'));
  });

  it('tells keys apart by a check value', () => {
    const checks = [KEY, OTHER, null].map((key) => createRecordCodec(key).keyCheck);
    expect(new Set(checks).size).toBe(3);
    expect(checks.map(isKeylessCheck)).toEqual([false, false, true]);
  });
});
