import type { ContentFile } from '../../detect/content/content-file.js';
import { findPoints, type PointsPlace } from '../../detect/loop/find-points.js';
import type { WeightChange } from '../../detect/loop/propose-weights.js';
import { renderDiff } from '../../detect/loop/render-diff.js';

/** A diff over all files, and the rules whose points are written in none of them, or otherwise than they count. */
export function diffOfPoints(
  files: readonly ContentFile[],
  changes: readonly Pick<WeightChange, 'rule' | 'from' | 'to'>[],
): { readonly diff: string; readonly unplaced: readonly string[] } {
  const places = findPoints(files);
  const placed = changes.flatMap(({ rule, from, to }) => {
    const place = places.get(rule);
    return place === undefined || place.points !== from ? [] : [{ rule, place, to }];
  });
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  const diffs = [...texts].map(([file, text]) => {
    const own = placed.filter(({ place }) => place.file === file);
    return renderDiff(
      file,
      text,
      own.map(({ place, to }) => replaceNumber(text, place, to)),
    );
  });
  const found = new Set(placed.map(({ rule }) => rule));
  return {
    diff: diffs.join(''),
    unplaced: changes.map(({ rule }) => rule).filter((rule) => !found.has(rule)),
  };
}

function replaceNumber(
  text: string,
  { start, end }: PointsPlace,
  to: number,
): { line: number; text: string } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const feed = text.indexOf('\n', end);
  const lineEnd = feed < 0 ? text.length : feed;
  return {
    line: text.slice(0, lineStart).split('\n').length,
    text: `${text.slice(lineStart, start)}${to}${text.slice(end, lineEnd)}`,
  };
}
