import type { Vocabulary } from './vocabulary.js';

const NUMBER_OF = "(?:(?:num[eé]ro|n[°º]\\.?|no\\.) ?(?:de |du |d['’])?(?:la )?)";
const NUMBER = '(?: n[°º]\\.?| num[eé]ro)?';

/** French. Longer and more telling words first. */
export const VOCABULARY_FR: Vocabulary = [
  ['email', ['courriels?', 'adresse (?:e-?mail|[eé]lectronique|courriel|m[eé]l|de messagerie)', 'm[eé]l']],
  ['plan', ['(?:nom du )?forfait(?: (?:mobile|actuel|choisi))?', 'abonnement']],
  [
    'name',
    [
      'titulaire(?: (?:du compte|de la (?:carte|ligne)|du contrat))?',
      'noms?(?: (?:complet|et pr[eé]noms?|de famille|du (?:client|titulaire|b[eé]n[eé]ficiaire)))?',
      'pr[eé]noms?(?: et noms?)?',
      'b[eé]n[eé]ficiaire',
    ],
  ],
  ['bank', [`${NUMBER_OF}?compte (?:bancaire|courant|ch[eè]ques?|[eé]pargne)${NUMBER}`, 'rib']],
  [
    'account',
    [
      `${NUMBER_OF}?compte(?: (?:client|abonn[eé]))?${NUMBER}`,
      `${NUMBER_OF}(?:client|abonn[eé]|contrat)`,
      `(?:r[eé]f[eé]rence|r[eé]f\\.?|identifiant|code|id) client${NUMBER}`,
    ],
  ],
  ['staff-phone', ['service clients?', 'num[eé]ro vert', 'ligne directe']],
  [
    'phone',
    [
      `${NUMBER_OF}?t[eé]l[eé]phone(?: (?:portable|mobile|fixe))?${NUMBER}`,
      `${NUMBER_OF}?(?:portable|mobile|ligne)${NUMBER}`,
      't[eé]l\\.?',
      'joignable(?: au)?',
      'rappel(?:er|ez)',
    ],
  ],
  ['ssn', [`${NUMBER_OF}?s[eé]curit[eé] sociale`]],
  ['birth', ['date (?:de )?naiss(?:ance|\\.)?', 'n[eé](?:\\(e\\)|e)? le', 'anniversaire', 'naissance']],
  ['licence', [`${NUMBER_OF}?permis(?: de conduire)?${NUMBER}`]],
  [
    'government-id',
    [
      `${NUMBER_OF}?passeport${NUMBER}`,
      `${NUMBER_OF}?(?:(?:carte|pi[eè]ce) (?:nationale )?d['’ ]?identit[eé]|cni|(?:titre|carte) de (?:s[eé]jour|r[eé]sident))${NUMBER}`,
    ],
  ],
  ['device', [`${NUMBER_OF}?carte e?sim`, 'appareil', 'puce', `${NUMBER_OF}(?:imei|iccid|e?sim)`]],
  [
    'card',
    [
      `${NUMBER_OF}?carte(?: (?:bancaire|bleue|de (?:cr[eé]dit|d[eé]bit|paiement)))?${NUMBER}`,
      'cryptogramme',
      "date d['’ ]?expiration",
      'expire(?: (?:le|en|fin))?',
    ],
  ],
  ['pin', ['code (?:pin|secret|confidentiel|de s[eé]curit[eé]|personnel)']],
  [
    'address',
    [
      'adresse(?: (?:postale|de (?:facturation|livraison|correspondance)|du domicile))?',
      'domicile',
      'domicili[eé]e?',
    ],
  ],
  [
    'billing',
    [
      'soldes?(?: (?:d[uû]|restant|impay[eé]))?',
      'montants?(?: (?:d[uû]|[aà] payer|total|impay[eé]|de la facture))?',
      'total (?:[aà] payer|de la facture)',
      'impay[eé]s?',
    ],
  ],
  ['credential', ['mots? de passe', 'mdp']],
  ['staff', ['employ[eé]e?s?', 'coll[eè]gues?', 'fournisseurs?']],
  ['customer', ['client(?:e|s|es)?', 'abonn[eé](?:e|s|es)?']],
  ['sample', ['exemples?', 'factices?', 'essais?', 'fictifs?']],
  [
    'other',
    [
      `${NUMBER_OF}?(?:commande|suivi|colis|facture|r[eé]f[eé]rence|dossier|ticket|s[eé]rie|r[eé]servation|transaction|devis|exp[eé]dition|envoi|livraison|incident)${NUMBER}`,
    ],
  ],
];
