import type { EventAuthentication } from '../../model/access-event.js';
import type { Fields } from '../fields/fields.js';

/** Texts of the log, lower case: a factor of an earlier sign-in was taken over. */
const EARLIER = [
  'previously satisfied',
  'by claim in the token',
  'claim provided by',
  'mfa requirement skipped',
];

/** First factors that are two factors in one. */
const STRONG = ['fido', 'passkey', 'windows hello', 'certificate', 'phone sign-in', 'passwordless'];

/**
 * How the second factor was met. The steps of `authenticationDetails` decide, since `authenticationRequirement` says what
 * was asked for, not what was done; `status.additionalDetails` stands in where the steps are missing, as in v1.0.
 */
export function readMultiFactor(
  fields: Fields,
  requirement: EventAuthentication['requirement'],
): EventAuthentication['mfa'] {
  const steps = fields.objects('authenticationDetails').filter((step) => step.flag('succeeded') === true);
  if (steps.some(isFresh)) return 'fresh';
  const note = fields.object('status').text('additionalDetails')?.toLowerCase() ?? '';
  if (steps.some(isEarlier) || EARLIER.some((text) => note.includes(text))) return 'previous';
  if (note.startsWith('mfa completed') || note.startsWith('mfa successfully completed')) return 'fresh';
  return requirement === 'single-factor' ? 'none' : null;
}

function isEarlier(step: Fields): boolean {
  const text = describe(step);
  return EARLIER.some((word) => text.includes(word));
}

function isFresh(step: Fields): boolean {
  if (isEarlier(step)) return false;
  const method = step.text('authenticationMethod')?.toLowerCase() ?? '';
  const requirement = step.text('authenticationStepRequirement')?.toLowerCase() ?? '';
  if (STRONG.some((word) => method.includes(word))) return true;
  const isSecond =
    requirement.includes('secondary') ||
    requirement.includes('multifactor') ||
    requirement.includes('multi-factor');
  return (
    method !== '' && !method.startsWith('password') && (isSecond || describe(step).includes('mfa completed'))
  );
}

function describe(step: Fields): string {
  return `${step.text('authenticationMethod') ?? ''} ${step.text('authenticationStepResultDetail') ?? ''}`.toLowerCase();
}
