import type { SimUser } from '../../tenant.js';
import type { Place } from '../data/places.js';
import type { Network } from '../network/network.js';
import type { Client } from './client.js';
import type { Session } from './session.js';

export type Department = 'call-centre' | 'retail' | 'field' | 'corporate' | 'it' | 'executive' | 'assistant';

/** How mailbox audit names a mailbox and its owner. */
export interface MailboxIdentity {
  readonly userId: string;
  readonly upn: string;
  readonly mailboxGuid: string;
  readonly sid: string;
  readonly displayName: string;
}

/** Somebody who works: where, when, with what. */
export interface Person {
  readonly index: number;
  readonly user: SimUser;
  readonly identity: MailboxIdentity;
  readonly department: Department;
  readonly place: Place;
  /** Local minutes after midnight. */
  readonly shiftStart: number;
  readonly shiftEnd: number;
  readonly home: Network;
  readonly carrier: Network;
  readonly office: Network | null;
  /** Share of days at home. */
  readonly homeShare: number;
  readonly usesCompanyVpn: boolean;
  /** Hardly ever there. */
  readonly isDormant: boolean;
  readonly deskPhone: string;
  readonly web: Client;
  readonly desktop: Client | null;
  readonly mobile: Client | null;
  /** Lives for months: a phone's and a desktop program's refresh token. */
  readonly mobileSession: Session | null;
  readonly desktopSession: Session | null;
}
