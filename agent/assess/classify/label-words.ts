import { alternatives, endOfAtom } from './label-pattern.js';
import type { Vocabulary } from './vocabulary.js';

/** Shorter words are one typing error away from too many others. */
const SHORTEST = 5;
/** Of one pattern; those with more have endings that hardly matter. */
const MOST_FORMS = 4_000;
/** Stands where a blank between two words is left out. */
const JOINT = '+';
const RUN = /[\p{L}+]+/gu;

/** Parts of labels that stand in other patterns, or that a vocabulary puts together from pieces. No value holds them. */
export const LABEL_PARTS: ReadonlySet<string> = new Set([
  'telephone',
  'cellphone',
  'security',
  'password',
  'passwort',
  'kennwort',
  'contraseña',
  'sozialversicherungsnummer',
  'derniers',
  'chiffres',
  'letzten',
  'letzte',
  'últimos',
  'dígitos',
  'seguridad',
  'sociale',
  'number',
  'subpoena',
  'passphrase',
  'passcode',
  'temporary',
  'digits',
  'ziffern',
  'stellen',
  'quatre',
  'cuatro',
  'terminado',
]);

/** The plain words that labels are written with, in lower case: what the patterns of a vocabulary stand for, word by word. */
export function labelWords(vocabulary: Vocabulary): ReadonlySet<string> {
  const words = new Set(LABEL_PARTS);
  for (const [, patterns] of vocabulary)
    for (const pattern of patterns)
      for (const form of formsOf(pattern))
        for (const [run] of form.toLowerCase().matchAll(RUN))
          for (const word of wordsOf(run)) if (word.length >= SHORTEST) words.add(word);
  return words;
}

/** `kundennummer` is a word where its halves may be written apart, `licenseid` is none. */
function wordsOf(run: string): readonly string[] {
  const halves = run.split(JOINT);
  return halves.every((half) => half.length >= SHORTEST) ? [halves.join('')] : halves;
}

/** Every text that a pattern stands for: `licen[cs]es?` is four words. */
function formsOf(pattern: string): readonly string[] {
  return alternatives(pattern).flatMap((sequence) => {
    let forms: readonly string[] = [''];
    for (let at = 0; at < sequence.length; ) {
      const end = endOfAtom(sequence, at);
      const isOptional = sequence[end] === '?';
      const all = choicesOf(sequence.slice(at, end));
      const without = all.includes(' ') ? JOINT : '';
      const choices = isOptional ? [...all, without] : all;
      if (forms.length * choices.length > MOST_FORMS) return forms;
      forms = forms.flatMap((form) => choices.map((choice) => form + choice));
      at = isOptional ? end + 1 : end;
    }
    return forms;
  });
}

function choicesOf(atom: string): readonly string[] {
  if (atom.startsWith('(?:')) return formsOf(atom.slice(3, -1));
  if (atom.startsWith('(?') || atom === '\\b') return [''];
  if (atom.startsWith('[')) return [...atom.slice(1, -1)];
  return [atom.replace(/^\\/, '')];
}
