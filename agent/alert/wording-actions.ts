import type { Action, ActionKind } from '../model/action.js';

/** What each kind of action does, as people say it. */
const ACTS: Readonly<Record<ActionKind, string>> = {
  'revoke-sessions': 'revoke all sessions',
  'disable-inbox-rule': 'disable an inbox rule',
  'remove-grant': 'remove the consent to an application',
  'remove-authentication-method': 'remove a sign-in method',
  'confirm-compromised': 'confirm the account as compromised',
  quarantine: 'put the account into quarantine',
  'disable-account': 'disable the account',
};

/** What was done, one line an action. A thing is done when it was proven, and says so when it was not. */
export function doneLines(actions: readonly Action[]): readonly string[] {
  return actions
    .filter((one) => one.status === 'done')
    .map(
      (one) =>
        `${capital(ACTS[one.kind])}: done${one.doneAt === null ? '' : ` at ${one.doneAt}`}, ${PROOF[one.verified]}`,
    );
}

const PROOF = {
  yes: 'verified',
  no: 'but it did NOT take',
  unknown: 'not verified yet',
} as const;

/** What was not done and why, one line an action: waiting, under way, failed, skipped, undone. */
export function notDoneLines(actions: readonly Action[]): readonly string[] {
  return actions.flatMap((one) => {
    const state = one.status === 'done' ? null : STATES[one.status];
    return state === null ? [] : [`${capital(ACTS[one.kind])}: ${state}; ${one.reason}`];
  });
}

const STATES = {
  proposed: 'proposed, waits for a person',
  approved: 'under way',
  held: 'HELD BACK',
  failed: 'FAILED',
  undone: 'undone',
  skipped: 'not done',
} as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
