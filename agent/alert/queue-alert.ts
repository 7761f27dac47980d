import type { Alert } from '../model/alert.js';
import type { AlertBrief } from '../model/alert-brief.js';
import type { AlertRouting } from '../model/alert-routing.js';
import { deliverJobs } from '../model/job-specs.js';
import type { StoreTx } from '../model/store.js';
import { classesOf, targetOf } from '../model/target.js';
import type { Instant } from '../model/time.js';
import { decideRoutes } from './routing/decide-routes.js';

/** Who can be told: all sinks by name, and who gets what of them. */
export interface Receivers {
  readonly sinks: readonly string[];
  /** Missing: every alert goes to every sink, at once and by itself. */
  readonly routing?: AlertRouting;
}

/**
 * Stores an alert and puts it on its way to whom the routes say, but to no sink in `except`. False when it was there already:
 * told once, however often it is queued.
 */
export async function queueAlert(
  tx: StoreTx,
  alert: Alert,
  receivers: Receivers,
  now: Instant,
  except: readonly string[] = [],
): Promise<boolean> {
  const known = await withClasses(tx, alert);
  if (!(await tx.putAlert(known))) return false;
  const sinks = decideRoutes(known, routingOf(receivers)).map(({ name }) => name);
  const wanted = sinks.filter((name) => !except.includes(name));
  for (const job of deliverJobs(known, wanted, now)) await tx.enqueue(job);
  return true;
}

/** The routing as given, else the plainest: everything to everybody. */
export function routingOf({ sinks, routing }: Receivers): AlertRouting {
  if (routing !== undefined) return routing;
  return { sinks: sinks.map((name) => ({ name, groupMs: 0, repeatMs: 0 })), routes: [], silences: [] };
}

/**
 * What the account is, so that routes can ask for it: as the plan of its incident says, which alone knows
 * who is protected, else as the directory does.
 */
async function withClasses(tx: StoreTx, alert: Alert): Promise<Alert> {
  const { brief } = alert;
  if (brief === undefined || brief.subject.kind !== 'mailbox') return alert;
  const planned = (await tx.containmentState(brief.key))?.plan.target ?? [];
  const classes =
    planned.length > 0 ? planned : classesOf(targetOf(await tx.userByKey(brief.subject.name), false));
  if (classes.length === 0) return alert;
  const subject: AlertBrief['subject'] = { ...brief.subject, classes };
  return { ...alert, brief: { ...brief, subject } };
}
