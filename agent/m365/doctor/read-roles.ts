import { isJsonObject } from '../../model/json.js';

/** Names of permissions hold no other characters; anything else is not repeated. */
const ROLE_NAME = /^[A-Za-z][\w.-]{0,99}$/;

/**
 * The application permissions that a token of our own carries in its `roles` claim; empty when it carries none, null
 * when it cannot be read. Only for advice: the form of a token for another's API is that API's affair and may change
 * ("Access tokens in the Microsoft identity platform"), and a permission that Exchange scopes is in no claim.
 */
export function readRoles(token: string): readonly string[] | null {
  const claims = claimsOf(token);
  if (claims === null) return null;
  const { roles = [] } = claims;
  if (!Array.isArray(roles)) return null;
  return roles.filter((role): role is string => typeof role === 'string' && ROLE_NAME.test(role)).sort();
}

function claimsOf(token: string): { readonly [name: string]: unknown } | null {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : null;
  } catch {
    return null;
  }
}
