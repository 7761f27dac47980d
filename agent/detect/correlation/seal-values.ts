import type { FieldValues } from './correlation.js';

/**
 * Values as the store may hold them: numbers where a correlation computes with them, else keyed hashes, equal for texts that
 * are equal without case.
 */
export function sealValues(
  values: FieldValues,
  computed: ReadonlySet<string> | undefined,
  hash: (text: string) => string,
): FieldValues {
  return new Map(
    [...values].map(([field, texts]) => {
      const isNumeric = computed?.has(field) === true;
      return [
        field,
        texts.map((text) => (isNumeric && isNumber(text) ? text.trim() : hash(text.toLowerCase()))),
      ];
    }),
  );
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
