import { createClassifier } from '../../agent/assess/classify/classify-document.js';
import type { Detection } from '../../agent/assess/classify/detection.js';
import { toClassifierSettings } from '../../agent/assess/classify/settings.js';
import { isEvidence } from '../../agent/assess/customers/identity.js';
import { DEFAULT_LIMITS } from '../../agent/assess/documents/document.js';
import { readDocument } from '../../agent/assess/documents/read-document.js';
import { readText } from '../../agent/assess/documents/text-document.js';
import type { BenchDocument } from './corpus.js';
import { findByPresidio } from './presidio.js';
import { type Comparison, compareValues, type FoundValue } from './score.js';
import type { Language } from './templates/template.js';

/** The tenant of a language: its country decides how phone numbers without a country code are read. */
const REGIONS: Readonly<Record<Language, string>> = { en: 'US', es: 'US', de: 'DE', fr: 'FR' };
const OWN_DOMAINS = ['telco.example'];

/** One document with what the product and the pattern set for comparison make of it. */
export interface Measured {
  readonly document: BenchDocument;
  readonly detections: readonly Detection[];
  readonly ours: readonly Comparison[];
  readonly presidio: readonly Comparison[];
}

/** Reads and classifies every document as the examination does; only what counts as evidence is taken. */
export async function measureDocuments(documents: readonly BenchDocument[]): Promise<readonly Measured[]> {
  const classifiers = new Map<Language, ReturnType<typeof createClassifier>>();
  const measured: Measured[] = [];
  for (const document of documents) {
    const { language, file, filled } = document;
    const classify = classifiers.get(language) ?? classifierOf(language);
    classifiers.set(language, classify);
    const { passages } = await readDocument(file.bytes, file.name, null, DEFAULT_LIMITS);
    const detections = classify(passages).filter(isEvidence);
    const planted = filled.planted.flatMap(({ class: dataClass, key }): FoundValue[] =>
      dataClass === null ? [] : [{ class: dataClass, key }],
    );
    const text = passages.map((passage) => passage.text).join('\n');
    measured.push({
      document,
      detections,
      ours: compareValues(
        planted,
        detections.map(({ class: dataClass, value }) => ({ class: dataClass, key: value })),
        filled.optional,
      ),
      presidio: compareValues(planted, findByPresidio(text, REGIONS[language])),
    });
  }
  return measured;
}

function classifierOf(language: Language): ReturnType<typeof createClassifier> {
  return createClassifier(toClassifierSettings([], OWN_DOMAINS, REGIONS[language]));
}

export interface FalseValues {
  readonly ours: readonly FoundValue[];
  readonly presidio: readonly FoundValue[];
}

/** What is found in texts that hold nobody's data. */
export function measureNegatives(texts: readonly string[]): FalseValues {
  const classify = classifierOf('en');
  const found = texts.flatMap((text) => classify(readText(text).passages).filter(isEvidence));
  return {
    ours: found.map(({ class: dataClass, value }) => ({ class: dataClass, key: value })),
    presidio: texts.flatMap((text) => findByPresidio(text, 'US')),
  };
}

/** Megabytes of text that one core classifies in a second, by processor time. */
export function measureSpeed(texts: readonly string[]): number {
  const classify = classifierOf('en');
  const before = process.cpuUsage();
  for (const text of texts) classify(readText(text).passages);
  const { user, system } = process.cpuUsage(before);
  const bytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0);
  return bytes / 1_000_000 / ((user + system) / 1_000_000);
}
