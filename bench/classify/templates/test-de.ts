import { type Template, table, texts } from './template.js';

/** German texts for the published figures: nobody tunes on them. */
export const TEST_DE: readonly Template[] = [
  ...texts('de', [
    'Guten Tag,\n\nVertragsinhaber: {name}\nKunden-Nr.: {account}\nTel.: {phone}\nAusweisnummer: {passport}\n\nViele Grüße',
    'Sehr geehrter Herr {name!},\n\nIhr Tarif: {plan}\nAdresse: {address}\nFälliger Betrag: {amount}\nSicherheitscode: {pin}',
    'Habe mit dem Kunden {name} gesprochen. Die Kundennr. {account} ist gesperrt; erreichbar unter Mobilnummer {phone} oder per Mail an {email}.',
    'Bonitätsprüfung für {name!}, geb. {dob}, Führerschein-Nr. {licence}, wohnhaft: {address}.',
    'Zahlung am Telefon: Kartennummer {card}, Karteninhaber {name}, Kundenkonto {account}.',
    'Lastschrift von IBAN {iban}, Name des Kontoinhabers: {name}',
    'SIM-Tausch: ICCID {iccid}, IMEI-Nummer {imei}. Die PIN lautet {pin}, Telefonnummer {phone}.',
    'Vor- und Nachname: {name}\nReisepass-Nr. {passport}\nGeburtstag {dob}\nE-Mail: {email}',
    'Benutzer {email}, das Passwort ist: {password}',
    'Die Polizei hat einen {order:Durchsuchungsbeschluss} zu {phone} vorgelegt, Kundennummer {account}.',
    'Er erwähnt ein {health:Rezept} und seine {health:Krankenakte}; Kundennummer {account}. Rechnungssumme: {amount}.',
    'Kunde aus den USA, SSN: {ssn}, {name!}',
    'Die letzten 4 Ziffern der Sozialversicherungsnummer {last4} stimmen, Konto-Nr. beim Kunden {account}.',
    'ABA {routing!}, Girokonto {bank}, {name!}',
  ]),
  table('de', [
    ['Vor- und Nachname', 'name'],
    ['Kunden-Nr.', 'account'],
    ['Handynummer', 'phone'],
    ['E-Mail-Adresse', 'email'],
    ['Tarifname', 'plan'],
  ]),
  table('de', [
    ['Kontoinhaber', 'name'],
    ['Kreditkartennummer', 'card'],
    ['Geboren am', 'dob'],
    ['Adresse', 'address'],
    ['Rechnungsbetrag', 'amount'],
  ]),
];
