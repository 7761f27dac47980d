import type { Random } from '../chance/random.js';
import { FIRST_NAMES, LAST_NAMES } from '../data/names.js';

/** Gives each person a name and an address of their own, by index. */
export function nameGiver(
  random: Random,
  domain: string,
): (index: number) => { readonly display: string; readonly upn: string } {
  const firsts = random.shuffle(FIRST_NAMES);
  const lasts = random.shuffle(LAST_NAMES);
  return (index) => {
    const first = firsts[index % firsts.length] ?? 'Sam';
    const last = lasts[(index + Math.floor(index / firsts.length) * 7) % lasts.length] ?? 'Doe';
    const round = Math.floor(index / (firsts.length * lasts.length));
    const local = `${first}.${last}${round > 0 ? round : ''}`.normalize('NFD').replace(/[^\w.]/g, '');
    return { display: `${first} ${last}`, upn: `${local.toLowerCase()}@${domain}` };
  };
}
