import { addClassify } from './classify.js';
import { addDemo } from './demo.js';
import { addDoctor } from './doctor.js';
import { addIncidents } from './incidents.js';
import { addOnce } from './once.js';
import { addRecords } from './quarantine.js';
import { addReplay } from './replay.js';
import { addRules } from './rules.js';
import { addRun } from './run.js';
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
  addRecords,
  addClassify,
];
