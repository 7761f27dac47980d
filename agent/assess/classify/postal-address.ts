import type { Candidate } from './detection.js';
import type { Scan } from './scan.js';

/** How a country writes where somebody lives. Every quantifier is bounded, so that time stays linear. */
interface AddressForm {
  readonly shape: RegExp;
  /** The end of a whole address: without it, it needs a word before it. */
  readonly whole: RegExp;
  /** Without its town it still is one, if a weak one: the street's form says enough. */
  readonly mayLackTown: boolean;
}

const UNITED_STATES: AddressForm = {
  shape:
    /(?<![\p{L}\d_])\d{1,6} (?:[NSEW]{1,2}\.? )?(?:[\p{Lu}\d][\p{L}\d'.-]{0,24} ){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Dr|Drive|Ct|Court|Way|Pl|Place|Pkwy|Parkway|Ter|Terrace|Cir|Circle|Hwy|Highway)\b\.?(?:[ ,]{1,3}(?:Apt|Unit|Suite|Ste|#)\.? ?[\w-]{1,6})?(?:,? [\p{Lu}][\p{L} .'-]{1,30},? [A-Z]{2}(?: \d{5}(?:-\d{4})?)?)?/gu,
  whole: /[A-Z]{2}(?: \d{5}(?:-\d{4})?)?$/,
  mayLackTown: true,
};

const GERMANY: AddressForm = {
  shape:
    /(?<![\p{L}\d_])(?:(?:\p{Lu}[\p{L}-]{1,24} ){0,2}(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Ufer)|\p{Lu}[\p{L}-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm)|(?:Am|An der|Im|Zum|Zur|Auf der|Unter den) \p{Lu}[\p{L}-]{2,24}) ?\d{1,4}(?: ?[a-z])?(?:,? (?:[AD]-|CH-)?\d{4,5} \p{Lu}[\p{L}.-]{1,24}(?: (?:am |an der )?\p{Lu}[\p{L}-]{1,24}){0,2})?(?![\p{L}\d])/gu,
  whole: /\d{4,5} \p{Lu}[\p{L} .-]{1,60}$/u,
  mayLackTown: false,
};

const FRANCE: AddressForm = {
  shape:
    /(?<![\p{L}\d_])\d{1,4}(?: (?:bis|ter|quater))?,? (?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|all[ée]e|quai|route|cours|square|passage|ruelle)(?: (?:de la|de l['’]|des|du|de|d['’]|[\p{L}\d'’.-]{2,24})){1,5}(?:,? \d{5} \p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,24}){0,2})?(?![\p{L}\d])/giu,
  whole: /\d{5} [\p{L} '’-]{2,60}$/u,
  mayLackTown: false,
};

const FORMS = [UNITED_STATES, GERMANY, FRANCE];

/** Addresses of homes: number, street, perhaps town and postal code, as the United States, Germany and France write them. */
export function findAddressesOfHomes(scan: Scan): readonly Candidate[] {
  return FORMS.flatMap((form) =>
    [...scan.text.matchAll(form.shape)].flatMap((match) => judge(scan, form, match)),
  );
}

function judge(scan: Scan, form: AddressForm, match: RegExpExecArray): readonly Candidate[] {
  const [start, end] = [match.index, match.index + match[0].trimEnd().length];
  const label = scan.labels.before(start)?.kind;
  const isLabelled = label === 'address' || label === 'customer';
  const isWhole = form.whole.test(match[0]);
  if (!isLabelled && !isWhole && !form.mayLackTown) return [];
  const confidence = isLabelled ? 85 : isWhole ? 75 : 65;
  return [{ class: 'postal-address', confidence, start, end, value: match[0].trim().toLowerCase() }];
}
