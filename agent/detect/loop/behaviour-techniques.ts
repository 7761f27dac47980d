import type { BehaviourName } from '../tuning/default-tuning.js';

/** ATT&CK techniques that each behaviour can show; those that speak for the owner show none. */
export const BEHAVIOUR_TECHNIQUES: Readonly<Record<BehaviourName, readonly string[]>> = {
  'new-network': ['T1078.004'],
  'hosting-network': ['T1078.004'],
  'new-client': ['T1078.004'],
  'moved-session': ['T1550.004', 'T1539'],
  'mail-in-new-session': ['T1114.002'],
  'folder-sync-by-new-client': ['T1114.002'],
  'read-volume': ['T1114.002'],
  'orphan-session': ['T1606', 'T1550.001'],
  'token-before-sign-in': ['T1606', 'T1550.001'],
  'two-places-at-once': ['T1078.004', 'T1539'],
  'new-device-code': ['T1566', 'T1528'],
  'new-legacy-authentication': ['T1078.004'],
  'success-after-mfa-denials': ['T1621'],
  'success-after-guesses': ['T1110.003'],
  'new-application': ['T1528', 'T1114.002'],
  'new-delegate': ['T1114.002'],
  'change-by-new-session': ['T1528', 'T1098'],
  'known-device': [],
  'trusted-network': [],
  'fresh-mfa-on-known-network': [],
  'announced-travel': [],
};
