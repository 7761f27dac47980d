import type { Incident } from '../model/incident.js';
import { campaignKeys } from '../model/incident-actor.js';
import { campaignReportJob } from '../model/job-specs.js';
import type { Job, StoreTx } from '../model/store.js';
import { versionOf } from '../report/derive-facts.js';
import { actorDocuments, reportDocuments } from '../report/report-documents.js';
import type { JobContext } from './context.js';
import { type ReportTerms, readCampaignInputs, readReportInput } from './read-report-input.js';

/**
 * Writes an incident's report: for people, for programs, and the lists of customers. What it says is kept as a version
 * once the files are there; run again, it writes the same files and finds its version kept. The report of the campaign that a mailbox
 * is part of follows.
 */
export async function writeReport(job: Job, context: JobContext): Promise<void> {
  const terms = reportTermsOf(context);
  const incident = await context.store.read((reads) => reads.incident(job.subject));
  if (incident?.kind === 'actor') {
    await writeCampaign(incident, terms, context);
    await context.store.write('report-end', (tx) => tx.finishJob(job.id, job.version));
    return;
  }
  const input = await context.store.read((reads) => readReportInput(reads, job.subject, terms));
  if (input !== null)
    for (const { name, content } of reportDocuments(input)) context.reports.write(name, content);
  await context.store.write('report-end', async (tx) => {
    if (input !== null) {
      await tx.putReportVersion(versionOf(input));
      await followUp(input.incident, job, tx, terms);
    }
    await tx.finishJob(job.id, job.version);
  });
}

function reportTermsOf({ clock, mode, productVersion, scenarioNote, reportTerms }: JobContext): ReportTerms {
  return {
    now: clock.now(),
    mode,
    productVersion,
    scenarioNote,
    regimes: reportTerms?.regimes ?? [],
    quality: reportTerms?.quality ?? null,
  };
}

async function writeCampaign(actor: Incident, terms: ReportTerms, context: JobContext): Promise<void> {
  const inputs = await context.store.read((reads) => readCampaignInputs(reads, actor, terms));
  for (const { name, content } of actorDocuments(actor, inputs)) context.reports.write(name, content);
}

async function followUp(incident: Incident, job: Job, tx: StoreTx, { now }: ReportTerms): Promise<void> {
  const actors = await tx.incidentsTraced(campaignKeys(incident));
  for (const actor of actors) await tx.enqueue(campaignReportJob(actor, job, now));
}
