/** What must never be printed. */
export interface RedactionTerms {
  /** Values that are cut out wherever they stand, in every form in which they travel. */
  readonly secrets: readonly string[];
  /** Domains of the tenant, in lower case: addresses of others are people's who are no business of the log. Absent: none is cut. */
  readonly domains?: readonly string[];
}

/** Shorter ones would be cut out of ordinary words. */
const SHORTEST_SECRET = 4;
/** A line of a PEM file is this long; shorter last lines tell nothing. */
const PEM_LINE = 40;
/** A text that a provider or a record has a share in may be of any length. */
const MAX_TEXT = 4_000;
const SIGNED_TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
const BEARER = /\b(Bearer|Basic|Splunk) +[\w.~+/=-]{8,}/gi;
/** `JSON.parse` quotes what it could not read, which may be a record. */
const JSON_EXCERPT = /\bUnexpected token [\s\S]{0,200}? is not valid JSON/g;
const SOCIAL_SECURITY_NUMBER = /\b\d{3}-\d{2}-\d{4}\b/g;
const LOCAL_PART = /[\w.!#$%&'*+/=?^`{|}~-]/;
const DOMAIN_PART = /[A-Za-z0-9.-]/;

/** Gives what cuts out of a text all that must not be printed: secrets, tokens, quotes of records, strangers' addresses. */
export function createRedaction(terms: RedactionTerms): (text: string) => string {
  const forms = [...new Set(terms.secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  const inside = terms.domains === undefined ? null : new Set(terms.domains);
  return (text) => {
    let clean = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
    for (const form of forms) clean = clean.replaceAll(form, '[secret]');
    clean = clean
      .replace(SIGNED_TOKEN, '[token]')
      .replace(BEARER, '$1 [token]')
      .replace(JSON_EXCERPT, '[text] is not valid JSON')
      .replace(SOCIAL_SECURITY_NUMBER, '[number]');
    return inside === null ? clean : withoutStrangers(clean, inside);
  };
}

/** As it is, in JSON, in an address, and in the headers that carry it; a key of several lines also line by line. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= PEM_LINE && !line.startsWith('-----'));
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ...lines,
  ].filter((form) => form.length >= SHORTEST_SECRET);
}

/** One walk from each `@` to both sides: an expression for it would take the square of the text's length. */
function withoutStrangers(text: string, inside: ReadonlySet<string>): string {
  let clean = '';
  let from = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > from && LOCAL_PART.test(text.charAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && DOMAIN_PART.test(text.charAt(end))) end += 1;
    const domain = text
      .slice(at + 1, end)
      .toLowerCase()
      .replace(/\.$/, '');
    if (start === at || !domain.includes('.') || inside.has(domain)) continue;
    clean += `${text.slice(from, start)}[address]`;
    from = end;
  }
  return clean + text.slice(from);
}
