import type { Candidate } from './detection.js';
import { withLooseBlanks } from './label-pattern.js';
import type { Scan } from './scan.js';

const KEY =
  /(?<![\w-])(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,60}|xox[abprs]-[A-Za-z0-9-]{10,80}|sk_live_[A-Za-z0-9]{16,60}|eyJ[\w-]{10,400}\.[\w-]{10,800}\.[\w-]{10,400})(?![\w-])|-----BEGIN (?:[A-Z]{1,10} )?PRIVATE KEY-----/g;
const LEGAL = words([
  'subpoena|search warrant|court order|pen register|trap and trace|national security letter|preservation (?:request|letter|order)|grand jury|CALEA',
  'orden judicial|(?:citaci[oó]n|requerimiento|mandamiento) judicial|orden de (?:registro|cateo|allanamiento)',
  'gerichtsbeschluss|durchsuchungsbeschluss|beschlagnahmebeschluss|richterliche anordnung|auskunftsersuchen',
  'r[eé]quisition judiciaire|mandat de perquisition|commission rogatoire|ordonnance (?:du tribunal|judiciaire)',
]);
/** `Diagnose` and `diagnostic` alone, and with what was diagnosed, are said of lines and devices in German and French. */
const HEALTH = words([
  'diagnos(?:is|ed with)|medical records?(?: number)?|MRN|prescri(?:bed|ption)|health insurance (?:id|number|member)|patient (?:id|name|number)',
  'diagn[oó]stico(?: m[eé]dico)?|diagnosticad[oa]|(?:historia|historial) (?:m[eé]dic[oa]|cl[ií]nic[oa])|receta m[eé]dica|seguro m[eé]dico',
  '[aä]rztliche diagnose|(?:wegen|aufgrund|nach) (?:einer|seiner|ihrer|meiner) (?:schweren |neuen )?diagnose(?! (?:der|des|am|im|von)(?![a-z]))|(?:kranken|patienten)akte|krankenversicherungs(?:nummer|karte)|krankmeldung|[aä]rztliches attest',
  "diagnostic m[eé]dical|(?:apr[eè]s|suite [aà]|[aà] cause d['’]) ?(?:un|son|mon) diagnostic(?! (?:de|du|technique|r[eé]seau|ligne)(?![a-z]))|" +
    'dossier m[eé]dical|ordonnance m[eé]dicale|carte vitale|arr[eê]t maladie',
]);

function words(languages: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${withLooseBlanks(languages.join('|'))})(?![\\p{L}\\d])`, 'giu');
}

/** Keys of services, orders of courts and authorities, and words of medical records. */
export function findSecretsAndOrders(scan: Scan): readonly Candidate[] {
  return [
    ...[...scan.text.matchAll(KEY)].map((match) => toCandidate('credential', 85, match.index, match[0])),
    ...[...scan.text.matchAll(LEGAL)].map((match) => toCandidate('legal-order', 75, match.index, match[0])),
    ...[...scan.text.matchAll(HEALTH)].map((match) => toCandidate('health', 65, match.index, match[0])),
  ];
}

function toCandidate(
  dataClass: Candidate['class'],
  confidence: Candidate['confidence'],
  start: number,
  found: string,
): Candidate {
  return { class: dataClass, confidence, start, end: start + found.length, value: found };
}
