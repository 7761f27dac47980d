import type { Client } from '../world/clients.js';
import type { Device } from '../world/people.js';
import type { Session } from './session.js';

/** Who opens mail, as Exchange sees it. */
export interface MailActor {
  readonly upn: string;
  readonly userId: string;
  readonly sid: string;
  /** 0 owner, 1 admin (and applications), 2 delegate. */
  readonly logonType: 0 | 1 | 2;
  readonly client: Client;
  /** Null for old protocols and applications. */
  readonly session: Session | null;
  readonly device: Device;
  readonly address: string;
  /** Client id of an application that acts in its own name. */
  readonly applicationId: string | null;
}
