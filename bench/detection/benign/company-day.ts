import type { Random } from '../chance/random.js';
import { PARAMETERS } from '../parameters.js';
import { type Application, logAppSignIn } from '../records/app-sign-in.js';
import { logCmdlet } from '../records/cmdlet.js';
import type { MailActor } from '../records/mail-actor.js';
import { graphClient } from '../world/clients.js';
import { cloudDesktop, type Network } from '../world/networks.js';
import { NO_DEVICE } from '../world/people.js';
import { addOpening, type Stage } from '../world/stage.js';

const HOUR_MS = 3_600_000;
const SHELL_APP_ID = 'fb78d390-0c51-40cd-8e17-fdbfab77341b';

/** The archive that reads every mailbox each night. */
export interface Archive {
  readonly app: Application;
  readonly network: Network;
}

export function createArchive(random: Random): Archive {
  return {
    app: { id: random.guid(), principalId: random.guid(), name: 'Mail archive' },
    network: cloudDesktop(random),
  };
}

/** What happens to the company as a whole on a day: the archive's round, grants by the help desk. */
export function liveCompanyDay(stage: Stage, archive: Archive, dayMs: number): void {
  const random = stage.random.child(`company ${dayMs}`);
  const atMs = dayMs + 9 * HOUR_MS;
  const address = `${archive.network.block}.${archive.network.subnet}.9`;
  logAppSignIn(stage.logbook, random, stage.tenant.id, {
    app: archive.app,
    network: archive.network,
    address,
    atMs,
    label: null,
  });
  const actor = applicationActor(archive.app, address);
  for (const person of stage.people) {
    const count = random.int(1, 4);
    const messageAtMs = atMs + person.number * 500;
    for (let each = 0; each < count; each += 1)
      addOpening(stage, {
        atMs: messageAtMs,
        mailbox: person.mailbox,
        actor,
        folder: 'Inbox',
        messageId: `<${random.text('ABCDEF0123456789', 16)}@mail.example>`,
        label: null,
      });
  }
  grantSome(stage, random, dayMs);
}

/** An application in its own name. Which `UserId` Exchange gives it is not documented; its principal's id is assumed. */
export function applicationActor(app: Application, address: string): MailActor {
  const client = graphClient(app.id, app.name, '', 'Windows10');
  return {
    upn: app.principalId,
    userId: app.principalId,
    sid: 'S-1-5-18',
    logonType: 1,
    client,
    session: null,
    device: NO_DEVICE,
    address,
    applicationId: app.id,
  };
}

function grantSome(stage: Stage, random: Random, dayMs: number): void {
  const helpers = stage.people.filter((one) => one.role === 'it');
  if (helpers.length === 0) return;
  const expected = (PARAMETERS.change.grantsPerThousandADay * stage.people.length) / 1_000;
  const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
  for (let each = 0; each < count; each += 1) {
    const helper = random.pick(helpers);
    const [owner, grantee] = [random.pick(stage.people), random.pick(stage.people)];
    logCmdlet(stage.logbook, random, stage.tenant, {
      ...{
        operation: 'Add-MailboxPermission',
        atMs: dayMs + random.int(15, 23) * HOUR_MS,
        upn: helper.mailbox.upn,
      },
      ...{ appId: SHELL_APP_ID, session: null, label: null, objectId: owner.mailbox.upn },
      address: `${helper.office.block}.${helper.office.subnet}.${helper.office.hosts[0] ?? 5}`,
      parameters: { Identity: owner.mailbox.upn, User: grantee.mailbox.upn, AccessRights: 'FullAccess' },
    });
    grantee.delegateOf.push(owner.mailbox);
  }
}
