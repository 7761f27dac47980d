import type { Candidate } from './detection.js';
import { confidenceOf, type Scan } from './scan.js';
import type { LabelKind } from './vocabulary.js';

const SHAPE = /(?<![\w.%+-])[\w.%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;
const TOP_LEVEL = /^(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})$/i;
const ROLE =
  /^(?:no-?reply|do-?not-?reply|postmaster|mailer-daemon|abuse|support|sales|billing|help|service|care|admin|webmaster|newsletter|notifications?|alerts?|noc|security|press|jobs|hr)$/i;
const WORDS: ReadonlySet<LabelKind> = new Set(['email', 'customer']);

/** An address as it stands in the text, lower case. */
interface Address {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly isOwn: boolean;
}

/** Every well-formed mail address of the passage; `isOwn` for those under the tenant's domains. */
export function findAddresses(text: string, ownDomains: readonly string[]): readonly Address[] {
  const found: Address[] = [];
  for (const match of text.matchAll(SHAPE)) {
    const value = match[0].replace(/^[.'%+-]+/, '').replace(/[-.]+$/, '');
    const start = match.index + match[0].indexOf(value);
    const domain = value.slice(value.lastIndexOf('@') + 1).toLowerCase();
    const labels = domain.split('.');
    if (value.startsWith('@') || labels.length < 2 || !TOP_LEVEL.test(labels.at(-1) ?? '')) continue;
    if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) continue;
    if (isMachines(value.slice(0, value.indexOf('@')))) continue;
    found.push({
      start,
      end: start + value.length,
      value: value.toLowerCase(),
      isOwn: ownDomains.some(
        (own) => domain === own.toLowerCase() || domain.endsWith(`.${own.toLowerCase()}`),
      ),
    });
  }
  return found;
}

/** The left side of a Message-ID or a bounce address: long, with many digits. Nobody reads mail under it. */
function isMachines(local: string): boolean {
  return local.length >= 20 && (local.match(/\d/g)?.length ?? 0) >= 5;
}

/** Addresses outside the tenant. Role addresses name nobody and are marked public. */
export function findEmails(scan: Scan): readonly Candidate[] {
  return findAddresses(scan.text, scan.settings.ownDomains)
    .filter((address) => !address.isOwn)
    .map((address) => ({
      class: 'customer-email',
      confidence: confidenceOf(scan, WORDS, address.start, address.end),
      start: address.start,
      end: address.end,
      value: address.value,
      role: ROLE.test(address.value.slice(0, address.value.indexOf('@'))) ? 'public' : 'customer',
    }));
}
