import type { DataClass } from '../../agent/model/exposure.js';
import type { Seeded } from '../rules/seeded.js';
import { digits, grouped, iban, pad, routingNumber, socialSecurityNumber, withLuhn } from './numbers.js';
import { PERSON_WORDS } from './person-words.js';
import type { Language } from './templates/template.js';

/** A value as it is written into a document, and what it is. */
export interface Value {
  /** Null for what is not to be found, such as a routing number. */
  readonly class: DataClass | null;
  readonly text: string;
  /** Letters and digits in lower case: how values are compared. A phone number with its country code. */
  readonly key: string;
}

export interface Person {
  readonly reference: string;
  readonly language: Language;
  readonly name: string;
  readonly account: string;
  readonly ssn: string;
  readonly email: string;
  /** E.164. */
  readonly phone: string;
}

/** Somebody with the values that the company's index of customers holds. */
export function createPerson(seeded: Seeded, language: Language, number: number): Person {
  const { given, family } = PERSON_WORDS[language];
  const name = `${seeded.pick(given)} ${seeded.pick(family)}`;
  const local = toKey(name.normalize('NFKD').replace(/\p{M}/gu, '').replace('ß', 'ss'));
  return {
    reference: `C${number}`,
    language,
    name,
    account: digits(seeded, 9),
    ssn: socialSecurityNumber(seeded),
    email: `${local}${number}@${seeded.pick(['mail.example', 'post.example.org', 'home-net.example.com'])}`,
    phone: phoneOf(seeded, language),
  };
}

function phoneOf(seeded: Seeded, language: Language): string {
  if (language === 'de') return `+4915${seeded.pick(['1', '2', '7'])}${digits(seeded, 8)}`;
  if (language === 'fr') return `+336${digits(seeded, 8)}`;
  const area = seeded.pick(['206', '253', '512', '503', '813', '303', '425', '718', '312']);
  return `+1${area}${2 + seeded.below(8)}${pad(12 + seeded.below(87), 2)}${digits(seeded, 4)}`;
}

/** Lower case, letters and digits only. */
export function toKey(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\d*]/gu, '');
}

function value(dataClass: DataClass | null, text: string, key = toKey(text)): Value {
  return { class: dataClass, text, key };
}

type Slot = (seeded: Seeded, person: Person) => Value;

/** How each place of a template is filled. */
export const SLOTS: Readonly<Record<string, Slot>> = {
  name: (_, { name }) => value('name', name),
  email: (_, { email }) => value('customer-email', email),
  account: (seeded, { account }) =>
    value('account-number', seeded.below(5) === 0 ? grouped(account, [3], ' ') : account),
  ssn: (seeded, { ssn }) =>
    value(
      'ssn',
      seeded.pick([
        grouped(ssn, [3, 2, 4], '-'),
        grouped(ssn, [3, 2, 4], '-'),
        grouped(ssn, [3, 2, 4], ' '),
        ssn,
      ]),
    ),
  last4: (_, { ssn }) => value('ssn-last4', ssn.slice(-4)),
  phone: (seeded, person) => value('phone', writePhone(seeded, person), toKey(person.phone)),
  address: (seeded, { language }) => {
    const place = seeded.pick(PERSON_WORDS[language].addresses);
    return value(
      'postal-address',
      place.replace('#', String(1 + seeded.below(980))).replace('%', digits(seeded, 5)),
    );
  },
  plan: (seeded, { language }) => value('plan', seeded.pick(PERSON_WORDS[language].plans)),
  amount: (seeded, { language }) => value('billing', writeAmount(seeded, language)),
  pin: (seeded) => value('pin', digits(seeded, seeded.pick([4, 4, 6]))),
  dob: (seeded, { language }) => value('date-of-birth', writeDate(seeded, language)),
  licence: (seeded, { language }) => value('driver-licence', writeLicence(seeded, language)),
  passport: (seeded, { language }) => value('government-id', writePassport(seeded, language)),
  card: (seeded) => value('card', writeCard(seeded)),
  iban: (seeded, { language }) => {
    const number = iban(seeded, language === 'de' ? 'DE' : language === 'fr' ? 'FR' : 'GB');
    return value('bank-account', seeded.below(2) === 0 ? number : grouped(number, [4], ' '));
  },
  bank: (seeded) => value('bank-account', digits(seeded, 8 + seeded.below(5))),
  routing: (seeded) => value(null, routingNumber(seeded)),
  imei: (seeded) => value('device-id', withLuhn(seeded, seeded.pick(['35', '86', '01']), 15)),
  iccid: (seeded) => value('device-id', withLuhn(seeded, '89014', seeded.pick([19, 20]))),
  password: (seeded) =>
    value(
      'credential',
      `${seeded.pick(['Tr0ub4', 'winter', 'Qz-7k', 'P4ss'])}${seeded.hex(4)}${seeded.pick(['!', '#9', '&3'])}`,
    ),
};

function writePhone(seeded: Seeded, { phone, language }: Person): string {
  if (language === 'de') {
    const national = phone.slice(3);
    return seeded.pick([
      `+49 ${grouped(national, [3, 8], ' ')}`,
      `0${grouped(national, [3, 8], ' ')}`,
      `0${grouped(national, [3, 8], '/')}`,
    ]);
  }
  if (language === 'fr')
    return seeded.pick([
      `+33 ${grouped(phone.slice(3), [1, 2], ' ')}`,
      grouped(`0${phone.slice(3)}`, [2], ' '),
      grouped(`0${phone.slice(3)}`, [2], '.'),
    ]);
  const national = phone.slice(2);
  const [area, rest] = [national.slice(0, 3), grouped(national.slice(3), [3, 4], '-')];
  return seeded.pick([
    `${area}-${rest}`,
    `(${area}) ${rest}`,
    `${area}.${rest.replace('-', '.')}`,
    `+1 ${area} ${rest}`,
    national,
  ]);
}

function writeAmount(seeded: Seeded, language: Language): string {
  const [whole, cents] = [String(10 + seeded.below(400)), pad(seeded.below(100), 2)];
  return language === 'de' || language === 'fr' ? `${whole},${cents} €` : `$${whole}.${cents}`;
}

function writeDate(seeded: Seeded, language: Language): string {
  const [year, month, day] = [1940 + seeded.below(65), 1 + seeded.below(12), 1 + seeded.below(28)];
  const word = PERSON_WORDS[language].months[month - 1] ?? '';
  const [mm, dd] = [pad(month, 2), pad(day, 2)];
  const forms = {
    en: [`${mm}/${dd}/${year}`, `${word} ${day}, ${year}`, `${year}-${mm}-${dd}`],
    es: [`${mm}/${dd}/${year}`, `${day} de ${word} de ${year}`, `${dd}-${mm}-${year}`],
    de: [`${dd}.${mm}.${year}`, `${day}. ${word} ${year}`, `${year}-${mm}-${dd}`],
    fr: [`${dd}/${mm}/${year}`, `${day} ${word} ${year}`, `${dd}.${mm}.${year}`],
  }[language];
  return forms[seeded.below(forms.length)] ?? '';
}

function writeLicence(seeded: Seeded, language: Language): string {
  if (language === 'de') return `B${digits(seeded, 3)}RRE${digits(seeded, 1)}I${digits(seeded, 2)}`;
  if (language === 'fr') return digits(seeded, 12);
  return seeded.pick([
    `D${digits(seeded, 7)}`,
    digits(seeded, 8),
    `S${grouped(digits(seeded, 12), [3, 3, 2, 3, 1], '-')}`,
    `DOE**JM${digits(seeded, 3)}AB`,
  ]);
}

function writePassport(seeded: Seeded, language: Language): string {
  if (language === 'de') return `C${digits(seeded, 2)}X${digits(seeded, 2)}T${digits(seeded, 2)}`;
  if (language === 'fr') return `${digits(seeded, 2)}${seeded.pick(['AB', 'CF', 'HK'])}${digits(seeded, 5)}`;
  return seeded.pick([digits(seeded, 9), `C${digits(seeded, 8)}`]);
}

function writeCard(seeded: Seeded): string {
  const number = seeded.pick([
    withLuhn(seeded, '4', 16),
    withLuhn(seeded, '52', 16),
    withLuhn(seeded, '6011', 16),
    withLuhn(seeded, '37', 15),
  ]);
  const groups = number.length === 15 ? [4, 6, 5] : [4];
  return seeded.pick([number, grouped(number, groups, ' '), grouped(number, groups, '-')]);
}
