import type { Call } from '../http/call.js';

/**
 * Ends tokens in the middle of a reading: the first call for a following page of each route finds its token revoked, and so do
 * all later calls with it. Who asks for a new one and goes on comes to the end.
 */
export class RevokedTokens {
  readonly #revoked = new Set<string>();
  readonly #met = new Set<string>();

  isRevoked(call: Call, route: string): boolean {
    const token = call.headers.authorization ?? '';
    if (token === '' || call.origin === 'authority' || call.origin === 'soc') return false;
    const isFollowing = call.query.has('$skiptoken') || call.query.has('nextPage');
    if (isFollowing && !this.#met.has(route)) {
      this.#met.add(route);
      this.#revoked.add(token);
    }
    return this.#revoked.has(token);
  }
}
