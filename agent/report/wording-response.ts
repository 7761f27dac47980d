import type { Action } from '../model/action.js';
import { elapsedText, timeText } from './page/format.js';
import type { Tone } from './page/section.js';
import type { ReportInput } from './report-input.js';

/** Where the response stands: for the eye, for a table, and in a clause that follows a semicolon. */
export interface ResponseStanding {
  readonly tone: Tone;
  readonly label: string;
  readonly clause: string;
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  'revoke-sessions': 'revoke all sessions',
  'disable-account': 'disable the account',
  'disable-inbox-rule': 'disable the inbox rule',
  'remove-grant': 'remove the consent to an application',
  'remove-authentication-method': 'remove a sign-in method',
  'confirm-compromised': 'confirm the account as compromised',
  quarantine: 'put the account into quarantine',
};

/** An action's kind in words; a kind that is not known here keeps its name. */
export function actionWords(kind: string): string {
  return ACTION_WORDS[kind] ?? kind.replaceAll('-', ' ');
}

const HOLDERS: Readonly<Record<NonNullable<Action['heldBy']>, string>> = {
  protection: 'the protected list',
  breaker: 'the brake, since too many accounts rest on one cause,',
  'tenant-budget': 'the brake, since its budget is used up,',
  'account-budget': 'the brake, since the same was done to the account too often,',
  'kill-file': 'the kill file',
  'approval-expired': 'the end of an approval',
  'mailbox-kind': 'what its mailbox is for',
  mode: 'the mode that its step has by now',
};

/**
 * The response as a whole. What went wrong or waits for a person is said before what went well, so that one
 * failed action is never hidden behind a successful one.
 */
export function responseStanding(input: ReportInput): ResponseStanding {
  const broken = standingOf(input.actions, STANDINGS.slice(0, BROKEN), input);
  if (broken !== null) return broken;
  const sessions = input.actions.filter(({ kind }) => kind === 'revoke-sessions');
  const main = sessions.length > 0 ? sessions : input.actions;
  const standing = standingOf(main, STANDINGS, input) ?? nothingDone(input);
  const waiting = input.actions.filter(
    (action) => !main.includes(action) && (action.status === 'proposed' || action.status === 'held'),
  );
  if (waiting.length === 0) return standing;
  const words = waiting.length === 1 ? 'one more step waits' : `${waiting.length} more steps wait`;
  return { ...standing, clause: `${standing.clause}; ${words} for a person` };
}

function standingOf(
  actions: readonly Action[],
  cases: readonly Case[],
  input: ReportInput,
): ResponseStanding | null {
  for (const [applies, standing] of cases) {
    const action = actions.find(applies);
    if (action !== undefined) return standing(action, input);
  }
  return null;
}

/** How many of the first standings are told whichever step they are of. */
const BROKEN = 2;

type Case = readonly [
  applies: (action: Action) => boolean,
  standing: (action: Action, input: ReportInput) => ResponseStanding,
];

const STANDINGS: readonly Case[] = [
  [
    (action) => action.status === 'failed',
    (action) => bad('Failed', `the attempt to ${actionWords(action.kind)} failed and a person must act now`),
  ],
  [
    (action) => action.status === 'done' && action.verified === 'no',
    (action) =>
      bad(
        'Did not take',
        `the provider accepted the order to ${actionWords(action.kind)} but its state shows that it did not take, and a person must act now`,
      ),
  ],
  [
    (action) => action.status === 'held',
    ({ heldBy }) => ({
      tone: 'warn',
      label: 'Held back',
      clause: `containment is held back${heldBy === undefined ? '' : ` by ${HOLDERS[heldBy]}`} until a person decides`,
    }),
  ],
  [
    (action) => action.status === 'proposed',
    () => ({
      tone: 'warn',
      label: 'Proposed only',
      clause: 'containment is proposed and nothing was done',
    }),
  ],
  [
    (action) => action.status === 'approved',
    () => ({ tone: 'warn', label: 'Under way', clause: 'containment is decided and not yet done' }),
  ],
  [
    (action) => action.status === 'done' && action.verified === 'unknown',
    (action) => ({
      tone: 'warn',
      label: 'Done, not verified',
      clause: `the order to ${actionWords(action.kind)} was accepted${whenDone(action)}, and it could not be verified that it took`,
    }),
  ],
  [
    (action) => action.status === 'done',
    (action, input) => ({
      tone: 'good',
      label: 'Done and verified',
      clause: `the order to ${actionWords(action.kind)} was carried out${whenDone(action)}${speed(action, input)}, and verified`,
    }),
  ],
  [
    (action) => action.status === 'undone',
    () => ({ tone: 'calm', label: 'Undone', clause: 'what was done was taken back by a person' }),
  ],
];

function nothingDone({ incident, actions }: ReportInput): ResponseStanding {
  if (actions.length > 0) {
    return { tone: 'calm', label: 'Skipped', clause: 'what was decided was skipped and nothing was done' };
  }
  return incident.justifiesContainment
    ? {
        tone: 'warn',
        label: 'Nothing done',
        clause: 'the evidence justifies containment, but nothing was done',
      }
    : {
        tone: 'calm',
        label: 'Nothing done',
        clause: 'the evidence does not justify containment and nothing was done',
      };
}

function bad(label: string, clause: string): ResponseStanding {
  return { tone: 'bad', label, clause };
}

function whenDone(action: Action): string {
  return action.doneAt === null ? '' : ` at ${timeText(action.doneAt)} UTC`;
}

function speed(action: Action, { incident }: ReportInput): string {
  const elapsed = action.doneAt === null ? null : elapsedText(incident.openedAt, action.doneAt);
  return elapsed === null ? '' : `, ${elapsed} after the case was opened`;
}
