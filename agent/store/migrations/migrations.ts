import type { Migration } from 'kysely';
import { firstTables } from './first-tables.js';
import { sourceState } from './source-state.js';

/** Every step from nothing to the present tables, applied in the order of the names. A released step is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-source-state': sourceState,
};
