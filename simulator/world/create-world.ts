import type { SimWorld, WorldOptions } from '../tenant.js';
import { playDays } from './behaviour/play-days.js';
import { Calendar } from './chance/calendar.js';
import { Random } from './chance/random.js';
import { Logbook } from './logging/logbook.js';
import { MailLog } from './logging/mail-log.js';
import { createNetworks } from './network/create-networks.js';
import { createPeople } from './people/create-people.js';
import { parseScenario } from './scenarios.js';
import type { Stage } from './stage.js';

const DOMAIN = 'northwind-mobile.example';

/**
 * One tenant with its people, mail, logs and the truth about them. A function of its options: the same seed
 * gives the same world, shifted to another start. Raises a RangeError for an unknown scenario or too few
 * mailboxes or days.
 */
export function createWorld(options: WorldOptions): SimWorld {
  parseScenario(options.scenario);
  const random = new Random(`mailwarden-world/${options.seed}`);
  const calendar = new Calendar(options.startMs, options.days);
  const networks = createNetworks(random.fork('networks'));
  const tenantId = random.fork('tenant').guid();
  const stage: Stage = {
    tenant: {
      tenantId,
      domain: DOMAIN,
      organization: 'northwindmobile.onmicrosoft.com',
      servicePrincipalOf: (appId) => random.fork(`service-principal/${appId}`).guid(),
    },
    calendar,
    networks,
    logbook: new Logbook(random.fork('latency'), options.speed),
    mailLog: new MailLog(),
    random: random.fork('stage'),
  };
  const people = createPeople({ random, calendar, networks, domain: DOMAIN, count: options.mailboxes });
  playDays(stage, people);
  return {
    tenantId,
    domains: [DOMAIN],
    startMs: options.startMs,
    users: people.map((person) => person.user),
    mailboxes: new Map(
      people.map((person) => [
        person.user.id,
        { userId: person.user.id, folders: [], messages: [], rules: [] },
      ]),
    ),
    logs: stage.logbook.rows.toSorted((a, b) => a.availableAtMs - b.availableAtMs),
    live: [],
    labels: {
      seed: options.seed,
      startedAt: new Date(options.startMs).toISOString(),
      attacked: [],
      lookAlikes: [],
      customersByGroup: { account: 0, sensitive: 0 },
    },
  };
}
