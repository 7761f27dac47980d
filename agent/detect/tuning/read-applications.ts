import { isMap, type Node } from 'yaml';
import type { Instant } from '../../model/time.js';
import { readTerm, TERM_KEYS } from './read-term.js';
import type { TuningContext } from './tuning-draft.js';

/** Reads `applications`: ids, or maps of `id` with owner, reason and end. An entry without an end wins over one with. */
export function readApplications(node: Node, context: TuningContext): void {
  const { reader, draft } = context;
  const ids = new Set(draft.applications);
  const ends: Record<string, Instant> = { ...draft.applicationEnds };
  for (const item of reader.items(node, 'applications')) {
    const pairs = isMap(item) ? reader.pairs(item, 'an application', ['id', ...TERM_KEYS]) : null;
    const written = pairs === null ? item : (pairs.get('id') ?? item);
    const id = reader.text(written, 'an application id', 'a GUID', isGuid)?.toLowerCase();
    if (id === undefined) continue;
    const term = pairs === null ? null : readTerm(item, pairs, context);
    const isEndless = ids.has(id) && ends[id] === undefined;
    ids.add(id);
    if (term === null) delete ends[id];
    else if (!isEndless && term.endsAt > (ends[id] ?? '')) ends[id] = term.endsAt;
  }
  draft.applications = [...ids];
  draft.applicationEnds = ends;
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
