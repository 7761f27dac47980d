import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenArray, splitArray } from '../../../agent/m365/management/split-array.js';
import { gather } from '../gather.js';

/** The text in chunks that end at these places. */
async function* chunksOf(text: string, ends: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  let from = 0;
  for (const end of [...ends.map((one) => one % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    yield bytes.subarray(from, end);
    from = end;
  }
}

async function split(text: string, ends: readonly number[] = []): Promise<readonly unknown[]> {
  return (await gather(splitArray(chunksOf(text, ends)))).flat();
}

describe('an array that comes in chunks', () => {
  it('gives its elements, whatever is in them and wherever it is cut (property)', async () => {
    const anyArray = fc.array(fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(anyArray, fc.array(fc.nat()), fc.constantFrom(0, 2), async (values, ends, indent) => {
        const text = JSON.stringify(values, null, indent);
        expect(await split(` ${text}\n`, ends)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['no array', '{"a":1}'],
    ['a page of HTML', '<html></html>'],
    ['one that is cut off between elements', '[{"a":1},'],
    ['one that is cut off in an element', '[{"a":"b'],
    ['nothing', ''],
    ['two of them', '[1][2]'],
    ['an element that is no JSON', '[{"a":1},nonsense]'],
    ['a comma without an element', '[1,,2]'],
  ])('%s is said to be broken', async (_name, text) => {
    await expect(split(text)).rejects.toThrow(BrokenArray);
  });
});
