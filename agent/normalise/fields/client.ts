import type { EventClient } from '../../model/access-event.js';

export const NO_CLIENT: EventClient = {
  appId: null,
  appName: null,
  family: null,
  os: null,
  deviceId: null,
  isManaged: null,
  isCompliant: null,
};

/** A user agent is attacker's text: only its beginning is looked at, and only for fixed words. */
const MAX_USER_AGENT_CHARS = 512;

type Words = readonly (readonly [word: string, family: string])[];

/** Programs that people do not read mail with. First match wins, so specific words stand first. */
const SCRIPTS: Words = [
  ['axios', 'axios'],
  ['python', 'python'],
  ['aiohttp', 'python'],
  ['go-http-client', 'go'],
  ['node-fetch', 'node'],
  ['undici', 'node'],
  ['curl/', 'curl'],
  ['wget/', 'curl'],
  ['powershell', 'powershell'],
  ['windowspowershell', 'powershell'],
  ['headlesschrome', 'headless'],
  ['phantomjs', 'headless'],
  ['bav2ropc', 'ropc'],
  ['java/', 'java'],
  ['swagger-codegen', 'sdk'],
];

const MAIL_PROGRAMS: Words = [
  ['outlook-ios', 'outlook-mobile'],
  ['outlook-android', 'outlook-mobile'],
  ['microsoft outlook', 'outlook-desktop'],
  ['macoutlook', 'outlook-desktop'],
  ['outlook', 'outlook-desktop'],
  ['thunderbird', 'thunderbird'],
  ['okhttp', 'okhttp'],
];

const BROWSERS: Words = [
  ['edg', 'edge'],
  ['opr/', 'opera'],
  ['opera', 'opera'],
  ['samsungbrowser', 'samsung-browser'],
  ['firefox', 'firefox'],
  ['fxios', 'firefox'],
  ['crios', 'chrome'],
  ['chrome', 'chrome'],
  ['chromium', 'chrome'],
  ['trident', 'internet-explorer'],
  ['msie', 'internet-explorer'],
  ['ie ', 'internet-explorer'],
  ['safari', 'safari'],
];

/** `android` before `linux`, `iphone` before `mac os`: the former texts hold the latter. */
const SYSTEMS: Words = [
  ['windows', 'windows'],
  ['iphone', 'ios'],
  ['ipad', 'ios'],
  ['ios', 'ios'],
  ['android', 'android'],
  ['macintosh', 'macos'],
  ['mac os', 'macos'],
  ['macos', 'macos'],
  ['darwin', 'macos'],
  ['cros ', 'chromeos'],
  ['linux', 'linux'],
  ['ubuntu', 'linux'],
];

/** Family of a scripted client in a user agent, such as `python` or `axios`; null for none. */
export function scriptFamily(userAgent: string | null): string | null {
  return firstWord(userAgent, SCRIPTS);
}

/** Browser or mail program that a user agent or a browser's name tells of. */
export function programFamily(text: string | null): string | null {
  return firstWord(text, SCRIPTS) ?? firstWord(text, MAIL_PROGRAMS) ?? firstWord(text, BROWSERS);
}

/** Operating system family of a user agent or of the system's own name. */
export function systemFamily(text: string | null): string | null {
  return firstWord(text, SYSTEMS);
}

/** A word counts where no letter stands before it: `axios` is no `ios`, and `Microsoft` holds no `cros`. */
function firstWord(text: string | null, words: Words): string | null {
  if (text === null) return null;
  const lower = ` ${text.slice(0, MAX_USER_AGENT_CHARS).toLowerCase()} `;
  return words.find(([word]) => holdsWord(lower, word))?.[1] ?? null;
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    if (before < 'a' || before > 'z') return true;
  }
  return false;
}
