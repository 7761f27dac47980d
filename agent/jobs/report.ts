import type { Job } from '../model/store.js';
import { renderHtml } from '../report/render-html.js';
import { renderJson } from '../report/render-json.js';
import type { JobContext } from './context.js';

/** Writes an incident's report, as HTML for people and as JSON for programs. */
export async function writeReport(job: Job, context: JobContext): Promise<void> {
  const { store, mode, productVersion, scenarioNote } = context;
  const now = context.clock.now();
  const input = await store.read(async (reads) => {
    const incident = await reads.incident(job.subject);
    if (incident === null) return null;
    const ids = [incident.id, ...incident.aliases];
    const actions = [...(await reads.actionsOf(ids)).values()].flat();
    const eventIds = [...incident.reasons.flatMap((reason) => reason.events), ...incident.mailEvents];
    const events = await reads.events([...new Set(eventIds)]);
    return {
      incident,
      actions,
      exposure: await reads.exposure(incident.id),
      events,
      productVersion,
      now,
      mode,
      ...(scenarioNote === null ? {} : { scenarioNote }),
    };
  });
  if (input !== null) {
    context.reports.write(`${input.incident.id}.json`, `${JSON.stringify(renderJson(input), null, 2)}\n`);
    context.reports.write(`${input.incident.id}.html`, renderHtml(input));
  }
  await store.write('report-end', (tx) => tx.finishJob(job.id, job.version));
}
