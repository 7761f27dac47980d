import type { ResponseMode } from '../model/action.js';
import { actionsOfIncident } from '../model/actions-of-incident.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import { memberIds } from '../model/incident-actor.js';
import type { MeasuredQuality } from '../model/measured-quality.js';
import type { NoticeRegime } from '../model/notice.js';
import type { StoreReads } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { ReportInput } from '../report/report-input.js';
import { readRestMessages } from './read-rest.js';

/** What a report says beside what is stored. */
export interface ReportTerms {
  readonly now: Instant;
  readonly mode: ResponseMode;
  readonly productVersion: string;
  readonly scenarioNote: string | null;
  readonly regimes: readonly NoticeRegime[];
  readonly quality: MeasuredQuality | null;
}

/** The same of every mailbox that an actor was in, in the order in which they were entered. */
export async function readCampaignInputs(
  reads: StoreReads,
  actor: Incident,
  terms: ReportTerms,
): Promise<readonly ReportInput[]> {
  const inputs: ReportInput[] = [];
  for (const id of memberIds(actor)) {
    const input = await readReportInput(reads, id, terms);
    if (input !== null) inputs.push(input);
  }
  return inputs;
}

/** Everything that an incident's report is made from. Null when there is no such incident. */
export async function readReportInput(
  reads: StoreReads,
  idOrAlias: string,
  { scenarioNote, ...terms }: ReportTerms,
): Promise<ReportInput | null> {
  const incident = await reads.incident(idOrAlias);
  if (incident === null) return null;
  const actions = await actionsOfIncident(incident, reads);
  const eventIds = [...incident.reasons.flatMap((reason) => reason.events), ...incident.mailEvents];
  const exposure = await reads.exposure(incident.id);
  return {
    incident,
    actions,
    exposure,
    ...(isListed(exposure) ? { rest: await readRestMessages(reads, incident, exposure) } : {}),
    containment: await reads.containmentState(incident.id),
    events: await reads.events([...new Set(eventIds)]),
    versions: await reads.reportVersions(incident.id),
    ...terms,
    ...(scenarioNote === null ? {} : { scenarioNote }),
  };
}

/** An empty list of a mailbox that nobody looked through would read as "nobody". */
function isListed(exposure: Exposure | null): exposure is Exposure {
  const rest = exposure?.rest;
  if (rest === undefined) return false;
  return (
    rest.status === 'complete' || rest.status === 'sampled' || (rest.status === 'closed' && rest.read > 0)
  );
}
