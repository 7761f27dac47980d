import type { ResponseMode } from '../model/action.js';
import type { MeasuredQuality } from '../model/measured-quality.js';
import type { NoticeRegime } from '../model/notice.js';
import type { StoreReads } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { ReportInput } from '../report/report-input.js';

/** What a report says beside what is stored. */
export interface ReportTerms {
  readonly now: Instant;
  readonly mode: ResponseMode;
  readonly productVersion: string;
  readonly scenarioNote: string | null;
  readonly regimes: readonly NoticeRegime[];
  readonly quality: MeasuredQuality | null;
}

/** Everything that an incident's report is made from. Null when there is no such incident. */
export async function readReportInput(
  reads: StoreReads,
  idOrAlias: string,
  { scenarioNote, ...terms }: ReportTerms,
): Promise<ReportInput | null> {
  const incident = await reads.incident(idOrAlias);
  if (incident === null) return null;
  const ids = [incident.id, ...incident.aliases];
  const actions = [...(await reads.actionsOf(ids)).values()].flat();
  const eventIds = [...incident.reasons.flatMap((reason) => reason.events), ...incident.mailEvents];
  return {
    incident,
    actions,
    exposure: await reads.exposure(incident.id),
    containment: await reads.containmentState(incident.id),
    events: await reads.events([...new Set(eventIds)]),
    versions: await reads.reportVersions(incident.id),
    ...terms,
    ...(scenarioNote === null ? {} : { scenarioNote }),
  };
}
