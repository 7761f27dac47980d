import type { GapReason } from '../../model/coverage.js';
import { OutsideError, type OutsideErrorKind } from '../../model/errors.js';
import type { HttpAnswer } from '../../runtime/http.js';
import { readErrorBody } from './error-body.js';
import { retryAfterMs } from './retry-after.js';

/** Our own code for a paging token that the provider no longer accepts; its own codes for it differ. */
export const STALE_PAGE = 'StalePage';

interface Verdict {
  readonly kind: OutsideErrorKind;
  readonly code?: string;
  readonly gap?: GapReason;
}

/** Management Activity API reference, "Errors"; the last one is of roles that may be taken on, and comes with 400. Codes that are not here are judged by their status. */
const BY_CODE: Readonly<Record<string, Verdict>> = {
  AF429: { kind: 'throttled' },
  AF10001: { kind: 'permission', gap: 'permission' },
  AF20011: { kind: 'permission', gap: 'audit-off' },
  AF20012: { kind: 'permission', gap: 'audit-off' },
  AF20023: { kind: 'permission', gap: 'audit-off' },
  AF20031: { kind: 'refused', code: STALE_PAGE },
  AF20050: { kind: 'expired-content' },
  AF20051: { kind: 'expired-content' },
  AF20052: { kind: 'expired-content' },
  AF50000: { kind: 'server-error' },
  AadPremiumLicenseRequired: { kind: 'permission', gap: 'licence' },
};

/** Texts met in the field for one fault of the sign-in log: the page token is gone, the window must begin anew. */
const STALE_PAGE_TEXT = /invalid skip ?token|skip ?token is null|token not found|PageTokenNotFound/i;
const LICENCE = /NonPremiumTenant|not licensed|premium licen[cs]e/i;

/** Null for a 2xx answer, else what it means for the caller. */
export function judgeAnswer(name: string, answer: HttpAnswer, nowMs: number): OutsideError | null {
  if (answer.status >= 200 && answer.status <= 299) return null;
  const body = readErrorBody(answer.body);
  const verdict = (body.code === null ? undefined : BY_CODE[body.code]) ?? byStatus(answer.status, body.text);
  const code = verdict.code ?? body.code;
  const wait = retryAfterMs(answer.headers['retry-after'], nowMs);
  return new OutsideError(verdict.kind, `${name}: ${answer.status}${code === null ? '' : ` ${code}`}`, {
    status: answer.status,
    ...(code === null ? {} : { code }),
    ...(verdict.gap === undefined ? {} : { gap: verdict.gap }),
    ...(wait === null ? {} : { retryAfterMs: wait }),
  });
}

function byStatus(status: number, text: string): Verdict {
  if (status === 401) return { kind: 'credential' };
  if (status === 403) return { kind: 'permission', gap: LICENCE.test(text) ? 'licence' : 'permission' };
  if (status === 429) return { kind: 'throttled' };
  if (status === 408) return { kind: 'timeout' };
  if (status >= 500) return { kind: 'server-error' };
  if (STALE_PAGE_TEXT.test(text)) return { kind: 'refused', code: STALE_PAGE };
  return { kind: status === 404 || status === 410 ? 'not-found' : 'refused' };
}
