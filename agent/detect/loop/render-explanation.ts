import type { ExplainedDetection, Explanation } from './explain-rule.js';
import type { ExplainedPart } from './explain-selection.js';

/** An explanation for people: one line a part, `yes` where it held. */
export function renderExplanation({ matches, detection, filters }: Explanation): string {
  const lines = [
    `${matches ? 'matches' : 'does not match'}: ${detection.title} (${detection.file}:${detection.line})`,
    ...detectionLines(detection),
    ...filters.flatMap((filter) => [
      `${filter.held ? 'lets it through' : 'takes it out'}: exception "${filter.title}" (${filter.file}:${filter.line})`,
      ...detectionLines(filter),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function detectionLines({ conditions, held, selections }: ExplainedDetection): readonly string[] {
  return [
    line(held, 1, `condition: ${conditions.join(', or ')}`),
    ...selections.flatMap((selection) => partLines(selection, 2)),
  ];
}

function partLines({ part, held, found, parts }: ExplainedPart, depth: number): readonly string[] {
  const has = found === null ? '' : `   (the record has: ${found.join(', ')})`;
  return [line(held, depth, `${part}${has}`), ...parts.flatMap((inner) => partLines(inner, depth + 1))];
}

function line(held: boolean, depth: number, text: string): string {
  return `${'  '.repeat(depth)}${held ? 'yes' : 'no '} ${text}`;
}
