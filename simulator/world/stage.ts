import type { SimConsent, SimSignInMethod } from '../tenant.js';
import type { Calendar } from './chance/calendar.js';
import type { Random } from './chance/random.js';
import type { Logbook } from './logging/logbook.js';
import type { MailLog } from './logging/mail-log.js';
import type { SignInTenant } from './logging/sign-in-record.js';
import type { WorldMailbox } from './mail/world-mailbox.js';
import type { Networks } from './network/create-networks.js';

/** The tenant as its records name it. */
export interface Tenant extends SignInTenant {
  readonly domain: string;
  readonly organization: string;
}

/** What every behaviour plays on: the time line, the networks and the logs. */
export interface Stage {
  readonly tenant: Tenant;
  readonly calendar: Calendar;
  readonly networks: Networks;
  readonly logbook: Logbook;
  /** Share of the sign-ins that the unified audit log tells too. */
  readonly logonsInAudit: number;
  readonly mailLog: MailLog;
  /** By UPN. */
  readonly mailboxes: ReadonlyMap<string, WorldMailbox>;
  /** What the story leaves in the directory; grows as it is played. */
  readonly consents: SimConsent[];
  readonly signInMethods: SimSignInMethod[];
  /** Forked by name for each use, never drawn from. */
  readonly random: Random;
}
