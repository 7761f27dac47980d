import { describe, expect, it } from 'vitest';
import { createClassifier } from '../../../agent/assess/classify/classify-document.js';
import { toClassifierSettings } from '../../../agent/assess/classify/settings.js';
import { readText } from '../../../agent/assess/documents/text-document.js';
import type { DataClass } from '../../../agent/model/exposure.js';

const classify = createClassifier(toClassifierSettings([], ['telco.example'], 'US'));

/** The values of one class that count. */
function countedOf(dataClass: DataClass, text: string): readonly string[] {
  return classify(readText(text).passages)
    .filter((one) => one.class === dataClass && one.confidence >= 75)
    .map(({ start, end }) => text.slice(start, end));
}

const SAID: readonly (readonly [DataClass, string, readonly string[]])[] = [
  [
    'account-number',
    '497982806',
    [
      'Customer 497982806 called again.',
      'Cust# 497982806',
      'subscriber 497982806',
      'Acc. No. 497982806',
      'cliente n.º 497982806',
      'ID de cliente 497982806',
      'Cta. 497982806',
      'Kunde Nr. 497982806',
      'Kd.-Nr. 497982806',
      'Rechnungskonto 497982806',
      'Client n° 497982806',
      'Réf. client : 497982806',
    ],
  ],
  [
    'credential',
    'Winter2024!',
    [
      'new password - Winter2024!',
      'The password has been set to Winter2024!',
      'Password for the portal: Winter2024!',
      'password (temp): Winter2024!',
      'login jroe, password Winter2024!',
      'Password\nWinter2024!',
      'credentials: jroe / Winter2024!',
      '> Her new password for the customer portal\n> is Winter2024!',
      '> Das neue Passwort für das Kundenportal\n> lautet Winter2024!',
      'with the password “Winter2024!”',
      'la contraseña para el portal es Winter2024!',
      'su clave temporal es Winter2024!',
      'Initialpasswort: Winter2024!',
      'Das Passwort wurde auf Winter2024! gesetzt',
      'Zugangsdaten: jroe / Winter2024!',
      'mot de passe provisoire : Winter2024!',
      'le mot de passe du compte est Winter2024!',
    ],
  ],
  [
    'ssn-last4',
    '8726',
    [
      'last four digits of her SSN are 8726',
      'last 4 of customer SSN 8726',
      'SSN: xx8726',
      'SSN (last 4): 8726',
      'cuatro últimos dígitos del seguro social: 8726',
      'seguro social que termina en 8726',
      'SSN endet auf 8726',
      'die letzten vier Ziffern seiner Sozialversicherungsnummer lauten 8726',
      'numéro de sécurité sociale se terminant par 8726',
      'SSN (4 derniers) : 8726',
    ],
  ],
  ['government-id', 'C44258460', ['ID card C44258460', 'photo ID: C44258460', 'pasaporte n.º C44258460']],
  ['government-id', 'X4RTBPFW4', ['CNI n° X4RTBPFW4', "Carte d'identité : X4RTBPFW4"]],
  [
    'device-id',
    '49-015420-323751-8',
    ['IMEI: 49-015420-323751-8', 'the IMEI of her phone is 49-015420-323751-8'],
  ],
  [
    'device-id',
    '8901 4103 2111 1851 0720',
    ['ICCID 8901 4103 2111 1851 0720', 'SIM swap to 8901 4103 2111 1851 0720'],
  ],
  [
    'phone',
    '206-555-0134',
    ['his number is 206-555-0134', 'subpoena for the records of 206-555-0134', 'MDN: 206-555-0134'],
  ],
  [
    'name',
    'Jane Roe',
    ['Subscriber Jane Roe SSN 536-22-8726', 'CUSTOMER Jane Roe CALLED FOR ACCOUNT 497982806'],
  ],
  ['name', 'Carlos Peña', ['La clienta Carlos Peña llamó por la cuenta 134555114.']],
  ['health', 'nach seiner Diagnose', ['Der Kunde bittet nach seiner Diagnose um Stundung.']],
];

describe('as people write it', () => {
  it.each(SAID.flatMap(([dataClass, value, texts]) => texts.map((text) => ({ dataClass, value, text }))))(
    '$dataClass: $text',
    ({ dataClass, value, text }) => {
      if (dataClass !== 'health') return expect(countedOf(dataClass, text)).toEqual([value]);
      const found = classify(readText(text).passages).filter((one) => one.class === 'health');
      return expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([value]);
    },
  );
});

describe('what only looks like it', () => {
  it.each<{ dataClass: DataClass; text: string }>([
    { dataClass: 'account-number', text: 'Customer 2065550134 called again.' },
    { dataClass: 'account-number', text: 'The customer ordered part 497982806.' },
    { dataClass: 'account-number', text: 'customer order 497982806' },
    { dataClass: 'credential', text: 'Password policy: 8-16 characters' },
    { dataClass: 'credential', text: 'password reset link: https://portal.example/reset?t=1A2b3C' },
    { dataClass: 'credential', text: 'Password reset for: jane@mail.example' },
    { dataClass: 'credential', text: 'Your password expires on: 2026-11-20' },
    { dataClass: 'credential', text: 'I want to reset my password to regain access' },
    { dataClass: 'credential', text: 'Token: expired' },
    { dataClass: 'credential', text: 'password: required' },
    { dataClass: 'credential', text: 'We changed the password to 2-factor sign-in' },
    { dataClass: 'credential', text: 'Password:\nUsername: jroe' },
    { dataClass: 'ssn-last4', text: 'last 4 orders, social media post 8726' },
    { dataClass: 'ssn-last4', text: 'the last four of card 8726' },
    { dataClass: 'device-id', text: 'tracking 490154203237518 for the new device' },
    { dataClass: 'phone', text: 'part number 206-555-0134' },
  ])('$dataClass: $text', ({ dataClass, text }) => {
    expect(countedOf(dataClass, text)).toEqual([]);
  });

  it('a diagnosis of a line is no health data', () => {
    const found = classify(readText('Nach einer Diagnose der Leitung geht es wieder.').passages);
    expect(found.filter((one) => one.class === 'health')).toEqual([]);
  });
});

describe('hostile texts', () => {
  it.each([
    { name: 'words for passwords without end', text: 'password '.repeat(20_000) },
    { name: 'fillers without end', text: `password ${'a '.repeat(50_000)}` },
    { name: 'last fours without end', text: 'last four of the '.repeat(10_000) },
    { name: 'groups of digits without end', text: `IMEI ${'49-015420-'.repeat(10_000)}` },
    { name: 'capitals without end', text: 'Jane ROE '.repeat(20_000) },
  ])('$name are read to their end', ({ text }) => {
    expect(classify(readText(text).passages).length).toBeGreaterThanOrEqual(0);
  });
});
