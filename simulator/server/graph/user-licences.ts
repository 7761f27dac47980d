import type { AssignedPlan } from '@microsoft/microsoft-graph-types';
import type { SimUser } from '../../tenant.js';

/** "Product names and service plan identifiers for licensing". */
const EXCHANGE_STANDARD = '9aaf7827-d63c-4b61-89c3-182f06f82e5c';
const ENTRA_P1 = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';
const ASSIGNED = '2024-02-01T08:00:00Z';

/** `assignedPlans` of an account. A shared mailbox needs no licence. */
export function plansOf(user: SimUser, hasPremium: boolean): AssignedPlan[] {
  if (user.userType === 'Guest' || user.mailboxKind === 'shared' || user.mailboxKind === 'none') return [];
  const plans = [plan('exchange', EXCHANGE_STANDARD)];
  return hasPremium ? [...plans, plan('AADPremiumService', ENTRA_P1)] : plans;
}

function plan(service: string, servicePlanId: string): AssignedPlan {
  return {
    assignedDateTime: ASSIGNED,
    capabilityStatus: 'Enabled',
    service,
    servicePlanId,
  };
}
