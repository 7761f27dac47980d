export type OriginName = 'authority' | 'graph' | 'management' | 'soc';

/** One request as it came, read whole. */
export interface Call {
  readonly origin: OriginName;
  readonly method: string;
  /** Segments of the path, percent-decoded. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** By the tenant's calendar. */
  readonly nowMs: number;
  /** By the machine's clock: what tokens live by. */
  readonly machineMs: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What an origin made of a call, for the journal too. */
export interface Answer {
  readonly reply: Reply;
  /** Such as `/users/{id}/messages`; carries no ids. */
  readonly route: string;
  readonly appId: string | null;
}

/** One origin's behaviour. `plan` is asked for the route before anything is done. */
export interface Origin {
  routeOf(call: Call): string;
  handle(call: Call): Promise<Answer>;
}

/** Raised by a handler to answer with an error. */
export class Refusal extends Error {
  constructor(readonly reply: Reply) {
    super(`refused with ${reply.status}`);
  }
}

export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: '' };
}
