import type { ReportInput } from './report-input.js';
import { whose } from './wording-incident.js';
import { actionWords, responseStanding } from './wording-response.js';

/** What a person does next, the most urgent first. */
export function nextSteps(input: ReportInput): readonly string[] {
  return [...containmentSteps(input), ...ownerSteps(input), ...exposureSteps(input), ...recordSteps(input)];
}

const BY_HAND = 'Microsoft Entra admin centre, Users, the account, "Revoke sessions"';

function containmentSteps(input: ReportInput): readonly string[] {
  const { actions, incident, mode } = input;
  const steps: string[] = [];
  const broken = actions.filter(
    (one) => one.status === 'failed' || (one.status === 'done' && one.verified === 'no'),
  );
  if (broken.some(({ kind }) => kind === 'revoke-sessions')) {
    steps.push(
      `Act now: revoke the sessions of ${whose(incident)} by hand (${BY_HAND}) and block the sign-in of the account until the owner is reached. What was ordered did not take.`,
    );
  }
  for (const one of broken.filter(({ kind }) => kind !== 'revoke-sessions'))
    steps.push(`Act now: ${actionWords(one.kind)} by hand; it was ordered and did not take. ${one.reason}`);
  for (const { because, command, where } of input.containment?.plan.byHand ?? [])
    steps.push(`By hand (${where}): ${because}${command === null ? '' : `: ${command}`}.`);
  for (const one of actions.filter(({ status }) => status === 'held' || status === 'proposed')) {
    const why = one.status === 'held' ? 'held back' : `only proposed (mode "${mode}")`;
    steps.push(`Decide whether to ${actionWords(one.kind)}: it is ${why}. ${one.reason}`);
  }
  if (
    actions.some(
      (one) => one.kind === 'revoke-sessions' && one.status === 'done' && one.verified === 'unknown',
    )
  ) {
    steps.push(`Verify by hand that the sessions have ended: mailwarden could not (${BY_HAND}).`);
  }
  if (actions.length === 0 && incident.justifiesContainment) {
    steps.push(`Decide whether to revoke the sessions by hand (${BY_HAND}): nothing was ordered.`);
  }
  return steps;
}

function ownerSteps(input: ReportInput): readonly string[] {
  const { incident } = input;
  const steps = [
    'Ask the owner by phone, not by mail: whoever is in the mailbox reads the mail. Were these sign-ins theirs?',
  ];
  if (responseStanding(input).tone === 'good') {
    steps.push(
      'Change the password and look through the sign-in methods: a revocation ends sessions, but not the knowledge of a password.',
    );
  }
  const left = incident.reasons.filter(
    ({ family, points }) => points > 0 && (family === 'persistence' || family === 'consent'),
  );
  steps.push(
    left.length === 0
      ? 'Look through inbox rules, forwarding and consented applications: they outlive a revoked session.'
      : `Remove what was left behind, it outlives a revoked session: ${left.map((one) => one.title).join('; ')}.`,
  );
  return steps;
}

function exposureSteps({ exposure, incident }: ReportInput): readonly string[] {
  if (exposure === null) {
    return [
      'Have the mailbox examined before anyone is told that no customer is affected: it has not been looked into.',
    ];
  }
  const steps: string[] = [];
  if (exposure.verdict === 'yes') {
    steps.push(
      'Give this report to counsel: it names the customers of each notice group, and legal time limits may be running.',
    );
  }
  if (exposure.unread.length > 0) {
    steps.push('Examine the unread parts by hand; until then, treat them as holding customer data.');
  }
  if (!exposure.coverage.complete || !incident.coverage.complete) {
    steps.push(
      'Take the gaps in the logs into account: more may have been reached than this report can show.',
    );
  }
  return steps;
}

function recordSteps({ incident }: ReportInput): readonly string[] {
  return [
    ...(incident.note === null
      ? []
      : ['Look at the note on this case: later evidence changed it, and what was done was not taken back.']),
    'Keep this report and its JSON file with the case: the events behind it are kept for the retention time only.',
  ];
}
