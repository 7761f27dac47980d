import { actionsOfIncident } from '../model/actions-of-incident.js';
import { sha256 } from '../model/ids.js';
import { reportJob } from '../model/job-specs.js';
import { canonicalJson } from '../model/json.js';
import type { NoticeRegime } from '../model/notice.js';
import type { Store, StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';

const NAME = 'noticeRegimes';

/**
 * Has the reports of all cases that are not closed written anew when the notice regimes are others than at the last load: deadlines and
 * lists follow from them. Number of reports. Raises `StoreError`.
 */
export async function renewReports(
  store: Store,
  regimes: readonly NoticeRegime[],
  now: Instant,
): Promise<number> {
  const version = sha256(canonicalJson(regimes));
  const known = await store.read((reads) => reads.meta(NAME));
  if (known === version) return 0;
  return store.write('renew-reports', async (tx) => {
    await tx.putMeta(NAME, version);
    return known === null ? 0 : renewAll(tx, version, now);
  });
}

async function renewAll(tx: StoreTx, regimes: string, now: Instant): Promise<number> {
  const open = (await tx.incidents()).filter(({ status }) => status !== 'closed');
  for (const incident of open) {
    const actions = await actionsOfIncident(incident, tx);
    const exposure = await tx.exposure(incident.id);
    const job = reportJob(incident, actions, exposure, now, await tx.containmentState(incident.id));
    await tx.enqueue({ ...job, version: sha256(canonicalJson([job.version, regimes])) });
  }
  return open.length;
}
