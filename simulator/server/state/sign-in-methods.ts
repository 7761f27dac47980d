import type { SimSignInMethod, SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';

const DAY_MS = 86_400_000;
/** The same in every tenant. */
const PASSWORD_ID = '28c10230-6103-485e-b985-444c60001490';

/** What each account can prove itself with. Everybody has a password, a phone and an authenticator of long ago. */
export class SignInMethods {
  readonly #byUser = new Map<string, SimSignInMethod[]>();
  readonly #world: SimWorld;

  constructor(world: SimWorld) {
    this.#world = world;
  }

  of(userId: string): readonly SimSignInMethod[] {
    return this.#listOf(userId);
  }

  remove(userId: string, id: string): void {
    this.#byUser.set(
      userId,
      this.#listOf(userId).filter((method) => method.id !== id),
    );
  }

  #listOf(userId: string): SimSignInMethod[] {
    const known = this.#byUser.get(userId);
    if (known !== undefined) return known;
    const made = [
      ...usual(this.#world, userId),
      ...(this.#world.signInMethods ?? []).filter((method) => method.userId === userId),
    ];
    this.#byUser.set(userId, made);
    return made;
  }
}

function usual(world: SimWorld, userId: string): readonly SimSignInMethod[] {
  const random = new Random(`sign-in-methods/${userId}`);
  const longAgoMs = world.startMs - random.int(200, 900) * DAY_MS;
  return [
    { userId, type: 'password', id: PASSWORD_ID, createdMs: longAgoMs },
    // The ids of phones are fixed, and the API does not tell when they were added.
    { userId, type: 'phone', id: '3179e48a-750b-4051-897c-87b9720928f7', createdMs: null },
    { userId, type: 'microsoftAuthenticator', id: random.guid(), createdMs: longAgoMs },
  ];
}
