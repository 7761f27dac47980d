import type { Vocabulary } from './vocabulary.js';

const NUMBER = '[ -]?(?:nummer|nr\\.?)';

/** German. Longer and more telling words first; compound words stand in full, since a label ends with its word. */
export const VOCABULARY_DE: Vocabulary = [
  ['email', ['e-?mail(?:[ -]?adressen?)?', 'mailadresse']],
  ['bank', [`(?:bank|giro|spar)konto(?:${NUMBER})?`, 'bankverbindung', `konto${NUMBER}`]],
  ['routing', [`routing${NUMBER}`, 'bankleitzahl', 'blz']],
  [
    'account',
    [
      `kunden(?:${NUMBER}|konto(?:${NUMBER})?|[ -]id|kennung)`,
      `kd(?:n)?\\.?${NUMBER}`,
      `(?:mobilfunk|rechnungs|buchungs)konto(?:${NUMBER})?`,
      'nummer (?:des kunden|der kundin)',
      `vertrags(?:${NUMBER}|konto(?:${NUMBER})?)`,
      `(?:mitglieds|teilnehmer|abo)${NUMBER}`,
    ],
  ],
  [
    'name',
    [
      '(?:vor- und (?:nach|zu)|vor|nach|familien|zu)name',
      '(?:vollst[aä]ndiger |voller )?name(?: des (?:konto|karten|vertrags)inhabers)?',
      '(?:konto|karten|vertrags|anschluss|rechnungs)?inhaber(?:in)?',
    ],
  ],
  ['staff-phone', ['durchwahl', 'kundenservice', 'kundendienst', 'service-?hotline', 'zentrale']],
  [
    'phone',
    [
      `(?:telefon|handy|mobil(?:funk|telefon)?|ruf|r[uü]ckruf|festnetz|fax)${NUMBER}`,
      'telefon(?:isch)?',
      'handy',
      'mobil(?:telefon)?',
      'festnetz',
      'r[uü]ckruf',
      'erreichbar',
    ],
  ],
  ['ssn', [`sozialversicherungs(?:${NUMBER})`]],
  ['birth', ['geburts(?:datum|tag)', 'geboren(?: am)?', 'geb\\.(?: ?am|-?datum)?']],
  ['licence', [`f[uü]hrerschein(?:${NUMBER})?`, `fahrerlaubnis(?:${NUMBER})?`]],
  [
    'government-id',
    [
      `reisepass(?:${NUMBER})?`,
      `pass${NUMBER}`,
      `(?:nummer des )?(?:personal)?ausweis(?:es|dokuments?)?(?:${NUMBER})?`,
      `perso(?:${NUMBER})?`,
      `steuer(?:${NUMBER}|[ -]?id|identifikationsnummer)`,
      `aufenthaltstitel(?:${NUMBER})?`,
    ],
  ],
  [
    'device',
    [
      `sim[ -]?karten?(?:${NUMBER})?`,
      `(?:imei|iccid)${NUMBER}`,
      `ger[aä]te${NUMBER}`,
      `e?sim${NUMBER}`,
      '(?:end|mobil|alt|neu)?ger[aä]t(?:e?s)?',
    ],
  ],
  [
    'card',
    [
      `(?:kredit|bank|ec-?|debit|zahl)karten?(?:${NUMBER})?`,
      `karten${NUMBER}`,
      'karte',
      'g[uü]ltig bis',
      `pr[uü]f(?:${NUMBER}|ziffer)`,
    ],
  ],
  ['pin', ['pin[ -]?(?:nummer|code)', '(?:kunden)?kennwort', 'sicherheits(?:code|antwort)', 'geheimzahl']],
  [
    'address',
    [
      '(?:rechnungs|liefer|wohn|post|privat|heimat|melde)?(?:anschrift|adresse)',
      'wohnhaft(?: in)?',
      'wohnort',
    ],
  ],
  ['plan', ['(?:mobilfunk)?tarif(?:name|bezeichnung)?']],
  [
    'billing',
    [
      '(?:offener|f[aä]lliger|ausstehender|monatlicher) betrag',
      'rechnungs(?:betrag|summe)',
      '(?:zahl|rest|mahn|gesamt)?betrag',
      '(?:gesamt|rechnungs)?summe',
      'saldo',
      'zahlungsr[uü]ckstand',
    ],
  ],
  ['credential', ['(?:initial|einmal|start)?passw(?:ort|[oö]rter)', 'zugangsdaten']],
  ['staff', ['mitarbeiter(?:in|innen|n)?', 'kolleg(?:e|in|en|innen)', 'lieferant(?:en|in)?']],
  ['customer', ['kund(?:e|in|en|innen)', 'teilnehmer(?:in)?', 'anschlussinhaber']],
  ['sample', ['beispiele?', 'test(?:karte|nummer|daten|zugang)', 'muster(?:mann|frau)?']],
  [
    'other',
    [
      `(?:bestell|auftrags|sendungs|paket|rechnungs|vorgangs|ticket|serien|artikel|referenz|fall|buchungs|chargen|vorfall|beleg|angebots|liefer|inventar|versicherungs|termin|st[oö]rungs)(?:${NUMBER})`,
      'vorgang',
      'lieferschein',
      'bestellung',
      'auftrag',
      'sendung',
      'lieferung',
      'rechnung',
      'aktenzeichen',
      'datum',
      'seite',
    ],
  ],
];
