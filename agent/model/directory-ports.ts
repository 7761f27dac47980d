/** What changed among the directory's accounts since a mark. */
export interface DirectoryChanges {
  /** Ids of the accounts that were made, changed or taken away, each once. */
  readonly ids: readonly string[];
  /** Where the next look begins. */
  readonly mark: string;
}

/** Somebody who holds a directory role, or may take it on. */
export interface RoleHolding {
  /** The role's display name, as the provider writes it. */
  readonly role: string;
  /** Immutable id of the account. */
  readonly userId: string;
}

/** `held`: works now. `eligible`: may be taken on by its holder for some hours (privileged identity management). */
export type RoleHoldingKind = 'held' | 'eligible';

/** Follows the directory, so that it need not be read whole each time. Raises `OutsideError`. */
export interface DirectoryWatch {
  /** The mark of this moment: what changes from now on is told by `changesSince`. */
  mark(signal: AbortSignal): Promise<string>;
  /** Null when the provider no longer knows the mark: everything must then be read anew. */
  changesSince(mark: string, signal: AbortSignal): Promise<DirectoryChanges | null>;
  /** Every account that holds a role of this kind, itself or through a group; no order, each pair once. */
  roleHoldings(kind: RoleHoldingKind, signal: AbortSignal): Promise<readonly RoleHolding[]>;
}
