import type { Candidate } from './detection.js';
import { withLooseBlanks } from './label-pattern.js';
import type { Scan } from './scan.js';

const WORDS = withLooseBlanks(
  'pass ?(?:word|phrase|wd)|pwd|contrase[ñn]a|clave(?: de acceso)?|mot de passe|mdp|(?:[a-zäöüß]{2,16}-?)?(?:passwort|kennwort)',
);
const SHORT_WORDS = '(?:pass|pw|passcode)';
const KEY_WORDS =
  '(?:api|secret|access|private|shared|license|client)[ _-]?(?:key|token|secret)|secret|token';
/** Blanks, or where a mail program broke the line. */
const GAP = '(?:[ \\t]{1,3}|[ \\t]?\\r?\\n[> \\t]{0,4})';
/** Of somebody, for something, until then: few words, and no other sign. */
const WORD_BETWEEN = "(?![:=])[(]?[\\p{L}\\d'’./-]{1,20}[)]?";
/** What announces the value that follows. */
const SIGN = '[ \\t]{0,3}(?:[:=]|[ \\t][-–—](?=[ \\t]))';
const COPULA = '(?:is|was|es|ist|lautet|est)(?:[ \\t]{0,2}:)?(?![\\p{L}\\d])';
const VERB =
  '(?:(?:is|was|will be|now|es|era|ser[aá]|ist|war|lautet|est|sera|[eé]tait)(?: now)?|(?:has been |have been |was |is )?(?:re)?set to|(?:been )?changed to|to|auf|en)(?:[ \\t]{0,2}:)?(?![\\p{L}\\d])';
const LINE_END = '[ \\t]{0,3}(?:\\r?\\n[> \\t]{0,4}){0,2}';
const QUOTE = '["\'„“”«‘’\u0060]?';
const VALUE = '([^\\s"\'<>,;“”»’\u0060]{6,128})';
const BEFORE = '(?<![\\p{L}\\d])';

/** The value stands right behind the word and its sign or verb: it may be nearly anything. */
const ANNOUNCED = new RegExp(
  `${BEFORE}(?:${WORDS}|${SHORT_WORDS}|${KEY_WORDS})(?:${SIGN}|${GAP}${COPULA})${LINE_END}${QUOTE}${VALUE}`,
  'giu',
);
/** With words between, or with nothing: it must look like what people are told to choose. */
const FURTHER = new RegExp(
  `${BEFORE}(?:${WORDS})(?:(?:[ \\t]{1,3}${WORD_BETWEEN}){0,7}?${SIGN}|(?:${GAP}${WORD_BETWEEN}){0,7}?${GAP}${VERB})${LINE_END}${QUOTE}${VALUE}`,
  'giu',
);
const BARE = new RegExp(
  `${BEFORE}(?:${WORDS}|${KEY_WORDS})(?:[ \\t]{1,3}|[ \\t]{0,3}\\r?\\n[> \\t]{0,4})${QUOTE}${VALUE}`,
  'giu',
);
/** `credentials: jroe / Winter2024!`. */
const PAIR = new RegExp(
  `${BEFORE}(?:${WORDS}|credentials|credenciales|zugangsdaten|identifiants|log-?ins?)[ \\t]{0,3}:${LINE_END}[^\\s/]{1,60} ?/ ?${VALUE}`,
  'giu',
);

const SHORTEST_STRONG = 6;

/** Passwords and keys, by the words that go before them. */
export function findPasswords({ text }: Scan): readonly Candidate[] {
  const found = [
    ...[...text.matchAll(ANNOUNCED)].flatMap((match) => toCandidate(match, isAnyPassword)),
    ...[FURTHER, BARE, PAIR].flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap((match) => toCandidate(match, isStrong)),
    ),
  ];
  return [...new Map(found.map((one) => [one.start, one])).values()];
}

function toCandidate(match: RegExpExecArray, isPassword: (value: string) => boolean): readonly Candidate[] {
  const written = match[1] ?? '';
  // The full stop of a sentence, or the bracket around it.
  const value = written.replace(/[.)]{1,2}$/, '');
  if (value.length < SHORTEST_STRONG || ELSEWHERE.test(value) || !isPassword(value)) return [];
  const start = match.index + match[0].length - written.length;
  return [{ class: 'credential', confidence: 75, start, end: start + value.length, value }];
}

/** An address that a password is for, or is to be changed at; the label of something else. */
const ELSEWHERE = /^(?:https?:|www\.)|:\/\/|^[^@]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$|:$/i;

/** No common word: `password: required` is none. */
function isAnyPassword(value: string): boolean {
  return /[^\p{L}*•_.-]/u.test(value);
}

/** `2-factor`, `30-days`. */
const SPAN = /^\d{1,3}-?\p{L}{1,30}$/u;

/** Letters, and digits or signs that words and dates do not have. */
function isStrong(value: string): boolean {
  return (
    !SPAN.test(value) &&
    /\p{L}/u.test(value) &&
    (/[!?#$%&*+@^~=]/.test(value) || (/\d/.test(value) && value.length >= 8))
  );
}
