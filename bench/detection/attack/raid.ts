import type { Random } from '../chance/random.js';
import { shareOf } from '../chance/seeds.js';
import { PARAMETERS } from '../parameters.js';
import { type Client, type DesktopSystem, outlookWeb } from '../world/clients.js';
import { homeNetwork, mobileNetwork, type Network, rentedNetwork } from '../world/networks.js';
import type { Person } from '../world/people.js';
import type { Stage } from '../world/stage.js';
import type { Campaign } from './campaign.js';

/** Somebody who is after one account: where they sit and what they use. */
export interface Raid {
  readonly stage: Stage;
  readonly random: Random;
  readonly campaign: Campaign;
  readonly victim: Person;
  readonly network: Network;
  readonly system: DesktopSystem;
  /** A browser. */
  readonly client: Client;
  readonly startMs: number;
}

/** Numbers that public routing tables give to providers of rented machines; not all stand in any list of ours. */
const HOSTING_ASNS = [
  14061, 16276, 24940, 20473, 51167, 36352, 202425, 211252, 215540, 398324, 44477, 53667, 209588, 216071,
  197414,
];
const VPN_ASNS = [9009, 212238, 39351, 60068, 136787, 62371, 141039, 25369, 42831];

export function beginRaid(
  stage: Stage,
  random: Random,
  campaign: Campaign,
  victim: Person,
  startMs: number,
): Raid {
  campaign.subjects.add(victim.mailbox.upn.toLowerCase());
  const isSame = random.chance(PARAMETERS.attack.sameSystemShare);
  const system = isSame ? victim.system : random.pick<DesktopSystem>(['Windows10', 'MacOs']);
  return {
    ...{ stage, random, campaign, victim, startMs, system },
    network: drawNetwork(stage, random, victim),
    client: outlookWeb(system, random.int(128, 144)),
  };
}

/** The same hands from elsewhere: after the account was sold. */
export function movedRaid(raid: Raid): Raid {
  return {
    ...raid,
    network: drawNetwork(raid.stage, raid.random, raid.victim),
    client: outlookWeb('Windows10', raid.random.int(128, 144)),
  };
}

/** Some of the company's people, drawn for this campaign. */
export function somePeople({ stage, random }: Raid, count: number): readonly Person[] {
  const from = random.int(0, stage.people.length - 1);
  const turned = [...stage.people.slice(from), ...stage.people.slice(0, from)];
  return turned.slice(0, count);
}

/** Somebody else of the company, on whose account a case is right too. */
export function anotherVictim(raid: Raid): Person {
  const other = somePeople(raid, 2).find((one) => one !== raid.victim) ?? raid.victim;
  raid.campaign.subjects.add(other.mailbox.upn.toLowerCase());
  return other;
}

function drawNetwork({ split, exits }: Stage, random: Random, victim: Person): Network {
  switch (random.weighted(PARAMETERS.attack.network)) {
    case 'hosting':
      return rentedNetwork(random, 'hosting', random.pick(shareOf(HOSTING_ASNS, split)));
    case 'vpn':
      return rentedNetwork(random, 'consumer-vpn', random.pick(shareOf(VPN_ASNS, split)));
    case 'residential':
      return homeNetwork(random, victim.home);
    case 'mobile':
      return { ...mobileNetwork(random, victim.carrier), asn: victim.carrier.asn };
    case 'own':
      return victim.hasVpn ? random.pick(exits) : victim.home;
  }
}
