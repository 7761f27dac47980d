import { describe, expect, it } from 'vitest';
import { pumped } from '../../../agent/m365/calls/pumped.js';
import { gather } from '../gather.js';

describe('values that are given and taken', () => {
  it('come in order, and none is given before the one before it was taken', async () => {
    const log: string[] = [];
    const values = pumped<number>(async (give) => {
      for (const value of [1, 2, 3]) {
        log.push(`give ${value}`);
        await give(value);
      }
    });
    for await (const value of values) log.push(`take ${value}`);
    expect(log).toEqual(['give 1', 'take 1', 'give 2', 'take 2', 'give 3', 'take 3']);
  });

  it('end with what the giver raises, after what was given before', async () => {
    const taken: number[] = [];
    const values = pumped<number>(async (give) => {
      await give(1);
      throw new Error('it broke off');
    });
    await expect(
      (async () => {
        for await (const value of values) taken.push(value);
      })(),
    ).rejects.toThrow('it broke off');
    expect(taken).toEqual([1]);
  });

  it('a giver whose values nobody takes any more is told so, and does not wait for ever', async () => {
    let ended: Promise<void> = Promise.resolve();
    const values = pumped<number>((give) => {
      ended = (async () => {
        for (;;) await give(1);
      })();
      return ended;
    });
    for await (const _value of values) break;
    await expect(ended).rejects.toThrow('nobody takes it');
  });

  it('none at all is an end', async () => {
    expect(await gather(pumped(async () => {}))).toEqual([]);
  });
});
