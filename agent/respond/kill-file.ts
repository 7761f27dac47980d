import { OutsideError } from '../model/errors.js';

const CODE = 'kill-file';

/** Raised in place of a call while the operator's kill file exists. */
export function stoppedByKillFile(): OutsideError {
  return new OutsideError('refused', 'the kill file exists: nothing is done', { code: CODE });
}

/** Whether the operator stopped it. */
export function isStoppedByKillFile(cause: unknown): cause is OutsideError {
  return cause instanceof OutsideError && cause.code === CODE;
}
