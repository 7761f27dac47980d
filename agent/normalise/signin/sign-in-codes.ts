import type { Outcome } from '../../model/access-event.js';

/** Steps of a flow, neither success nor failure ("Microsoft Entra authentication error codes"). */
const INTERRUPTED: ReadonlySet<number> = new Set([
  16000, 16001, 50058, 50072, 50074, 50076, 50079, 50097, 50125, 50127, 50129, 50140, 50143, 50199, 50203,
  51006, 52004, 65001, 65004, 81010, 81012, 81014, 90094, 90095, 9002341,
]);

/** The password was right, though nobody is in yet: a second factor, a new password or a policy stood in the way. */
const PASSWORD_WAS_RIGHT: ReadonlySet<number> = new Set([
  50055, 50072, 50074, 50076, 50079, 50140, 50144, 53000, 53001, 53002, 53003, 53004, 500121, 530032,
]);

/** A second factor was asked for and failed, was refused or was not answered. */
const MFA_DENIED = 500121;

export interface CodeReading {
  readonly outcome: Outcome;
  readonly isPasswordRight: boolean;
  readonly isMfaDenied: boolean;
}

/** What a sign-in's error code says; null, a code that the log left out, is unknown. */
export function readSignInCode(code: number | null): CodeReading {
  if (code === null) return { outcome: 'unknown', isPasswordRight: false, isMfaDenied: false };
  const outcome = code === 0 ? 'success' : INTERRUPTED.has(code) ? 'interrupted' : 'failure';
  return {
    outcome,
    isPasswordRight: PASSWORD_WAS_RIGHT.has(code),
    isMfaDenied: code === MFA_DENIED,
  };
}
