import type { Job } from '../model/store.js';
import { versionOf } from '../report/derive-facts.js';
import { reportDocuments } from '../report/report-documents.js';
import type { JobContext } from './context.js';
import { readReportInput } from './read-report-input.js';

/**
 * Writes an incident's report: for people, for programs, and the lists of customers. What it says is kept as a version
 * once the files are there; run again, it writes the same files and finds its version kept.
 */
export async function writeReport(job: Job, context: JobContext): Promise<void> {
  const { store, mode, productVersion, scenarioNote, reportTerms } = context;
  const terms = {
    now: context.clock.now(),
    mode,
    productVersion,
    scenarioNote,
    regimes: reportTerms?.regimes ?? [],
    quality: reportTerms?.quality ?? null,
  };
  const input = await store.read((reads) => readReportInput(reads, job.subject, terms));
  if (input !== null)
    for (const { name, content } of reportDocuments(input)) context.reports.write(name, content);
  await store.write('report-end', async (tx) => {
    if (input !== null) await tx.putReportVersion(versionOf(input));
    await tx.finishJob(job.id, job.version);
  });
}
