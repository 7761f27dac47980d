import type { OriginName } from './http/call.js';

/** One call as it was answered. Carries no ids of users, no tokens, no query. */
export interface JournalEntry {
  readonly atMs: number;
  readonly origin: OriginName;
  readonly method: string;
  readonly route: string;
  /** Null when the connection was dropped without an answer. */
  readonly status: number | null;
  readonly appId: string | null;
  /** The fault that was put in, if any. */
  readonly fault: string | null;
}

/** Something that changed the tenant. */
export interface Act {
  readonly atMs: number;
  readonly kind:
    | 'revoke'
    | 'disable'
    | 'enable'
    | 'change-rule'
    | 'delete-rule'
    | 'remove-grant'
    | 'add-grant'
    | 'remove-method'
    | 'add-member'
    | 'remove-member'
    | 'confirm-compromised'
    | 'dismiss-risk';
  readonly userId: string;
  readonly appId: string;
}

/** What the simulator saw. */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #acts: Act[] = [];
  readonly #onLine: (line: string) => void;

  /** @param onLine Gets each entry and act as one line of JSON. */
  constructor(onLine: (line: string) => void = () => {}) {
    this.#onLine = onLine;
  }

  record(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#onLine(JSON.stringify(entry));
  }

  act(act: Act): void {
    this.#acts.push(act);
    this.#onLine(JSON.stringify({ act: act.kind, ...act }));
  }

  /** In the order of their answers. */
  calls(match: Partial<JournalEntry> = {}): readonly JournalEntry[] {
    const wanted = Object.entries(match);
    return this.#entries.filter((entry) =>
      wanted.every(([key, value]) => entry[key as keyof JournalEntry] === value),
    );
  }

  acts(kind?: Act['kind']): readonly Act[] {
    return kind === undefined ? this.#acts : this.#acts.filter((act) => act.kind === kind);
  }

  /** How often each user's sessions were revoked, by user id. */
  revokes(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { userId } of this.acts('revoke')) counts.set(userId, (counts.get(userId) ?? 0) + 1);
    return counts;
  }
}
