import type { SimUser } from '../../tenant.js';
import type { Random } from '../chance/random.js';
import { identityOf } from './create-people.js';
import type { MailboxIdentity } from './person.js';

/** A mailbox that is not a person's. */
export interface OtherMailbox {
  readonly user: SimUser;
  readonly identity: MailboxIdentity;
}

const TEAMS = [
  'Care Queue',
  'Billing Questions',
  'Store Operations',
  'Port-Out Desk',
  'Field Dispatch',
  'Credit Desk',
  'Business Sales',
  'Escalations',
  'Returns',
  'Roaming Desk',
  'Facilities',
  'Vendor Invoices',
  'Retention',
] as const;
const PEOPLE_PER_TEAM = 15;
export const EMERGENCY_NAME = 'emergency-access';

/** Mailboxes of teams: one for every fifteen people, at least one. */
export function createSharedMailboxes(
  random: Random,
  domain: string,
  peopleCount: number,
): readonly OtherMailbox[] {
  const count = Math.min(TEAMS.length, Math.max(1, Math.floor(peopleCount / PEOPLE_PER_TEAM)));
  return TEAMS.slice(0, count).map((name) => createOther(random.fork(name), domain, name, 'shared'));
}

/** The mailbox from which scheduled reports go out. */
export function createServiceMailbox(random: Random, domain: string): OtherMailbox {
  return createOther(random.fork('service'), domain, 'Svc Reports', 'service');
}

function createOther(random: Random, domain: string, name: string, kind: 'shared' | 'service'): OtherMailbox {
  const upn = `${name.toLowerCase().replaceAll(' ', '-')}@${domain}`;
  const user: SimUser = {
    id: random.guid(),
    userPrincipalName: upn,
    mail: upn,
    displayName: name,
    department: '',
    jobTitle: '',
    userType: 'Member',
    // Signing in to a shared mailbox is blocked, as Microsoft recommends.
    accountEnabled: kind === 'service',
    onPremisesSyncEnabled: false,
    mailboxKind: kind,
    roles: [],
  };
  return { user, identity: identityOf(random, user) };
}

/** The account for the day when nobody else can sign in: it has no mailbox and is never used. */
export function createEmergencyAccount(random: Random, domain: string): SimUser {
  const upn = `${EMERGENCY_NAME}@${domain}`;
  return {
    id: random.fork(EMERGENCY_NAME).guid(),
    userPrincipalName: upn,
    mail: upn,
    displayName: 'Emergency Access',
    department: '',
    jobTitle: '',
    userType: 'Member',
    accountEnabled: true,
    onPremisesSyncEnabled: false,
    mailboxKind: 'none',
    roles: ['Global Administrator'],
  };
}
