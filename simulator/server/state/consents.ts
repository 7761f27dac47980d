import type { SimConsent, SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';

/** A delegated permission grant: of one account, or of everybody where there is no principal. */
export interface Consent extends SimConsent {
  readonly id: string;
}

/** Delegated permission grants of the tenant. The same client, resource and principal make one grant. */
export class Consents {
  readonly #byId = new Map<string, Consent>();
  readonly #principals: ReadonlyMap<string, string>;

  constructor(world: SimWorld) {
    const consents = world.consents ?? [];
    for (const consent of consents) this.#put(consent);
    this.#principals = new Map(consents.map((one) => [one.appId.toLowerCase(), one.clientId]));
  }

  /** The account's own and everybody's. */
  of(userId: string): readonly Consent[] {
    return [...this.#byId.values()].filter(
      ({ principalId }) => principalId === null || principalId === userId,
    );
  }

  find(id: string): Consent | null {
    return this.#byId.get(id) ?? null;
  }

  /** Null when there is one of the same three already. */
  add(consent: SimConsent): Consent | null {
    return this.#byId.has(idOf(consent)) ? null : this.#put(consent);
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  /** Every service principal that somebody agreed to. */
  principals(): readonly { readonly id: string; readonly appId: string }[] {
    return [...this.#principals].map(([appId, id]) => ({ id, appId }));
  }

  /** Whether a service principal of this object id is known. */
  knows(clientId: string): boolean {
    return [...this.#principals.values()].includes(clientId);
  }

  #put(consent: SimConsent): Consent {
    const made = { ...consent, id: idOf(consent) };
    this.#byId.set(made.id, made);
    return made;
  }
}

/** Follows from the three that a grant is made of, as Microsoft's does. */
function idOf({ clientId, resourceId, principalId }: SimConsent): string {
  return new Random(`grant/${clientId}/${resourceId}/${principalId ?? ''}`).text(
    'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789_-',
    43,
  );
}
