export type Language = 'en' | 'es' | 'de' | 'fr';

/**
 * A document with places for values. A place is `{slot}` for a value of the person, `{word:text}` for words that are
 * themselves what is to be found (`{health:diagnosed with}`), `{slot!}` for a value that is not to be found.
 */
export interface TextTemplate {
  readonly language: Language;
  readonly kind: 'text';
  readonly body: string;
}

/** A list of persons: what each column is headed with and which value it holds. */
export interface TableTemplate {
  readonly language: Language;
  readonly kind: 'table';
  readonly columns: readonly (readonly [heading: string, slot: string])[];
}

export type Template = TextTemplate | TableTemplate;

/** Texts of one language, one template each. */
export function texts(language: Language, bodies: readonly string[]): readonly Template[] {
  return bodies.map((body) => ({ language, kind: 'text', body }));
}

export function table(language: Language, columns: TableTemplate['columns']): Template {
  return { language, kind: 'table', columns };
}
