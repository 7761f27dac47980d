import type { EventClient } from './access-event.js';

/** What a client is, as far as two different logs can agree on it. */
export type ClientKind = 'browser' | 'desktop' | 'mobile' | 'program';

const KINDS: Readonly<Record<string, ClientKind>> = {
  owa: 'browser',
  chrome: 'browser',
  edge: 'browser',
  firefox: 'browser',
  safari: 'browser',
  opera: 'browser',
  'samsung-browser': 'browser',
  'internet-explorer': 'browser',
  'outlook-desktop': 'desktop',
  'outlook-mobile': 'mobile',
  activesync: 'mobile',
};

/** Null when the record does not say: such a client fits every other one. */
export function clientKind(client: EventClient): ClientKind | null {
  return client.family === null ? null : (KINDS[client.family] ?? 'program');
}

/**
 * Whether a sign-in and a mail access can be of one client. The sign-in log names the browser that a desktop or
 * mobile program embeds, so only the operating systems and scripted programs can contradict each other.
 */
export function canBeOneClient(left: EventClient, right: EventClient): boolean {
  if (left.os !== null && right.os !== null && left.os !== right.os) return false;
  const kinds = [clientKind(left), clientKind(right)];
  if (kinds.includes(null) || kinds[0] === kinds[1]) return true;
  return !(kinds.includes('desktop') && kinds.includes('mobile'));
}
