import { addActions } from './actions.js';
import { addAlerts } from './alerts.js';
import { addClassify } from './classify.js';
import { addCustomers } from './customers.js';
import { addDemo } from './demo.js';
import { addDoctor } from './doctor.js';
import { addExposure } from './exposure.js';
import { addIncidents } from './incidents.js';
import { addLedger } from './ledger.js';
import { addOnce } from './once.js';
import { addRecords } from './quarantine.js';
import { addReplay } from './replay.js';
import { addReport } from './report.js';
import { addRules } from './rules.js';
import { addRun } from './run.js';
import { addStore } from './store.js';
import type { AddVerb } from './verb.js';

/** Every verb of the command line, in the order of the help text. */
export const verbs: readonly AddVerb[] = [
  addDemo,
  addDoctor,
  addRun,
  addOnce,
  addReplay,
  addRules,
  addIncidents,
  addAlerts,
  addActions,
  addLedger,
  addRecords,
  addClassify,
  addExposure,
  addReport,
  addCustomers,
  addStore,
];
