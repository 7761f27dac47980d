import * as access from './access-techniques.js';
import * as collection from './collection-techniques.js';
import * as foothold from './foothold-techniques.js';
import * as tenant from './tenant-techniques.js';

/** One scored technique. */
export interface Technique {
  readonly id: string;
  readonly name: string;
  /** ATT&CK ids any of which, or a sub-technique of it, names it rightly. */
  readonly attack: readonly string[];
  /** There is a person's session that a revoke would end. */
  readonly isContainable: boolean;
  readonly play: access.Play;
}

/** The forty scored techniques: A14 counts under A13, B4 under B3, C6 under C3. */
export const TECHNIQUES: readonly Technique[] = [
  one('A1', 'password spray', ['T1110', 'T1078'], access.spray),
  one('A2', 'slow spray from homes', ['T1110', 'T1078'], access.slowSpray),
  one('A3', 'leaked password', ['T1110', 'T1078'], access.stuffing),
  one('A4', 'legacy protocol', ['T1078', 'T1550'], access.legacy),
  one('A5', 'prompt fatigue', ['T1621'], access.fatigue),
  one('A6', 'swapped number', ['T1111', 'T1451', 'T1556', 'T1098'], access.swappedNumber),
  one('A7', 'phishing in the middle', ['T1557', 'T1539', 'T1566', 'T1550', 'T1078'], access.inTheMiddle),
  one('A8', 'replayed cookie', ['T1550', 'T1539'], access.replayedCookie),
  one('A9', 'stolen refresh token', ['T1528', 'T1539', 'T1550'], access.stolenRefreshToken),
  one('A10', 'registered device, primary token', ['T1550', 'T1098'], access.primaryToken),
  one('A11', 'device-code phishing', ['T1566', 'T1550', 'T1528'], access.deviceCode),
  one('A12', 'pasted authorization code', ['T1528', 'T1550'], access.pastedCode),
  one('A13', 'consent phishing', ['T1528', 'T1671'], tenant.consent),
  one('A15', 'secret added to application', ['T1098'], tenant.addedSecret, false),
  one('A16', 'every mailbox for an application', ['T1098'], tenant.fullAccessRole, false),
  one('A17', 'federated back door', ['T1484', 'T1606'], tenant.federation),
  one('A18', 'forged token', ['T1606', 'T1550'], tenant.forgedToken),
  one('A19', 'actor token', ['T1078', 'T1548', 'T1098'], tenant.actorToken, false),
  one('A20', 'help desk talked over', ['T1078', 'T1098', 'T1556'], access.temporaryPass),
  one('A21', 'dormant account', ['T1078'], access.dormant),
  one('A22', 'guest', ['T1078', 'T1114'], access.guest),
  one('B1', 'method registered', ['T1556', 'T1098'], foothold.addMethod),
  one('B2', 'device joined', ['T1098'], foothold.joinDevice),
  one('B3', 'rule that hides', ['T1564', 'T1137'], foothold.hideMail),
  one('B5', 'forwarding', ['T1114'], foothold.forward),
  one('B6', 'transport rule', ['T1114', 'T1562'], foothold.transportRule),
  one('B7', 'mailbox taken by permission', ['T1098', 'T1114'], foothold.takeMailbox),
  one('B8', 'folder opened to everybody', ['T1098'], foothold.openFolder),
  one('B9', 'tracks covered', ['T1070'], foothold.coverTracks),
  one('B10', 'audit stopped', ['T1562'], foothold.stopAudit),
  one('C1', 'reading in the browser', ['T1114'], collection.readInBrowser),
  one('C2', 'sync by a new client', ['T1114'], collection.syncMailbox),
  one('C3', 'export through Graph', ['T1114', 'T1567'], collection.graphExport),
  one('C4', 'export by EWS or IMAP', ['T1114', 'T1078'], collection.protocolExport),
  one('C5', 'sweep by an application', ['T1114'], collection.sweepMailboxes, false),
  one('C7', 'others\u2019 mail', ['T1114'], collection.readOthers),
  one('C8', 'eDiscovery export', ['T1114', 'T1213'], collection.exportSearch),
  one('C9', 'search for secrets', ['T1213', 'T1552'], collection.searchSecrets),
  one('C10', 'insider', ['T1114', 'T1213'], collection.insider),
  one('C11', 'mail sent from the account', ['T1534', 'T1566'], collection.sendFrom),
];

function one(
  id: string,
  name: string,
  attack: readonly string[],
  play: access.Play,
  isContainable = true,
): Technique {
  return { id, name, attack, isContainable, play };
}
