import type { DataClass } from '../../model/exposure.js';
import type { Candidate } from './detection.js';
import type { Scan } from './scan.js';
import type { ClassifierSettings } from './settings.js';

const PLAN =
  /(?<![\p{L}\d])(?:(?:rate|price|current|new|old|mobilfunk)[ -]?)?(?:plan|tariff?|tarifa|forfait)(?:name|bezeichnung|(?: (?:name|tarifario|contratado|actual|mobile|actuel)))?[ \t]?[:=][ \t]{0,4}([^\n|;,\t]{2,60})/giu;

/** Plans named after their label, and the exact words that the tenant lists for a class. */
export function findWords(scan: Scan): readonly Candidate[] {
  return [...labelledPlans(scan), ...listedWords(scan)];
}

function* labelledPlans(scan: Scan): Generator<Candidate> {
  for (const match of scan.text.matchAll(PLAN)) {
    const value = (match[1] ?? '').trim();
    const start = match.index + match[0].indexOf(match[1] ?? '');
    if (/\p{L}/u.test(value))
      yield { class: 'plan', confidence: 85, start, end: start + value.length, value: value.toLowerCase() };
  }
}

function* listedWords(scan: Scan): Generator<Candidate> {
  const lower = scan.text.toLowerCase();
  // A few scripts change length in lower case; positions would then be wrong.
  const text = lower.length === scan.text.length ? lower : scan.text;
  for (const [dataClass, word] of wordsOf(scan.settings)) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      if (
        /[\p{L}\d]$/u.test(text.slice(Math.max(0, at - 1), at)) ||
        /^[\p{L}\d]/u.test(text.slice(at + word.length, at + word.length + 2))
      )
        continue;
      yield { class: dataClass, confidence: 85, start: at, end: at + word.length, value: word };
    }
  }
}

function wordsOf(settings: ClassifierSettings): readonly (readonly [DataClass, string])[] {
  return (Object.keys(settings.classes) as DataClass[]).flatMap((dataClass) =>
    (settings.classes[dataClass]?.words ?? [])
      .filter((word) => word.trim() !== '')
      .map((word) => [dataClass, word.toLowerCase()] as const),
  );
}
