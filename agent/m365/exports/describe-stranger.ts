import type { JsonObject } from '../../model/json.js';
import { reader } from './shape-of.js';

/** Objects of Microsoft's that lie about in exports and are no access record; all of the names must be there. */
const STRANGERS: readonly (readonly [names: readonly string[], what: string])[] = [
  [['error'], 'an error answer'],
  [['access_token'], 'a token answer'],
  [['contentUri'], 'a content listing of the Management Activity API, not its content'],
  [['eventDataId', 'resourceProviderName'], 'an Azure activity record'],
  [['authorization', 'caller', 'eventDataId'], 'an Azure activity record'],
  [['severity', 'title', 'status'], 'a security alert'],
  [['vendorInformation', 'severity'], 'a security alert'],
  [['deviceId', 'operatingSystem', 'displayName'], 'a device'],
  [['requestUri', 'requestMethod'], 'a Graph activity record'],
  [['riskLevel', 'riskState', 'riskLastUpdatedDateTime'], 'a risky user, not a risk detection'],
  [['userPrincipalName', 'displayName', 'id'], 'a directory user'],
  [['appId', 'displayName', 'createdDateTime'], 'an application'],
  [['internetMessageId', 'subject'], 'a message'],
  [['actions', 'conditions', 'sequence'], 'an inbox rule'],
  [['category', 'properties'], 'a diagnostic record of a category that holds no access'],
];

/** Why an object is no record of a known log: what it looks like, or what was expected. Repeats no value. */
export function describeStranger(value: JsonObject): string {
  const get = reader(value);
  const known = STRANGERS.find(([names]) => names.every((name) => get(name) !== undefined));
  if (known !== undefined) return `expected an access record; this is ${known[1]}`;
  return 'fits no known log; expected a sign-in, a directory audit, a risk detection or a unified audit log record';
}
