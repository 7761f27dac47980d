import { expect, it } from 'vitest';
import { keepNotes } from '../../agent/daemon/keep-notes.js';
import { openTemporary } from '../store/open-temporary.js';

it('what is noted is there for the next process, and two changes at once are both kept', async () => {
  const store = await openTemporary();
  const notes = keepNotes(store);
  expect(await notes.read('work')).toBeNull();
  await Promise.all(['a', 'b'].map((one) => notes.change('work', (text) => `${text ?? ''}${one}`)));
  expect(await keepNotes(store).read('work')).toBe('ab');
  expect(await notes.read('other')).toBeNull();
});
