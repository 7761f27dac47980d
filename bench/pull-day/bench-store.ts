import { join } from 'node:path';

/** The store of a run, in its folder. With a key, so that sealing is in the figures. */
export function benchStore(directory: string): { readonly file: string; readonly key: Uint8Array } {
  return { file: join(directory, 'bench.db'), key: new Uint8Array(32).fill(7) };
}
