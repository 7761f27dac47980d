import { OutsideError } from '../../model/errors.js';

/** A successful answer whose body is not what was asked for. The bytes are kept: they may be evidence. */
export class MalformedAnswer extends OutsideError {
  readonly bytes: Uint8Array;

  constructor(message: string, bytes: Uint8Array, cause?: unknown) {
    super('malformed-answer', message, { isRetryable: true, ...(cause === undefined ? {} : { cause }) });
    this.bytes = bytes;
  }
}
