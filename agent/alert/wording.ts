import type { Action } from '../model/action.js';
import type { Milestone } from '../model/alert.js';
import type { ContainmentState } from '../model/containment.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import { MINUTE_MS } from '../model/time.js';
import { whoIsIt, wordCampaignResponse } from './wording-campaign.js';

/** What the sentences are made from. */
interface Told {
  readonly incident: Incident;
  readonly actions: readonly Action[];
  readonly exposure: Exposure | null;
  readonly containment?: ContainmentState | null;
  readonly milestone: Milestone;
  /** Who acknowledged or closed it. */
  readonly by?: string;
}

/** Who, what, from where, what was done: one sentence that is readable on a phone. */
export function oneSentence(told: Told): string {
  const who = whoIsIt(told.incident);
  switch (told.milestone) {
    case 'opened':
      return `${who}: ${told.incident.kind === 'actor' ? 'one actor suspected in all of them' : 'mailbox takeover suspected'}${whereFrom(told.incident)}; ${whatIsDone(told.actions, told.incident)}.`;
    case 'updated':
      if (told.incident.kind === 'actor')
        return `${who}: the campaign goes on${whereFrom(told.incident)}; ${whatIsDone(told.actions, told.incident)}.`;
      return `${who}: new evidence${whereFrom(told.incident)}: ${told.incident.reasons.at(-1)?.title ?? 'see the reasons'}; ${whatIsDone(told.actions, told.incident)}.`;
    case 'contained':
      return `${who}: sessions revoked${told.actions.some((one) => isOfSessions(one) && one.verified === 'yes') ? ' and verified' : ''}.`;
    case 'containment-failed':
      return `${who}: ${whatFailed(told)}; a person must act now.`;
    case 'proven-out':
      return `${who}: the intruder is proven out${howSoon(told.containment)}; the account is watched on.`;
    case 'cannot-tell':
      return `${who}: nobody can tell whether the intruder is out: ${told.containment?.standing.reason ?? 'see the case'}.`;
    case 'watch-ended':
      return `${who}: ${told.containment?.watchStatement ?? 'The watch is over.'}`;
    case 'held':
      return `${who}: containment is held back; ${told.actions.find((one) => one.status === 'held')?.reason ?? 'a person must decide'}.`;
    case 'exposure':
      return `${who}: ${exposureInWords(told.exposure)}.`;
    case 'withdrawn':
      return `${who}: later evidence no longer supports this incident; what was done stays done until a person undoes it.`;
    case 'acknowledged':
      return `${who}: ${told.by ?? 'somebody'} has taken the incident in hand.`;
    case 'closed':
      return `${who}: the incident is closed${told.by === undefined ? '' : ` by ${told.by}`}.`;
    case 'system':
      return `${who}: needs attention.`;
  }
}

/** What a person does next, as commands and checks. */
export function nextSteps(told: Told): readonly string[] {
  const { incident } = told;
  const steps = [`Read the case: mailwarden incidents show ${incident.id} --config <file>.`];
  if (told.actions.some((one) => one.status === 'held' || one.status === 'proposed')) {
    steps.push('Decide on what is waiting for a person: it was not done.');
  }
  if (told.actions.some((one) => isOfSessions(one) && isFailed(one))) {
    steps.push(
      'Revoke the sessions by hand and consider disabling the account: the revocation did not take.',
    );
  }
  steps.push(
    'Ask the owner by phone, not by mail; check inbox rules, forwarding, consented applications and sign-in methods.',
  );
  if (told.exposure?.verdict === 'yes')
    steps.push('Give the exposure report to counsel: notice clocks may be running.');
  if (told.exposure?.verdict === 'unknown')
    steps.push('Some of what was reached could not be read: treat it as exposed until examined.');
  if (!incident.coverage.complete) steps.push('The evidence has gaps: see coverage.');
  return steps;
}

function howSoon(containment: ContainmentState | null | undefined): string {
  const ms = containment?.standing.timeToProvenOutMs ?? null;
  return ms === null ? '' : `, ${Math.ceil(ms / MINUTE_MS)} minutes after the case was opened`;
}

function whatFailed({ actions, containment }: Told): string {
  if (containment?.standing.verdict === 'still-in')
    return `the intruder is STILL IN or came back: ${containment.standing.reason}`;
  const isOfOthers = actions.some(isFailed) && !actions.some((one) => isOfSessions(one) && isFailed(one));
  return isOfOthers ? 'a step against the intruder FAILED' : 'the sessions could NOT be shown to be revoked';
}

function isFailed({ status, verified }: Action): boolean {
  return status === 'failed' || verified === 'no';
}

function isOfSessions({ kind }: Action): boolean {
  return kind === 'revoke-sessions';
}

function whereFrom(incident: Incident): string {
  const origin = incident.origins[0];
  if (origin === undefined) return '';
  const place = [origin.address, origin.asn === null ? null : `AS${origin.asn}`, origin.country].filter(
    (part) => part !== null,
  );
  return place.length === 0 ? '' : ` from ${place.join(', ')}`;
}

function whatIsDone(all: readonly Action[], incident: Incident): string {
  const actions = all.filter(isOfSessions);
  if (incident.kind === 'actor') return wordCampaignResponse(incident, actions);
  if (actions.some((one) => one.status === 'done')) return 'sessions revoked';
  if (actions.some((one) => one.status === 'approved')) return 'sessions are being revoked';
  if (actions.some((one) => one.status === 'held')) return 'containment is held back for a person';
  if (actions.some((one) => one.status === 'proposed')) return 'revocation is proposed, nothing was done';
  return incident.justifiesContainment ? 'nothing was done' : 'not enough evidence to contain';
}

function exposureInWords(exposure: Exposure | null): string {
  if (exposure === null) return 'exposure is not assessed yet';
  const reached = `${exposure.reached.length} messages reached`;
  if (exposure.verdict === 'yes') {
    const { account, sensitive } = exposure.groups;
    return `${reached}, customer data of ${account + sensitive} customers (${account} account information, ${sensitive} sensitive)`;
  }
  if (exposure.verdict === 'unknown')
    return `${reached}; ${exposure.unread.length} parts could not be read, so exposure is unknown`;
  return `${reached}, no customer data found in them`;
}
