import type { EventClient } from '../../model/access-event.js';
import { programFamily, scriptFamily, systemFamily } from './client.js';

export interface ExchangeClient {
  /** `owa`, `outlook-desktop`, `outlook-mobile`, `graph`, `ews`, `imap`, `pop`, `activesync`, `smtp`; null if unknown. */
  readonly family: EventClient['family'];
  readonly os: string | null;
  /** Browser inside Outlook on the web, or the script that drives a protocol. */
  readonly program: string | null;
  /** The provider's own background work, which reads as if the owner did. */
  readonly isBackground: boolean;
}

const FAMILIES: readonly (readonly [word: string, family: string])[] = [
  ['client=owa', 'owa'],
  ['msexchangeowaapppool', 'owa'],
  ['client=outlookservice', 'outlook-mobile'],
  ['client=msexchangerpc', 'outlook-desktop'],
  ['client=mapi', 'outlook-desktop'],
  ['client=webservices', 'ews'],
  ['client=activesync', 'activesync'],
  ['client=airsync', 'activesync'],
  ['client=imap', 'imap'],
  ['client=pop', 'pop'],
  ['client=smtp', 'smtp'],
  ['client=rest', 'graph'],
];

/**
 * Reads `ClientInfoString`, whose shapes are not documented: `Client=OWA;<user agent>;`, `Client=REST;;` for Graph,
 * `Client=REST;Client=RESTSystem;;` for Microsoft's background work (205 of 288 Bind records of a real export),
 * `Client=MSExchangeRPC` for Outlook on a desktop, `Client=WebServices;<user agent>[AppId=...]`.
 */
export function toExchangeClient(clientInfo: string | null, processName: string | null): ExchangeClient {
  const text = clientInfo?.slice(0, 1_024).toLowerCase() ?? '';
  const family = FAMILIES.find(([word]) => text.includes(word))?.[1] ?? null;
  const isDesktop = processName?.toLowerCase().startsWith('outlook') ?? false;
  const agent = family === null && text === '' ? null : text;
  return {
    family: family ?? (isDesktop ? 'outlook-desktop' : null),
    os: systemFamily(agent) ?? (isDesktop ? 'windows' : null),
    program: scriptFamily(agent) ?? (family === 'owa' ? programFamily(withoutMarkers(text)) : null),
    isBackground: text.includes('client=restsystem'),
  };
}

/** `client=` would be read as a word of a program's name otherwise. */
function withoutMarkers(text: string): string {
  return text.split('client=').join('');
}
