import { isMap, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import type { ContentFile } from '../content/content-file.js';

/** Where the points of a rule or behaviour are written. */
export interface PointsPlace {
  readonly file: string;
  /** Offsets in the file's text. */
  readonly start: number;
  readonly end: number;
  readonly points: number;
}

/**
 * Finds the points that rule files and tuning files write out, by rule id or `behaviour:<name>`. `files` in the order in which
 * they are read: of a behaviour that is set twice the later place counts. Rules that leave their points to their level have no
 * place.
 */
export function findPoints(files: readonly ContentFile[]): ReadonlyMap<string, PointsPlace> {
  const places = new Map<string, PointsPlace>();
  for (const { file, text } of files) {
    const add = (rule: string, node: unknown): void => {
      if (!isScalar(node) || typeof node.value !== 'number' || !node.range) return;
      const [start, end] = node.range;
      places.set(rule, { file, start, end, points: node.value });
    };
    for (const document of mapsOf(text)) {
      const id = document.get('id');
      if (typeof id === 'string') add(id, document.getIn(['mailwarden', 'points'], true));
      const behaviours: unknown = document.getIn(['tuning', 'behaviours']);
      if (!isMap(behaviours)) continue;
      for (const { key, value } of behaviours.items) if (isScalar(key)) add(`behaviour:${key.value}`, value);
    }
  }
  return places;
}

/** What is no valid YAML is said where rules are read. */
function mapsOf(
  text: string,
): readonly { get(key: string): unknown; getIn: (path: string[], keep?: boolean) => unknown }[] {
  const documents = [...parseAllDocuments(text, { lineCounter: new LineCounter(), logLevel: 'error' })];
  return documents.flatMap(({ contents }) => (isMap(contents) ? [contents] : []));
}
