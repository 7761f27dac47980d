import { isValidIBAN } from 'ibantools';
import { type CountryCode, findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { DataClass } from '../../agent/model/exposure.js';
import type { FoundValue } from './score.js';

/**
 * The ideas of Presidio's predefined recognisers (microsoft/presidio, `predefined_recognizers/`: `us_ssn`, `credit_card`,
 * `us_driver_license`, `us_passport`, `us_bank`, `iban`, `phone`, `email`), each with its base score and words of
 * context, written anew. Context adds 0.35 and lifts to at least 0.4 within five words before the value, as its
 * `LemmaContextAwareEnhancer` does by default; lemmas are plain words here, and words in other languages are left out.
 */
interface Recogniser {
  readonly class: DataClass;
  readonly shape: RegExp;
  readonly score: number;
  readonly context: RegExp;
  readonly isValid?: (digits: string) => boolean;
}

/** What a deployment usually keeps; below it Presidio reports every run of nine digits as an SSN. */
const THRESHOLD = 0.4;
const WORDS_BEFORE = 5;

const SSN = /\b(?:social|security|ssns?|ssid)\b/i;
const LICENCE = /\b(?:drivers?|licen[cs]es?|permit|lic|identification|dls|cdls|driving)\b/i;
const CARD = /\b(?:credit|cards?|visa|mastercard|cc|amex|discover|jcb|diners|maestro|debit)\b/i;
const PASSPORT = /\b(?:passports?|travel|states|american?)\b/i;
const BANK = /\b(?:bank|checks?|checking|accounts?|acct|save|savings|debit)\b/i;

const RECOGNISERS: readonly Recogniser[] = [
  { class: 'ssn', shape: /\b\d{3}[- .]\d{2}[- .]\d{4}\b/g, score: 0.5, context: SSN },
  { class: 'ssn', shape: /\b(?:\d{5}-\d{4}|\d{3}-\d{6}|\d{9})\b/g, score: 0.05, context: SSN },
  {
    class: 'card',
    shape: /\b[1-6]\d{3}[- ]?\d{3,4}[- ]?\d{3,4}[- ]?\d{3,5}\b/g,
    score: 0.3,
    context: CARD,
    isValid: passesCheck,
  },
  {
    class: 'driver-licence',
    shape: /\b[A-Z]{1,2}\d{3,12}\b|\b[A-Z][A-Z0-9*]{11}\b/g,
    score: 0.3,
    context: LICENCE,
  },
  { class: 'driver-licence', shape: /\b\d{6,14}\b/g, score: 0.01, context: LICENCE },
  { class: 'government-id', shape: /\b(?:\d{9}|[A-Z]\d{8})\b/g, score: 0.1, context: PASSPORT },
  { class: 'bank-account', shape: /\b\d{8,17}\b/g, score: 0.05, context: BANK },
  {
    class: 'bank-account',
    shape: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g,
    score: 0.5,
    context: /\biban\b/i,
    isValid: (text) => isValidIBAN(text),
  },
  {
    class: 'customer-email',
    shape: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g,
    score: 0.5,
    context: /\bemail\b/i,
  },
];

/** What those recognisers find at or above 0.4. */
export function findByPresidio(text: string, region: string): readonly FoundValue[] {
  const found = RECOGNISERS.flatMap((recogniser) => [...recognise(text, recogniser)]);
  const phones = findPhoneNumbersInText(text, region as CountryCode).map(({ number }) => ({
    class: 'phone' as const,
    key: number.number,
  }));
  return [...found, ...phones];
}

function* recognise(
  text: string,
  { class: dataClass, shape, score, context, isValid }: Recogniser,
): Generator<FoundValue> {
  for (const match of text.matchAll(shape)) {
    const key = match[0].replace(/[ .-]/g, '');
    if (isValid !== undefined && !isValid(key)) continue;
    // A validator that agrees raises the score to 1.
    const base = isValid === undefined ? score : 1;
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    const hasContext = context.test(
      before
        .split(/\s+/)
        .slice(-WORDS_BEFORE - 1)
        .join(' '),
    );
    if ((hasContext ? Math.max(base + 0.35, 0.4) : base) >= THRESHOLD)
      yield { class: dataClass, key: dataClass === 'customer-email' ? match[0] : key };
  }
}

function passesCheck(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
