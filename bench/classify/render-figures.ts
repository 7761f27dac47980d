import { DATA_CLASSES, type DataClass } from '../../agent/model/exposure.js';
import type { Measured } from './measure.js';
import { type Comparison, type Rates, ratesOf, tally } from './score.js';

const show = (share: number): string => (Number.isNaN(share) ? '-' : share.toFixed(3));
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table in Markdown: every class, ours beside the patterns for comparison. */
export function renderClasses(measured: readonly Measured[]): string {
  const lines = DATA_CLASSES.map((dataClass) => {
    const ours = pick(measured, 'ours', dataClass);
    const rates = ratesOf(tally(ours));
    const other = ratesOf(tally(pick(measured, 'presidio', dataClass)));
    const count = ours.filter(({ outcome }) => outcome !== 'false').length;
    return row([
      dataClass,
      String(count),
      ...three(rates),
      ...(other.recall > 0 ? three(other) : ['-', '-', '-']),
    ]);
  });
  return [
    row(['class', 'values', 'precision', 'recall', 'F1', "Presidio's precision", 'recall', 'F1']),
    row(Array.from({ length: 8 }, () => '---')),
    ...lines,
  ].join('\n');
}

function three({ precision, recall, f1 }: Rates): readonly string[] {
  return [show(precision), show(recall), show(f1)];
}

function pick(
  measured: readonly Measured[],
  whose: 'ours' | 'presidio',
  dataClass: DataClass,
): readonly Comparison[] {
  return measured.flatMap((each) => each[whose].filter((comparison) => comparison.class === dataClass));
}

/** F1 of all classes together, by language and by level of noise. */
export function renderParts(measured: readonly Measured[]): string {
  const line = (name: string, some: readonly Measured[]): string =>
    row([name, ...three(ratesOf(tally(some.flatMap(({ ours }) => ours))))]);
  const by = (keyOf: (each: Measured) => string): readonly string[] =>
    [...new Set(measured.map(keyOf))].sort().map((key) =>
      line(
        key,
        measured.filter((each) => keyOf(each) === key),
      ),
    );
  return [
    row(['part', 'precision', 'recall', 'F1']),
    row(['---', '---', '---', '---']),
    ...by(({ document }) => document.language),
    ...by(({ document }) => `noise ${document.noise}`),
    ...by(({ document }) => document.file.name.replace(/^.*\./, '.')),
    line('all', measured),
  ].join('\n');
}

/** What was missed or found in error, for the tuning set: values here are made up. */
export function renderMisses(measured: readonly Measured[]): string {
  return measured
    .flatMap(({ document, ours }) =>
      ours
        .filter(({ outcome }) => outcome !== 'found')
        .map(({ class: dataClass, outcome, key }) =>
          [
            outcome,
            dataClass,
            key,
            document.language,
            `noise ${document.noise}`,
            document.file.name,
            contentOf(document),
          ].join('\t'),
        ),
    )
    .join('\n');
}

function contentOf({ filled: { content } }: Measured['document']): string {
  return JSON.stringify(content.kind === 'text' ? content.text : content.rows.slice(0, 2));
}
