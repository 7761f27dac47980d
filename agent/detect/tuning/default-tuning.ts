import { HOUR_MS } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { DEFAULT_BEHAVIOURS } from '../behaviour/declaration/default-behaviours.js';

/** What holds where no tuning file says otherwise. Knows no network: those lists are content, in `rules/tuning/`. */
export const DEFAULT_TUNING: Tuning = {
  thresholds: { open: 3500, contain: 5000 },
  classThresholds: {},
  heldData: {
    account: { least: 10, open: -250, contain: -500 },
    sensitive: { least: 1, open: -500, contain: -1000 },
  },
  mailboxClasses: {},
  behaviours: DEFAULT_BEHAVIOURS,
  learning: {
    coldStart: [
      { noveltyCap: 250, contextShare: 0 },
      { noveltyCap: 400, contextShare: 0.2 },
      { noveltyCap: 1000, contextShare: 0.4 },
      { noveltyCap: 1000, contextShare: 0.5 },
      { noveltyCap: 1000, contextShare: 0.5 },
    ],
    firstShare: 0.8,
    wholeDays: 14,
    suspectDays: 5,
    suspectSpanDays: 14,
  },
  networks: [],
  applications: [],
  applicationEnds: {},
  travel: [],
  delegates: [],
  latenessMs: 72 * HOUR_MS,
};
