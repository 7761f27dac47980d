import { type Template, table, texts } from './template.js';

/** French texts for the published figures: nobody tunes on them. */
export const TEST_FR: readonly Template[] = [
  ...texts('fr', [
    'Bonjour,\n\nTitulaire : {name}\nN° de client : {account}\nTél. : {phone}\nPasseport n° {passport}\n\nCordialement',
    'Cher client,\n\nVotre forfait : {plan}\nAdresse postale : {address}\nMontant à payer : {amount}\nCode de sécurité : {pin}',
    "J'ai parlé au client {name}. Son numéro de compte {account} est bloqué ; joignable au {phone} ou par e-mail à {email}.",
    'Dossier de crédit, né(e) le {dob}, numéro de permis de conduire {licence}, adresse du domicile : {address}.',
    'Paiement par téléphone : numéro de carte {card}, titulaire de la carte {name}, référence client {account}.',
    'Prélèvement : IBAN {iban}, nom du titulaire : {name}',
    'Échange de SIM : ICCID {iccid}, numéro IMEI {imei}. Le code PIN est {pin}, numéro de téléphone {phone}.',
    "Nom et prénom : {name}\nNuméro de carte d'identité {passport}\nDate de naiss. {dob}\nCourriel : {email}",
    'Adresse {email}, le mot de passe est : {password}',
    'La police a remis un {order:mandat de perquisition} pour le {phone}, compte client {account}.',
    'Elle parle de son {health:ordonnance médicale} et de son {health:dossier médical} ; compte {account}. Total de la facture : {amount}.',
    'Client des États-Unis, SSN : {ssn}, {name!}',
    'Les 4 derniers chiffres du numéro de sécurité sociale {last4} sont exacts, compte client {account}.',
    'ABA {routing!}, compte courant {bank}, {name!}',
  ]),
  table('fr', [
    ['Nom et prénom', 'name'],
    ['N° client', 'account'],
    ['Portable', 'phone'],
    ['E-mail', 'email'],
    ['Nom du forfait', 'plan'],
  ]),
  table('fr', [
    ['Titulaire', 'name'],
    ['Carte bancaire', 'card'],
    ['Né(e) le', 'dob'],
    ['Adresse postale', 'address'],
    ['Montant dû', 'amount'],
  ]),
];
