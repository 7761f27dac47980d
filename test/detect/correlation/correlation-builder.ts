import { loadContent } from '../../../agent/detect/content/load-content.js';
import { correlate } from '../../../agent/detect/correlation/correlate.js';
import type { CorrelationHit, FieldValues, Sighting } from '../../../agent/detect/correlation/correlation.js';
import type { CorrelationSet } from '../../../agent/detect/correlation/correlation-set.js';
import { describeIssue } from '../../../agent/model/errors.js';

/** Record rules named `a` to `d`, for correlations to read. */
export const BASE = ['a', 'b', 'c', 'd']
  .map(
    (name) =>
      `title: Rule ${name}\nid: id-${name}\nname: ${name}\nlogsource: { product: test }\ndetection: { selection: { kind: ${name} }, condition: selection }\n`,
  )
  .join('---\n');

/** A correlation around the content of its `correlation` key; the id is `x` unless the name is given. */
export function correlationOf(body: string, name = 'x'): string {
  return `title: Correlation ${name}\nid: id-${name}\nname: ${name}\ncorrelation:\n  ${body.trim().replaceAll('\n', '\n  ')}\n`;
}

/** Loads correlations beside the record rules. */
export function load(...correlations: readonly string[]): {
  readonly set: CorrelationSet;
  readonly errors: readonly string[];
} {
  const files = [
    { file: 'base.yml', text: BASE },
    ...correlations.map((text, at) => ({ file: at === 0 ? 'x.yml' : `x${at}.yml`, text })),
  ];
  const content = loadContent(files);
  return { set: content.rules.correlations, errors: content.errors.map(describeIssue) };
}

/** One that must be right. */
export function setOf(...correlations: readonly string[]): CorrelationSet {
  const { set, errors } = load(...correlations);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return set;
}

/** A match of rule `a`..`d` at a second, written as `a@10` or with values `a@10 user=x bytes=5`; lists as `user=x,y`. */
export function sighting(text: string, at: number): Sighting {
  const [head = '', ...pairs] = text.split(' ');
  const [rule = '', seconds = '0'] = head.split('@');
  const values: FieldValues = new Map(
    pairs.map((pair) => {
      const [field = '', list = ''] = pair.split('=');
      return [field.toLowerCase(), list.split(',')] as const;
    }),
  );
  return { rule: `id-${rule}`, record: String(at).padStart(4, '0'), at: Number(seconds) * 1_000, values };
}

/** Matches by their places in the list. */
export function sightingsOf(texts: readonly string[]): readonly Sighting[] {
  return texts.map(sighting);
}

/** The hits of all correlations that report, as `x 2`: the name and the place of the completing record. */
export function hitsOf(set: CorrelationSet, texts: readonly string[]): readonly string[] {
  return correlate(set, sightingsOf(texts)).map(brief);
}

function brief({ correlation, record }: CorrelationHit): string {
  return `${correlation.replace('id-', '')} ${Number(record)}`;
}
