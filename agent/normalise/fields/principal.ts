import type { Principal } from '../../model/access-event.js';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NIL_GUID = '00000000-0000-0000-0000-000000000000';

/** A GUID in lower case, without the `User_` or `ServicePrincipal_` that audit records put before it; else null. */
export function toGuid(text: string | null): string | null {
  if (text === null) return null;
  const bare = text.slice(text.lastIndexOf('_') + 1).toLowerCase();
  return GUID.test(bare) && bare !== NIL_GUID ? bare : null;
}

/** The text as a user principal name in lower case; null for ids, display names and system names. */
export function toUpn(text: string | null): string | null {
  if (text === null || text.length > 320) return null;
  const at = text.lastIndexOf('@');
  if (at <= 0 || at === text.length - 1 || /[\s\\/(),;<>]/.test(text)) return null;
  return text.toLowerCase();
}

/**
 * Who a record names. Logs write a GUID where a name is expected, and leave the name blank for people of other
 * tenants ("Microsoft Entra reports FAQ"). Null when nothing identifies anyone.
 */
export function toPrincipal(name: string | null, id: string | null): Principal | null {
  const upn = toUpn(name);
  const guid = toGuid(id) ?? (upn === null ? toGuid(name) : null);
  return upn === null && guid === null ? null : { id: guid, upn };
}

/** Two principals of the same account: equal id, or equal name. */
export function isSamePrincipal(left: Principal | null, right: Principal | null): boolean {
  if (left === null || right === null) return false;
  if (left.upn !== null && right.upn !== null) return left.upn === right.upn;
  return left.id !== null && left.id === right.id;
}

/** The provider's mark on the name of a guest: `user_other.example#EXT#@tenant.example`. */
export function isGuestName(upn: string | null): boolean {
  return upn?.includes('#ext#') ?? false;
}

/** What stands after the last `@`, without a trailing dot; null when there is none. */
export function domainOf(address: string): string | null {
  const at = address.lastIndexOf('@');
  const domain =
    at < 0
      ? ''
      : address
          .slice(at + 1)
          .trim()
          .toLowerCase();
  const bare = domain.endsWith('.') ? domain.slice(0, -1) : domain;
  return bare === '' ? null : bare;
}
