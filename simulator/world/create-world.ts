import type { LoggedRecord, SimWorld, WorldOptions } from '../tenant.js';
import { playAppSignIns } from './behaviour/play-app-sign-ins.js';
import { playDays } from './behaviour/play-days.js';
import { playBackground, playBackup, playQueueRebuild, playTicketSync } from './behaviour/play-machines.js';
import { playServiceAccount } from './behaviour/play-service-account.js';
import { playSprays } from './behaviour/play-sprays.js';
import { playStorm } from './behaviour/play-storm.js';
import { Calendar } from './chance/calendar.js';
import { Random } from './chance/random.js';
import { checkOptions } from './check-options.js';
import { furnish } from './furnish.js';
import { withEarlierForms } from './logging/earlier-forms.js';
import { logReads } from './logging/log-reads.js';
import { Logbook } from './logging/logbook.js';
import { MailLog } from './logging/mail-log.js';
import { repeatSome } from './logging/repeat-some.js';
import { toSimMailbox } from './mail/world-mailbox.js';
import { createNetworks, type Networks } from './network/create-networks.js';
import { assignDuties, assistantsOf } from './people/assign-duties.js';
import {
  createEmergencyAccount,
  createServiceMailbox,
  createSharedMailboxes,
  type OtherMailbox,
} from './people/create-others.js';
import { createPeople } from './people/create-people.js';
import type { Person } from './people/person.js';
import { withManagers } from './people/with-managers.js';
import { hasStory, parseScenario } from './scenarios.js';
import type { Stage, Tenant } from './stage.js';
import { castParts, type Part } from './story/cast.js';
import { createHideouts } from './story/intruder.js';
import { labelStory } from './story/label-story.js';
import { dealLookAlikes } from './story/look-alike.js';
import { playLookAlikes } from './story/play-look-alikes.js';
import { playStory } from './story/play-story.js';
import { standingLookAlikes } from './story/standing-look-alikes.js';

const DOMAIN = 'northwind-mobile.example';
/** From this size on, a team's queue is big enough to be read until Exchange stops logging it. */
const QUEUE_REBUILD_FROM = 100;
const QUEUE_REBUILD_DAY = -1;
/** Not all sign-ins reach the unified audit log, and where the sign-in log can be read nobody needs them twice. */
const USUAL_LOGONS_IN_AUDIT = 0.07;

/** Everything that stands before anything happens. */
interface Setting {
  readonly options: WorldOptions;
  readonly random: Random;
  readonly stage: Stage;
  readonly people: readonly Person[];
  readonly shared: readonly OtherMailbox[];
  readonly service: OtherMailbox;
  readonly parts: readonly Part[];
}

/**
 * One tenant with its people, mail, logs and the truth about them. A function of its options: the same seed
 * gives the same world, shifted to another start. Raises a RangeError for an unknown scenario or a world that
 * is too small for its story (`SMALLEST_WORLD`).
 */
export function createWorld(options: WorldOptions): SimWorld {
  const setting = set(options);
  const { stage, people, shared, service, parts } = setting;
  const { live, labels } = play(setting);
  logReads(stage);
  const { rows } = stage.logbook;
  const isMutating = options.scenario === 'mutating-sign-ins';
  const formsOf = (some: readonly LoggedRecord[]): readonly LoggedRecord[] =>
    isMutating ? withEarlierForms(some, options.speed) : some;
  const repeated = repeatSome(setting.random.fork('repeats'), rows, options.speed);
  return {
    tenantId: stage.tenant.tenantId,
    domains: [DOMAIN],
    startMs: options.startMs,
    hasPremium: options.scenario !== 'no-p1',
    users: [
      ...withManagers(people),
      ...[...shared, service].map(({ user }) => user),
      createEmergencyAccount(setting.random, DOMAIN),
    ],
    mailboxes: new Map(
      [...stage.mailboxes.values()].map((each) => [each.identity.userId, toSimMailbox(each)]),
    ),
    logs: formsOf([...rows, ...repeated]).toSorted((a, b) => a.availableAtMs - b.availableAtMs),
    applicationOwners: ownersOf(people, parts),
    consents: stage.consents,
    signInMethods: stage.signInMethods,
    live: live.map((step) => ({
      ...step,
      ifAlive: formsOf(step.ifAlive),
      ifRevoked: formsOf(step.ifRevoked),
    })),
    labels,
  };
}

/** One of IT who plays no part in the story owns the app registrations; nobody where there is none. */
function ownersOf(people: readonly Person[], parts: readonly Part[]): readonly string[] {
  const attacked = new Set(parts.map(({ person }) => person));
  return people
    .filter((person) => person.department === 'it' && !attacked.has(person))
    .slice(0, 1)
    .map(({ user }) => user.id);
}

function set(options: WorldOptions): Setting {
  checkOptions(options);
  const scenario = parseScenario(options.scenario);
  const random = new Random(`mailwarden-world/${options.seed}`);
  const calendar = new Calendar(options.startMs, options.days);
  const networks = createNetworks(random.fork('networks'));
  const people = createPeople({ random, calendar, networks, domain: DOMAIN, count: options.mailboxes });
  const shared = createSharedMailboxes(random.fork('shared'), DOMAIN, people.length);
  const service = createServiceMailbox(random, DOMAIN);
  const cast = hasStory(scenario) ? castParts(random.fork('cast'), calendar, people) : [];
  const parts = options.isLive ? cast : cast.filter(({ technique }) => technique !== 'live');
  const world = { calendar, domain: DOMAIN };
  const stage: Stage = {
    tenant: createTenant(random),
    calendar,
    networks,
    logbook: new Logbook(random.fork('latency'), options.speed),
    logonsInAudit: scenario === 'no-p1' ? 1 : USUAL_LOGONS_IN_AUDIT,
    mailLog: new MailLog(),
    mailboxes: furnish(random.fork('mail'), world, people, [...shared, service], parts),
    consents: [],
    signInMethods: [],
    random: random.fork('stage'),
  };
  return { options, random, stage, people, shared, service, parts };
}

function createTenant(random: Random): Tenant {
  return {
    tenantId: random.fork('tenant').guid(),
    domain: DOMAIN,
    organization: 'northwindmobile.onmicrosoft.com',
    servicePrincipalOf: (appId) => random.fork(`service-principal/${appId}`).guid(),
  };
}

function play({
  options,
  random,
  stage,
  people,
  shared,
  service,
  parts,
}: Setting): Pick<SimWorld, 'live' | 'labels'> {
  const attacked = new Set(parts.map(({ person }) => person.index));
  const bystanders = people.filter(
    ({ index, department }) => !attacked.has(index) && department !== 'assistant',
  );
  const lookAlikes = dealLookAlikes(random.fork('look-alikes'), stage, bystanders);
  const vendor = vendorNetwork(stage.networks);
  playDays(stage, people, {
    traits: new Map(lookAlikes.map(({ person, traits }) => [person.index, traits])),
    duties: assignDuties(random.fork('duties'), people, shared, stage.mailboxes),
  });
  playLookAlikes(stage, lookAlikes, people, vendor);
  const hasQueueRebuild = people.length >= QUEUE_REBUILD_FROM;
  playMachines(stage, shared, service, hasQueueRebuild);
  playSprays(stage, people);
  if (options.scenario === 'storm') playStorm(stage, people);
  const { outcomes, live } = playStory(stage, parts, createHideouts(random.fork('hideouts'), vendor));
  const bosses = assistantsOf(people).map(({ boss }) => boss);
  const standing = standingLookAlikes(bosses, shared, service, hasQueueRebuild);
  return { live, labels: labelStory(options.seed, options.startMs, outcomes, [...lookAlikes, ...standing]) };
}

/** Where the mail vendor's support works from. */
function vendorNetwork({ hosting }: Networks): Networks['hosting'][number] {
  const [vendor] = hosting;
  if (vendor === undefined) throw new RangeError('createWorld: no hosting network');
  return vendor;
}

function playMachines(
  stage: Stage,
  shared: readonly OtherMailbox[],
  service: OtherMailbox,
  hasQueueRebuild: boolean,
): void {
  playBackground(stage);
  playBackup(stage);
  playAppSignIns(stage);
  const reports = stage.mailboxes.get(service.identity.upn);
  if (reports !== undefined) playServiceAccount(stage, service, reports);
  const queue = stage.mailboxes.get(shared[0]?.identity.upn ?? '');
  if (queue === undefined) return;
  playTicketSync(stage, queue);
  if (hasQueueRebuild) playQueueRebuild(stage, queue, QUEUE_REBUILD_DAY);
}
