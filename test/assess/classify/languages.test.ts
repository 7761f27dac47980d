import { describe, expect, it } from 'vitest';
import { createClassifier } from '../../../agent/assess/classify/classify-document.js';
import { toClassifierSettings } from '../../../agent/assess/classify/settings.js';
import { readRows } from '../../../agent/assess/documents/table.js';
import { readText } from '../../../agent/assess/documents/text-document.js';

function found(text: string, region: string): readonly string[] {
  const classify = createClassifier(toClassifierSettings([], ['telco.example'], region));
  return classify(readText(text).passages)
    .filter(({ role }) => role === 'customer')
    .map(({ class: dataClass, start, end }) => `${dataClass} ${text.slice(start, end)}`);
}

const CASES: readonly (readonly [region: string, text: string, expected: readonly string[]])[] = [
  ['US', 'Cliente: Ana Vega\nNúmero de cuenta: 497982806', ['name Ana Vega', 'account-number 497982806']],
  ['US', 'Número de seguro social: 536-22-8726', ['ssn 536-22-8726']],
  ['US', 'Nacido el 12 de abril de 1961', ['date-of-birth 12 de abril de 1961']],
  ['US', 'Últimos cuatro dígitos del seguro social: 8726', ['ssn-last4 8726']],
  ['US', 'Saldo pendiente: $64.20', ['billing $64.20']],
  ['US', 'Número de pedido 497982806', []],
  ['DE', 'Die Kundin Anna Vogel hat Kundennr. 497982806', ['name Anna Vogel', 'account-number 497982806']],
  ['DE', 'Handynummer: 0151 23456789', ['phone 0151 23456789']],
  ['DE', 'Anschrift: Goethestr. 12 a, 80331 München', ['postal-address Goethestr. 12 a, 80331 München']],
  ['DE', 'geb. am 12. April 1961', ['date-of-birth 12. April 1961']],
  ['DE', 'Personalausweisnummer: C01X00T47', ['government-id C01X00T47']],
  ['DE', 'Offener Betrag: 64,20 €', ['billing 64,20 €']],
  ['DE', 'Bestellnummer 1512345678, Telefon folgt', []],
  ['FR', 'Titulaire : Zoé Noël\nN° de client : 497982806', ['name Zoé Noël', 'account-number 497982806']],
  ['FR', 'Joignable au 06 12 34 56 78', ['phone 06 12 34 56 78']],
  [
    'FR',
    'Adresse : 12 bis rue de la Paix, 75002 Paris',
    ['postal-address 12 bis rue de la Paix, 75002 Paris'],
  ],
  ['FR', 'Né(e) le 12 avril 1961', ['date-of-birth 12 avril 1961']],
  ['FR', 'mot de passe : Tr0ub4dor&3', ['credential Tr0ub4dor&3']],
  ['FR', 'Nous avons reçu une réquisition judiciaire.', ['legal-order réquisition judiciaire']],
  ['FR', 'Numéro de commande : 0612345678', []],
];

describe('values in other languages', () => {
  for (const [region, text, expected] of CASES) it(text, () => expect(found(text, region)).toEqual(expected));
});

describe('text as mail programs break and space it', () => {
  it('a label and its value on two lines of a quoted answer', () => {
    const text = '> Please move the line to the new plan for account\n> number 497982806 as agreed.';
    expect(found(text, 'US')).toEqual(['account-number 497982806']);
  });

  it('a value at the start of the line after its label', () => {
    expect(found('The password:\nTr0ub4dor&3', 'US')).toEqual(['credential Tr0ub4dor&3']);
  });

  it('blanks that must not break, and several', () => {
    expect(found('Account\u00a0 number:\u00a0497982806', 'US')).toEqual(['account-number 497982806']);
  });
});

describe('headings that nobody listed', () => {
  it('words above columns of numbers are headings', () => {
    const { passages } = readRows([
      ['Wer', 'Geb. am', 'Kundennr.'],
      ['Anna Vogel', '12.04.1961', '497982806'],
      ['Uwe Bauer', '13.05.1962', '657679973'],
      ['Ida Krüger', '14.06.1963', '771203344'],
    ]);
    const classify = createClassifier(toClassifierSettings([], []));
    const classes = classify(passages).map((detection) => detection.class);
    expect(classes.filter((one) => one === 'date-of-birth')).toHaveLength(3);
    expect(classes.filter((one) => one === 'account-number')).toHaveLength(3);
  });
});

describe('no value of a person', () => {
  it('the left side of a Message-ID is no mail address', () => {
    expect(found('message-id <2a4334a2-7240-43b5-8104-a089bc1f2b8d@mx.example>', 'US')).toEqual([]);
  });

  it('a barcode that passes the check of a card', () => {
    expect(found('Barcode 4687260116702', 'US')).toEqual([]);
  });
});
