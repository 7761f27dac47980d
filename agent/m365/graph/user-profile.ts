import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import type { DirectoryProfile } from '../../model/ports.js';

/** Of an account, all that does not come unasked. */
export const PROFILE_FIELDS = 'userType,onPremisesSyncEnabled,department,jobTitle,assignedPlans';
/**
 * For `$expand`, of one account only: a listing that expands ends after 100 accounts ("Known issues with Microsoft Graph",
 * $expand on directory objects).
 */
export const PROFILE_EXPAND = 'manager($select=id)';

/** Microsoft Entra ID P1 and P2 ("Product names and service plan identifiers for licensing"). */
const LOG_PLANS: ReadonlySet<JsonValue | undefined> = new Set([
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  'eec0eb4f-6444-4f95-aba0-50c24d67f998',
]);
/** A plan in its grace period still works; `Suspended`, `LockedOut` and `Deleted` ones do not. */
const WORKING: ReadonlySet<JsonValue | undefined> = new Set(['Enabled', 'Warning']);

/** Reads what was selected; null for what was not in the answer. */
export function toProfile(user: JsonObject): DirectoryProfile {
  const { userType, onPremisesSyncEnabled, manager } = user;
  const plans = workingPlans(user.assignedPlans);
  return {
    isGuest: typeof userType === 'string' ? userType.toLowerCase() === 'guest' : null,
    // Null means "never was synced"; a missing property that nobody looked.
    isSynced: onPremisesSyncEnabled === undefined ? null : onPremisesSyncEnabled === true,
    department: textOf(user.department),
    jobTitle: textOf(user.jobTitle),
    managerId: isJsonObject(manager) ? textOf(manager.id) : null,
    hasMailboxLicence: plans?.some((plan) => textOf(plan.service)?.toLowerCase() === 'exchange') ?? null,
    hasLogLicence: plans?.some((plan) => LOG_PLANS.has(textOf(plan.servicePlanId)?.toLowerCase())) ?? null,
  };
}

function workingPlans(plans: JsonValue | undefined): readonly JsonObject[] | null {
  if (!Array.isArray(plans)) return null;
  return plans.filter(isJsonObject).filter((plan) => WORKING.has(plan.capabilityStatus));
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
