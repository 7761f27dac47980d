import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Boundary } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore, type StoreOptions } from '../../agent/store/open-store.js';

export const STORE_KEY = new TextEncoder().encode('a store key of the test');

/** Path of a database file that is not there yet, in a folder that goes with the test. */
export function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mailwarden-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'mailwarden.db');
}

/** A store in a file of its own, closed with the test. */
export async function openTemporary(options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({
    file: temporaryFile(),
    key: STORE_KEY,
    boundary: openBoundary,
    ...options,
  });
  onTestFinished(() => store.close().catch(() => {}));
  return store;
}

/** A boundary that writes down what crossed it. */
export function countingBoundary(): Boundary & { readonly names: string[] } {
  const names: string[] = [];
  return {
    names,
    cross(name, act) {
      names.push(name);
      return act();
    },
  };
}
