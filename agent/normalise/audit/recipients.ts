import { domainOf, isGuestName } from '../fields/principal.js';

export interface RecipientCount {
  /** Addresses whose domain is none of the tenant's. */
  readonly outside: number;
  readonly inside: number;
  /** Names without an address: aliases and directory names, which may be contacts elsewhere. */
  readonly unresolved: number;
}

/**
 * Counts the recipients of parameter values: `smtp:a@x.example`, `a@x.example;b@y.example`, `"A" [SMTP:a@x.example]`, `A <a@x.example>`,
 * a directory name, an alias. Each recipient is tested alone, and its domain must equal an accepted one: text that merely
 * ends so (`evilcontoso.com`) is outside. A guest's encoded name is outside, since his mail goes to his own company.
 */
export function countRecipients(values: readonly string[], domains: ReadonlySet<string>): RecipientCount {
  let outside = 0;
  let inside = 0;
  let unresolved = 0;
  for (const value of values) {
    const addresses = addressesIn(value);
    if (addresses.length === 0) {
      if (value.trim() !== '') unresolved += 1;
      continue;
    }
    for (const address of addresses) {
      const domain = domainOf(address);
      const isInside = domain !== null && domains.has(domain) && !isGuestName(address);
      if (isInside) inside += 1;
      else outside += 1;
    }
  }
  return { outside, inside, unresolved };
}

/** The tenant's domains with that of the mailbox itself, which is the tenant's by nature. */
export function acceptedDomains(domains: readonly string[], mailbox: string | null): ReadonlySet<string> {
  const own = mailbox === null || isGuestName(mailbox) ? null : domainOf(mailbox);
  return new Set([...domains.map((domain) => domain.toLowerCase()), ...(own === null ? [] : [own])]);
}

function addressesIn(value: string): readonly string[] {
  const found = new Set<string>();
  for (const token of value.slice(0, 20_000).split(/[\s;,<>()[\]"']/)) {
    const colon = token.indexOf(':');
    const bare = (colon >= 0 && colon <= 4 ? token.slice(colon + 1) : token).toLowerCase();
    if (bare.indexOf('@') > 0 && domainOf(bare) !== null) found.add(bare);
  }
  return [...found];
}
