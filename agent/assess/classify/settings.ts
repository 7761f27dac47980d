import { DATA_CLASSES, type DataClass } from '../../model/exposure.js';

/** What a tenant adds to one class: a pattern in RE2 syntax, more context words, or a list of exact words. */
export interface ClassSettings {
  readonly pattern?: string;
  readonly context?: readonly string[];
  readonly words?: readonly string[];
}

/** How texts are classified for one tenant. */
export interface ClassifierSettings {
  /** The tenant's own mail domains: an address under them is staff, not a customer. */
  readonly ownDomains: readonly string[];
  /** ISO 3166-1 alpha-2: how phone numbers without a country code are read. */
  readonly defaultRegion: string;
  /** `exposure.classes` of the configuration. */
  readonly classes: Partial<Readonly<Record<DataClass, ClassSettings>>>;
}

/** A telecom in the United States without own formats. */
export const DEFAULT_SETTINGS: ClassifierSettings = { ownDomains: [], defaultRegion: 'US', classes: {} };

/** One entry of `exposure.classes` as the configuration holds it. */
export interface ConfiguredClass {
  readonly name: string;
  readonly pattern: string | null;
  readonly context: readonly string[];
  readonly words: readonly string[];
}

/** Settings from the configuration. A name that is no data class is left out: the configuration refuses it earlier. */
export function toClassifierSettings(
  configured: readonly ConfiguredClass[],
  ownDomains: readonly string[],
  defaultRegion = 'US',
): ClassifierSettings {
  const known: readonly string[] = DATA_CLASSES;
  const classes = configured
    .filter(({ name }) => known.includes(name))
    .map(({ name, pattern, context, words }) => [
      name,
      { context, words, ...(pattern === null ? {} : { pattern }) },
    ]);
  return { ownDomains, defaultRegion, classes: Object.fromEntries(classes) };
}
