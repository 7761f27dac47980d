import type { GapReason } from './coverage.js';

/** Closed list: what kind of thing the outside world did to us. */
export type OutsideErrorKind =
  | 'unreachable'
  | 'timeout'
  | 'throttled'
  | 'server-error'
  | 'credential'
  | 'permission'
  | 'not-found'
  | 'expired-content'
  | 'refused'
  | 'malformed-answer'
  | 'aborted';

/** The outside world failed. The message carries no token, no secret, no query string and no user name. */
export class OutsideError extends Error {
  readonly kind: OutsideErrorKind;
  readonly isRetryable: boolean;
  /** HTTP status, if there was an answer. */
  readonly status: number | null;
  /** The provider's own code, such as `AF20022` or `Authorization_RequestDenied`. */
  readonly code: string | null;
  /** Not earlier than this many milliseconds from now, where the provider said so. */
  readonly retryAfterMs: number | null;
  /** Set when a log stays closed to us until a person opens it: how the coverage names the stretch. */
  readonly gap: GapReason | null;

  constructor(
    kind: OutsideErrorKind,
    message: string,
    more: {
      readonly isRetryable?: boolean;
      readonly status?: number;
      readonly code?: string;
      readonly retryAfterMs?: number;
      readonly gap?: GapReason;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'OutsideError';
    this.kind = kind;
    this.isRetryable =
      more.isRetryable ??
      (kind === 'unreachable' || kind === 'timeout' || kind === 'throttled' || kind === 'server-error');
    this.status = more.status ?? null;
    this.code = more.code ?? null;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.gap = more.gap ?? null;
  }
}

/** One mistake in a file that a person wrote. */
export interface InputIssue {
  readonly file: string;
  /** 1-based; null when the whole file is meant. */
  readonly line: number | null;
  readonly column: number | null;
  /** Says what is wrong, what was expected and what to do. */
  readonly message: string;
}

/** Refused: bad arguments, configuration or rules. Exit code 2, every mistake listed. */
export class InputError extends Error {
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super(issues.map(describeIssue).join('\n'));
    this.name = 'InputError';
    this.issues = issues;
  }
}

/** `file:line:column message`, as compilers write it. */
export function describeIssue(issue: InputIssue): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== null).join(':');
  return `${place} ${issue.message}`;
}

/** The store cannot be used: full, read-only, locked by another writer, of another version, or damaged. */
export class StoreError extends Error {
  readonly kind: 'full' | 'read-only' | 'locked' | 'version' | 'damaged' | 'key' | 'other';

  constructor(kind: StoreError['kind'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.kind = kind;
  }
}
