import { OutsideError } from '../../model/errors.js';

/** The error, if it is a lasting refusal. Raises what may pass, and our own bugs, so that the examination runs again. */
export function asRefusal(error: unknown): OutsideError {
  if (!(error instanceof OutsideError) || error.isRetryable || error.kind === 'aborted') throw error;
  return error;
}

/** What a lasting refusal says to people. */
export function describeRefusal(refusal: OutsideError): string {
  switch (refusal.kind) {
    case 'permission':
      return 'the examiner is not allowed to read it';
    case 'credential':
      return "the examiner's sign-in was refused";
    case 'not-found':
      return 'it is not there any more, or out of the reach of the examiner';
    default: {
      const status = refusal.status === null ? '' : `, ${refusal.status}`;
      return `it could not be read (${refusal.kind}${status})`;
    }
  }
}
