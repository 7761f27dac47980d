import { type Template, table, texts } from './template.js';

/** French texts that the classifiers may be tuned on. */
export const TUNING_FR: readonly Template[] = [
  ...texts('fr', [
    'Bonjour,\n\nClient : {name}\nNuméro de client : {account}\nTéléphone : {phone}\nNuméro de passeport : {passport}\n\nMerci',
    'Nom : {name}\nAdresse de facturation : {address}\nForfait : {plan}\nSolde dû : {amount}\nCode PIN : {pin}',
    'La cliente {name} a appelé pour le compte {account}. Son portable est le {phone}, son courriel {email}.',
    'Date de naissance : {dob}\nPermis de conduire : {licence}\nAdresse : {address}\nE-mail : {email}',
    'Je paie par carte bancaire {card}, expire 09/29. Mon numéro de compte client est {account}.\n{name}',
    "Virement sur l'IBAN {iban}, titulaire du compte {name}.",
    'Changement de téléphone pour le compte client {account}\nIMEI : {imei}\nCarte SIM : {iccid}\nCode secret : {pin}',
    "Carte d'identité : {passport}\nNom complet : {name}\nNé le {dob}\nMobile : {phone}",
    'Identifiant {email}, mot de passe : {password}',
    'Nous avons reçu une {order:réquisition judiciaire} pour la ligne {phone}.',
    'Le client demande un délai après un {health:diagnostic}. Compte {account}, montant dû {amount}.',
    'Client américain : numéro de sécurité sociale (SSN) {ssn}, nom {name}',
    'Quatre derniers chiffres du SSN : {last4}, compte {account}.',
    'Compte bancaire {bank}, routing {routing!}, {name}',
    "L'appareil avec l'IMEI {imei} a été volé ; bloquer la carte SIM {iccid} du compte {account}.",
    'Née le {dob}, pièce d’identité {passport}, permis {licence}, tél. {phone}',
    'La cliente {name} habite au {address} et paie avec la carte {card}. Montant total {amount}.',
  ]),
  table('fr', [
    ['Nom', 'name'],
    ['Numéro de client', 'account'],
    ['Téléphone', 'phone'],
    ['Courriel', 'email'],
    ['Forfait', 'plan'],
  ]),
  table('fr', [
    ['Client', 'name'],
    ['IBAN', 'iban'],
    ['Date de naissance', 'dob'],
    ['Adresse', 'address'],
    ['Montant', 'amount'],
  ]),
  table('fr', [
    ['Prénom et nom', 'name'],
    ['IMEI', 'imei'],
    ['Naissance', 'dob'],
    ['Solde', 'amount'],
    ['N° de carte', 'card'],
  ]),
];
