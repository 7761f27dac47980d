import type { SimUser, SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';

/** What the directory knows of an app registration. */
export interface RegisteredApp {
  readonly clientId: string;
  /** Object id of its service principal. */
  readonly objectId: string;
}

/** An app registration of this tenant. Its own object is another than its service principal's. */
export interface Application {
  readonly id: string;
  readonly appId: string;
  readonly principalId: string;
}

/** The tenant's own app registrations, and who owns them: the same accounts own an application and its service principal. */
export class Applications {
  readonly all: readonly Application[];
  readonly owners: readonly SimUser[];

  constructor(world: SimWorld, apps: readonly RegisteredApp[]) {
    this.all = apps.map(({ clientId, objectId }) => ({
      id: new Random(`application/${world.tenantId}/${clientId}`).guid(),
      appId: clientId,
      principalId: objectId,
    }));
    const owners = new Set(world.applicationOwners ?? []);
    this.owners = world.users.filter(({ id }) => owners.has(id));
  }

  /** By the object id of the application; null when there is none. */
  find(id: string): Application | null {
    return this.all.find((one) => one.id === id.toLowerCase()) ?? null;
  }

  /** By the object id of its service principal; null when there is none. */
  findByPrincipal(id: string): Application | null {
    return this.all.find((one) => one.principalId === id.toLowerCase()) ?? null;
  }
}
