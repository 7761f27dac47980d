import type { Random } from '../chance/random.js';
import { GRAPH, VENDOR_SUPPORT } from '../data/apps.js';
import { logConsent } from '../logging/log-directory.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import { graphClient } from '../people/client.js';
import { strangerComputer } from '../people/device.js';
import type { Stage } from '../stage.js';
import type { Part } from './cast.js';
import { chooseMessages } from './choose-messages.js';
import { type Hideouts, intrude } from './intruder.js';
import type { Outcome } from './outcome.js';
import { readMessages } from './read-messages.js';

const SCOPES = 'Mail.Read User.Read offline_access';

/**
 * The way in of the story: the e-mail vendor's support app, run by somebody who sits in the vendor's network.
 * The owner agreed to it for a support case; a script then reads the mailbox through Graph.
 */
export function playVendorApp(
  stage: Stage,
  random: Random,
  part: Part,
  mailbox: WorldMailbox,
  hideouts: Hideouts,
): Outcome {
  const { person, fromMs } = part;
  const intrusion = {
    victim: person,
    client: graphClient(strangerComputer('linux'), VENDOR_SUPPORT, 'python-requests/2.31.0'),
    network: hideouts.vendor,
    session: { id: random.guid(), startedMs: fromMs },
  };
  const first = intrude(stage, random, intrusion, fromMs, { isInteractive: true, mfa: 'fresh' });
  const moment = { actor: person, address: first.address, atMs: fromMs + 8_000 };
  logConsent(stage, random, moment, VENDOR_SUPPORT, SCOPES);
  stage.consents.push({
    appId: VENDOR_SUPPORT.id,
    clientId: stage.tenant.servicePrincipalOf(VENDOR_SUPPORT.id),
    resourceId: stage.tenant.servicePrincipalOf(GRAPH.id),
    principalId: person.user.id,
    scope: SCOPES,
  });
  const rented = { ...intrusion, network: random.pick(hideouts.rented) };
  const later = intrude(stage, random, rented, fromMs + 55_000, { isInteractive: false, mfa: 'previous' });
  const messages = chooseMessages(random, mailbox, {
    beforeMs: fromMs,
    everydayShare: 0.9,
    opensArchive: true,
  });
  const reached = readMessages(stage, random, { victim: person, mailbox, grants: [first, later] }, messages, {
    fromMs: fromMs + 60_000,
    gapMs: [300, 2_500],
  });
  return {
    technique: part.technique,
    owner: person.identity,
    mailbox,
    firstMs: fromMs,
    isLive: false,
    sessions: [intrusion.session.id],
    reached,
  };
}
