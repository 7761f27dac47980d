import type { JsonRecord, LoggedRecord, SimWorld, WorldOptions } from '../../../simulator/tenant.js';
import { createWorld } from '../../../simulator/world/create-world.js';

/** A tenant big enough for every part of the story. */
export const OPTIONS: WorldOptions = {
  seed: 7,
  mailboxes: 26,
  days: 4,
  speed: 1,
  startMs: Date.UTC(2026, 7, 20, 9, 41, 12, 345),
  isLive: true,
  scenario: null,
};

let made: SimWorld | undefined;

/** The world of OPTIONS, made once. */
export function sampleWorld(): SimWorld {
  made ??= createWorld(OPTIONS);
  return made;
}

/** All rows there can be: history, and what the live act logs if nobody stops it. */
export function allRows(world: SimWorld): readonly LoggedRecord[] {
  return [...world.logs, ...world.live.flatMap(({ ifAlive }) => ifAlive)];
}

/** The value at a dotted path; undefined where there is none. */
export function at(record: JsonRecord, path: string): unknown {
  let value: unknown = record;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** Internet message ids that a Bind row names. */
export function messageIdsOf(record: JsonRecord): readonly string[] {
  const folders = record.Folders;
  if (!Array.isArray(folders)) return [];
  return folders
    .flatMap((folder: JsonRecord) => folder.FolderItems as readonly JsonRecord[])
    .map((item) => String(item.InternetMessageId));
}
