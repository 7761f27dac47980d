import { HOUR_MS } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { DEFAULT_BEHAVIOURS } from '../behaviour/declaration/default-behaviours.js';

/** What holds where no tuning file says otherwise. Knows no network: those lists are content, in `rules/tuning/`. */
export const DEFAULT_TUNING: Tuning = {
  thresholds: { open: 3500, contain: 5000 },
  classThresholds: {},
  mailboxClasses: {},
  behaviours: DEFAULT_BEHAVIOURS,
  networks: [],
  applications: [],
  applicationEnds: {},
  travel: [],
  delegates: [],
  latenessMs: 72 * HOUR_MS,
};
