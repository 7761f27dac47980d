import { queueAlert } from '../alert/queue-alert.js';
import { renderAlert } from '../alert/render-alert.js';
import type { Milestone } from '../model/alert.js';
import type { Incident } from '../model/incident.js';
import { memberIds, relatedKeys } from '../model/incident-actor.js';
import { reportJob } from '../model/job-specs.js';
import { canonicalJson } from '../model/json.js';
import type { StoreReads, StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { Tuning } from '../model/tuning.js';
import { groupActors } from '../score/group-actors.js';
import { telltaleTraits } from '../score/link-actors.js';
import { hasNewReason } from './queue-news.js';
import type { DecideSettings } from './settings.js';

/**
 * Looks which incidents of mailboxes, of those that were just scored, are of one actor, and tells of each such campaign once for all
 * its mailboxes. Gives the ids of the mailboxes' incidents that are part of one that stands.
 */
export async function settleActors(
  changed: readonly Incident[],
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<ReadonlySet<string>> {
  if (changed.length === 0) return new Set();
  const related = await relatedTo(changed, tx, settings.tuning);
  const byName = new Map(related.flatMap((one) => [one.id, ...one.aliases].map((name) => [name, one])));
  const members = new Set<string>();
  for (const actor of groupActors(related, settings.tuning, { tenantId: settings.tenantId, now })) {
    const before = byName.get(actor.id) ?? null;
    if (actor.note === null) for (const id of memberIds(actor)) members.add(id);
    if (before !== null && canonicalJson(before) === canonicalJson(actor)) continue;
    await tx.putIncident(actor);
    await tx.enqueue(reportJob(actor, [], null, now));
    await tellActor(actor, before, tx, settings, now);
  }
  return members;
}

/** All that these can share an actor with, directly or through others, of both kinds. */
async function relatedTo(
  changed: readonly Incident[],
  reads: StoreReads,
  tuning: Tuning,
): Promise<readonly Incident[]> {
  const found = new Map<string, Incident>();
  const asked = new Set<string>();
  let fresh = changed;
  while (fresh.length > 0) {
    for (const one of fresh) found.set(one.id, one);
    const keys = fresh.flatMap((one) => relatedKeys(one, telltaleTraits(one, tuning)));
    const open = keys.filter((key) => !asked.has(key));
    for (const key of open) asked.add(key);
    fresh = (await reads.incidentsTraced(open)).filter((one) => !found.has(one.id));
  }
  return [...found.values()];
}

async function tellActor(
  actor: Incident,
  before: Incident | null,
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<void> {
  const { quietBefore, productVersion, links } = settings;
  if (quietBefore !== undefined && actor.lastEvent < quietBefore) return;
  const milestone = milestoneOf(actor, before);
  if (milestone === null) return;
  const byIncident = await tx.actionsOf(memberIds(actor));
  const actions = [...byIncident.values()].flat();
  const facts = { incident: actor, actions, exposure: null, milestone, now, productVersion };
  await queueAlert(tx, renderAlert(links === undefined ? facts : { ...facts, links }), settings, now);
}

/** Another mailbox, or evidence of a new kind in any of them, is news; more of the same is none. */
function milestoneOf(actor: Incident, before: Incident | null): Milestone | null {
  if (before === null) return 'opened';
  if (actor.note !== null) return before.note === null ? 'withdrawn' : null;
  const known = new Set(before.actor?.members.map(({ subject }) => subject));
  const isWider = (actor.actor?.members ?? []).some(({ subject }) => !known.has(subject));
  return isWider || hasNewReason(actor, before) ? 'updated' : null;
}
