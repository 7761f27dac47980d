import type { Language } from './templates/template.js';

type Words = readonly [string, ...string[]];

/** What is drawn from for the persons of a language's country. `es` are customers in the United States. */
export interface PersonWords {
  readonly given: Words;
  readonly family: Words;
  /** `#` stands for the house number, `%` for a postal code. */
  readonly addresses: Words;
  readonly months: Words;
  readonly plans: Words;
}

const US_ADDRESSES: Words = [
  '# Cedar St, Tacoma, WA %',
  '# Maple Avenue, Austin, TX %',
  '# Old Mill Rd, Portland, OR %',
  '# NE Lakeview Dr, Apt 4, Seattle, WA %',
  '# Sunset Blvd, Tampa, FL %',
  '# 5th Ave, Denver, CO %',
];

export const PERSON_WORDS: Readonly<Record<Language, PersonWords>> = {
  en: {
    given: [
      'Jane',
      'Robert',
      'Alice',
      'Marcus',
      'Emily',
      'Dennis',
      'Laura',
      'Kevin',
      'Sharon',
      'Aaron',
      'Priya',
      'Wei',
    ],
    family: [
      'Roe',
      'Walker',
      'Nguyen',
      "O'Brien",
      'Patel',
      'Kowalski',
      'Harrison',
      'Lee',
      'Bennett',
      'Okafor',
      'Mills',
    ],
    addresses: US_ADDRESSES,
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    plans: ['Unlimited Plus', 'Essentials 55', 'Family Share 10GB', 'Prepaid Basic', 'Business Select'],
  },
  es: {
    given: ['María', 'José', 'Lucía', 'Carlos', 'Ana', 'Miguel', 'Sofía', 'Javier', 'Elena', 'Raúl'],
    family: ['García', 'Rodríguez', 'Núñez', 'Hernández', 'López', 'Peña', 'Castillo', 'Vega', 'Morales'],
    addresses: US_ADDRESSES,
    months: [
      'enero',
      'febrero',
      'marzo',
      'abril',
      'mayo',
      'junio',
      'julio',
      'agosto',
      'septiembre',
      'octubre',
      'noviembre',
      'diciembre',
    ],
    plans: ['Ilimitado Plus', 'Familiar 10GB', 'Prepago Básico', 'Negocios Total'],
  },
  de: {
    given: ['Anna', 'Jürgen', 'Sabine', 'Lukas', 'Katrin', 'Björn', 'Heike', 'Stefan', 'Ursula', 'Felix'],
    family: ['Müller', 'Schmidt', 'Weiß', 'Krüger', 'Hoffmann', 'Bauer', 'Schäfer', 'Lindner', 'Vogel'],
    addresses: [
      'Hauptstraße #, % Berlin',
      'Lindenweg # a, % Köln',
      'Am Markt #, % Dresden',
      'Goethestr. #, % München',
      'Bahnhofstraße #, % Bad Homburg',
    ],
    months: [
      'Januar',
      'Februar',
      'März',
      'April',
      'Mai',
      'Juni',
      'Juli',
      'August',
      'September',
      'Oktober',
      'November',
      'Dezember',
    ],
    plans: ['Komfort Plus', 'Allnet Flat L', 'Prepaid Basis', 'Familie 10 GB'],
  },
  fr: {
    given: ['Camille', 'Hélène', 'François', 'Loïc', 'Chloé', 'Mathieu', 'Inès', 'Guillaume', 'Zoé', 'Rémi'],
    family: [
      'Dubois',
      'Lefèvre',
      'Moreau',
      'Garnier',
      'Béranger',
      'Rousseau',
      'Fontaine',
      'Chevalier',
      'Noël',
    ],
    addresses: [
      '# rue de la Paix, % Paris',
      '# bis avenue Victor Hugo, % Lyon',
      '#, boulevard Saint-Michel, % Nantes',
      '# place du Marché, % Aix-en-Provence',
      '# chemin des Vignes, % Bordeaux',
    ],
    months: [
      'janvier',
      'février',
      'mars',
      'avril',
      'mai',
      'juin',
      'juillet',
      'août',
      'septembre',
      'octobre',
      'novembre',
      'décembre',
    ],
    plans: ['Liberté 20 Go', 'Forfait Famille', 'Essentiel Plus', 'Prépayé'],
  },
};
