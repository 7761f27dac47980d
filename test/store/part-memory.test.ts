import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPartMemory } from '../../agent/store/part-memory.js';
import { accessEvent } from './samples.js';

const payloadOf = (name: number): Uint8Array => Uint8Array.of(2, name);

/** A memory whose parts hold `size` events each, and how often each was really opened. */
function countingMemory(mostEvents: number, size = 2) {
  const memory = createPartMemory(mostEvents);
  const opened: number[] = [];
  return {
    opened,
    open: (name: number) =>
      memory.open(payloadOf(name), (payload) => {
        const [, at = -1] = payload;
        opened.push(at);
        return Array.from({ length: size }, (_, index) => accessEvent(`${at}-${index}`));
      }),
  };
}

describe('what was opened lately', () => {
  it('is kept from the second time on', () => {
    const { open, opened } = countingMemory(10);
    expect(open(1)).toEqual(open(1));
    expect(open(1)).toBe(open(1));
    expect(opened).toEqual([1, 1]);
  });

  it('a pass over many others, each once, drives nothing out', () => {
    const { open, opened } = countingMemory(10);
    open(1);
    open(1);
    for (let other = 10; other < 60; other += 1) open(other);
    opened.length = 0;
    open(1);
    expect(opened).toEqual([]);
  });

  it('the one used longest ago goes when there is no more room', () => {
    const { open, opened } = countingMemory(4);
    for (const name of [1, 1, 2, 2, 1, 3, 3]) open(name);
    opened.length = 0;
    for (const name of [1, 3, 2]) open(name);
    expect(opened).toEqual([2]);
  });

  it('a part that is larger than all the room is opened each time', () => {
    const { open, opened } = countingMemory(3, 4);
    for (let time = 0; time < 4; time += 1) open(1);
    expect(opened.length).toBeGreaterThan(2);
  });

  it('gives what opening gives, in whatever order (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (names) => {
        const { open } = countingMemory(8);
        for (const name of names)
          expect(open(name).map((event) => event.id)).toEqual([`${name}-0`, `${name}-1`]);
      }),
    );
  });
});
