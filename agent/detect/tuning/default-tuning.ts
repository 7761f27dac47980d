import { HOUR_MS } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';

/**
 * Points of every behaviour, in thousandths of a nat; docs/scoring.md says why each has its size. Negative ones
 * speak for the owner.
 */
export const BEHAVIOUR_POINTS = {
  'new-network': 2000,
  'hosting-network': 1200,
  'new-client': 1800,
  'moved-session': 3000,
  'mail-in-new-session': 2000,
  'folder-sync-by-new-client': 1500,
  'read-volume': 1200,
  'orphan-session': 2500,
  'token-before-sign-in': 2500,
  'two-places-at-once': 1000,
  'new-device-code': 2500,
  'new-legacy-authentication': 1500,
  'success-after-mfa-denials': 2500,
  'success-after-guesses': 1500,
  'new-application': 2000,
  'new-delegate': 600,
  'change-by-new-session': 2000,
  'known-device': -1500,
  'trusted-network': -1000,
  'fresh-mfa-on-known-network': -1500,
  'announced-travel': -1500,
} as const satisfies Readonly<Record<string, number>>;

export type BehaviourName = keyof typeof BEHAVIOUR_POINTS;

/** What holds where no tuning file says otherwise. Knows no network: those lists are content, in `rules/tuning/`. */
export const DEFAULT_TUNING: Tuning = {
  thresholds: { open: 3500, contain: 5000 },
  classThresholds: {},
  mailboxClasses: {},
  behaviours: BEHAVIOUR_POINTS,
  networks: [],
  applications: [],
  applicationEnds: {},
  travel: [],
  delegates: [],
  latenessMs: 72 * HOUR_MS,
};
