/** Whoever could give themselves the agent's rights: who holds its applications. */
export interface OwnIdentities {
  /**
   * Immutable ids of the application's service principal in this tenant, and of the accounts that own the application or its service
   * principal. Raises `OutsideError`.
   */
  holdersOf(clientId: string, signal: AbortSignal): Promise<readonly string[]>;
}
