import { isJsonObject, type JsonValue } from './json.js';

/** How much of a generated corpus the detectors find: a negative answer is worth as much as this says. */
export interface MeasuredQuality {
  /** Day of the measurement, ISO 8601. */
  readonly measuredAt: string;
  /** Which corpus, in words. */
  readonly corpus: string;
  readonly classes: readonly MeasuredClass[];
  /** Customers found among all customers of the corpus; null where that was not measured. */
  readonly customers: { readonly recall: number; readonly count: number } | null;
}

export interface MeasuredClass {
  readonly class: string;
  /** Part of the planted values that was found, 0 to 1. */
  readonly recall: number;
  /** Planted values. */
  readonly count: number;
}

/** Reads what the bench of the classifiers wrote. Null when it is not of this form: then nothing is known, and that is said. */
export function parseMeasuredQuality(value: JsonValue): MeasuredQuality | null {
  if (!isJsonObject(value) || !Array.isArray(value.classes)) return null;
  const { measuredAt, corpus, customers } = value;
  const classes = value.classes.flatMap((one) => {
    const share = shareOf(one);
    return share !== null && isJsonObject(one) && typeof one.class === 'string'
      ? [{ class: one.class, ...share }]
      : [];
  });
  if (typeof measuredAt !== 'string' || typeof corpus !== 'string' || classes.length < value.classes.length)
    return null;
  return { measuredAt, corpus, classes, customers: shareOf(customers) };
}

function shareOf(value: JsonValue | undefined): { readonly recall: number; readonly count: number } | null {
  if (!isJsonObject(value)) return null;
  const { recall, count } = value;
  const isShare = typeof recall === 'number' && recall >= 0 && recall <= 1;
  return isShare && typeof count === 'number' && count > 0 ? { recall, count } : null;
}
