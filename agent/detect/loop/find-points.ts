import { isMap, isScalar, LineCounter, parseAllDocuments, type YAMLMap } from 'yaml';
import type { ContentFile } from '../content/content-file.js';
import { documentRule } from './document-rule.js';

/** Where the points of a rule or behaviour are written. */
export interface PointsPlace {
  readonly file: string;
  /** Offsets in the file's text. */
  readonly start: number;
  readonly end: number;
  readonly points: number;
}

/**
 * Finds the points that files of rules and behaviours write out, by rule id or `behaviour:<type>`. `files` in the order in which
 * they are read: of a behaviour that is declared twice the later file counts. What leaves its points to its level has no place.
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
      const points = document.getIn(['mailwarden', 'points'], true);
      const rule = documentRule(document);
      if (rule === null) continue;
      places.delete(rule);
      add(rule, points);
    }
  }
  return places;
}

/** What is no valid YAML is said where rules are read. */
function mapsOf(text: string): readonly YAMLMap[] {
  const documents = [...parseAllDocuments(text, { lineCounter: new LineCounter(), logLevel: 'error' })];
  return documents.flatMap(({ contents }) => (isMap(contents) ? [contents] : []));
}
