/**
 * Things whose digits are no values of their own: addresses of pages, GUIDs, hashes, MAC and IP addresses,
 * dates and times, mail addresses. Every quantifier is bounded and no two neighbours overlap: linear time.
 */
const SPANS: readonly RegExp[] = [
  /\b(?:https?|ftp|file|data|cid):[^\s<>"']{1,4000}/gi,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /(?<![\w.%+-])[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}/g,
  /(?<![A-Za-z0-9])(?=[0-9]{0,64}[A-Za-z])(?=[A-Za-z]{0,64}[0-9])[A-Za-z0-9+/=_]{18,512}(?![A-Za-z0-9])/g,
  /\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/gi,
  /(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]?\d)/g,
  /(?<!\d)(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?!\d)(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/g,
  /(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d\d(?!\d)/g,
  /(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])/g,
  /[$€£]\s?\d{1,3}(?:[,.]?\d{1,3}){0,8}/g,
];

/** The text with those spans replaced by letters, lengths kept, so that positions stay true. */
export function maskSpans(text: string): string {
  let masked = text;
  for (const pattern of SPANS) masked = masked.replace(pattern, (found) => 'x'.repeat(found.length));
  return masked;
}
