import { OutsideError } from '../../model/errors.js';
import { NOT_SENT } from '../not-sent.js';

/** What is kept of the library's error: its text can hold addresses and what the server said of them. */
interface Fault {
  readonly code: string;
  /** The server's answer, such as 550; null where there was none. */
  readonly answer: number | null;
  readonly isBeforeMail: boolean;
}

/** The library's codes of what goes wrong before a mail is begun. */
const BEFORE_MAIL = ['ETLS', 'EAUTH', 'EDNS', 'ENOAUTH', 'EOAUTH2'];

/** A failed sending as the worker understands it: mended by waiting, by a person, or not at all. */
export function asSmtpFault(name: string, cause: unknown): OutsideError {
  const { code, answer, isBeforeMail } = faultOf(cause);
  const said = answer === null ? `${name}: ${code}` : `${name}: the server answered ${answer} (${code})`;
  if (code === 'EAUTH')
    return new OutsideError('credential', `${said}; it does not accept the login`, { code: NOT_SENT });
  if (answer !== null && answer >= 500 && !isBeforeMail) {
    // Recipients are mended by a person, a mail that is refused as it is stays one.
    return new OutsideError('refused', said, { isRetryable: code === 'EENVELOPE' });
  }
  if (answer !== null && answer >= 400 && !isBeforeMail) return new OutsideError('throttled', said);
  const kind = code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
  if (isBeforeMail) return new OutsideError('unreachable', said, { code: NOT_SENT, cause });
  return new OutsideError(kind, said, { code, cause });
}

function faultOf(cause: unknown): Fault {
  if (!(cause instanceof Error)) return { code: 'unknown failure', answer: null, isBeforeMail: false };
  const { code, originalCode, responseCode, syscall, timeoutType } = cause as Partial<
    Record<string, unknown>
  > &
    Error;
  const said = originalCode ?? code;
  const text = typeof said === 'string' ? said : 'unknown failure';
  return {
    code: text,
    answer: typeof responseCode === 'number' ? responseCode : null,
    isBeforeMail:
      BEFORE_MAIL.includes(text) ||
      syscall === 'connect' ||
      syscall === 'getaddrinfo' ||
      (timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT'),
  };
}
