import { type Template, table, texts } from './template.js';

/** German texts that the classifiers may be tuned on. */
export const TUNING_DE: readonly Template[] = [
  ...texts('de', [
    'Hallo zusammen,\n\nKunde: {name}\nKundennummer: {account}\nTelefon: {phone}\nPersonalausweisnummer: {passport}\n\nDanke',
    'Name: {name}\nRechnungsadresse: {address}\nTarif: {plan}\nOffener Betrag: {amount}\nPIN: {pin}',
    'Die Kundin {name} hat wegen Kundennummer {account} angerufen. Ihre Handynummer ist {phone}, ihre E-Mail {email}.',
    'Geburtsdatum: {dob}\nFührerscheinnummer: {licence}\nAnschrift: {address}\nE-Mail-Adresse: {email}',
    'Ich zahle mit Kreditkarte {card}, gültig bis 09/29. Meine Kundennummer ist {account}.\n{name}',
    'Bitte überweisen Sie auf IBAN {iban}, Kontoinhaber {name}.',
    'Gerätetausch für Vertragskonto {account}\nIMEI: {imei}\nSIM-Karte: {iccid}\nKundenkennwort: {pin}',
    'Reisepassnummer: {passport}\nVollständiger Name: {name}\nGeboren am {dob}\nMobil: {phone}',
    'Zugang {email}, Passwort: {password}',
    'Uns liegt ein {order:Gerichtsbeschluss} zur Rufnummer {phone} vor.',
    'Der Kunde bittet wegen einer {health:Diagnose} um Stundung. Kundennummer {account}, Rechnungsbetrag {amount}.',
    'US-Kunde: Sozialversicherungsnummer (SSN) {ssn}, Name {name}',
    'Letzte vier Ziffern der SSN: {last4}, Kundennummer {account}.',
    'Bankkonto: Routing-Nummer {routing!}, Bankkonto {bank}, {name}',
    'Das Gerät mit der IMEI {imei} wurde gestohlen; bitte die SIM-Karte {iccid} zum Kundenkonto {account} sperren.',
    'Geb.-Datum {dob}, Personalausweis {passport}, Führerschein {licence}, Tel. {phone}',
    'Kundin {name} ist nach {address} gezogen und zahlt mit der Karte {card}. Gesamtbetrag {amount}.',
  ]),
  table('de', [
    ['Name', 'name'],
    ['Kundennummer', 'account'],
    ['Rufnummer', 'phone'],
    ['E-Mail', 'email'],
    ['Tarif', 'plan'],
  ]),
  table('de', [
    ['Kunde', 'name'],
    ['IBAN', 'iban'],
    ['Geburtsdatum', 'dob'],
    ['Anschrift', 'address'],
    ['Betrag', 'amount'],
  ]),
  table('de', [
    ['Inhaber', 'name'],
    ['IMEI', 'imei'],
    ['geb. am', 'dob'],
    ['Summe', 'amount'],
    ['Kreditkarte', 'card'],
  ]),
];
