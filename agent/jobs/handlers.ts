import type { Job, JobKind } from '../model/store.js';
import { actOnIncident } from './act.js';
import { assessIncident } from './assess.js';
import type { JobContext } from './context.js';
import { deliverAlert } from './deliver.js';
import { freezeEvidence } from './freeze.js';
import { writeReport } from './report.js';
import { surveySlice } from './survey.js';
import { undoAction } from './undo.js';
import { verifyAction } from './verify.js';
import { watchIncident } from './watch.js';

/** Does one job and takes it off the queue. Raises what `runDueJobs` puts it back for. */
export type JobHandler = (job: Job, context: JobContext, signal: AbortSignal) => Promise<void>;

/** One handler a kind; each may be run twice for one job. */
export const jobHandlers: Readonly<Record<JobKind, JobHandler>> = {
  act: actOnIncident,
  verify: verifyAction,
  undo: undoAction,
  watch: watchIncident,
  freeze: freezeEvidence,
  assess: assessIncident,
  report: writeReport,
  survey: surveySlice,
  deliver: deliverAlert,
};
