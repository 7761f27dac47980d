import type { LookedUpNetwork, NetworkLookup } from '../../model/looked-up-network.js';
import type { NetworkFile } from './open-network-file.js';
import type { FileAnswer } from './read-answer.js';

/** A memory of answers is emptied when it has so many: addresses are without number. */
const MAX_ANSWERS = 10_000;

/**
 * Asks files in their order; the first that knows the system, and the first that knows the country, is believed. `hearDamage` is
 * told once of a file that cannot be read at some place; the others are asked all the same.
 */
export function lookUpNetworks(
  files: readonly NetworkFile[],
  hearDamage: (file: NetworkFile) => void,
): NetworkLookup {
  const answers = new Map<string, LookedUpNetwork | null>();
  const damaged = new Set<NetworkFile>();
  const ask = (file: NetworkFile, address: string): FileAnswer | null => {
    try {
      return file.find(address);
    } catch {
      if (!damaged.has(file)) hearDamage(file);
      damaged.add(file);
      return null;
    }
  };
  return (address) => {
    const known = answers.get(address);
    if (known !== undefined) return known;
    const told = files.flatMap((file) => {
      const answer = ask(file, address);
      return answer === null ? [] : [{ ...answer, by: file.name }];
    });
    const found = unite(told);
    if (answers.size >= MAX_ANSWERS) answers.clear();
    answers.set(address, found);
    return found;
  };
}

function unite(told: readonly (FileAnswer & { readonly by: string })[]): LookedUpNetwork | null {
  const [system] = told.flatMap(({ asn, organisation, by }) =>
    asn === null ? [] : [{ asn, organisation, by }],
  );
  const [location] = told.flatMap(({ country, place, by }) =>
    country === null ? [] : [{ country, place, by }],
  );
  if (system === undefined && location === undefined) return null;
  return { system: system ?? null, location: location ?? null };
}
