import { signInAs } from '../behaviour/sign-in-as.js';
import type { Random } from '../chance/random.js';
import { ABROAD, FAR_PLACES, type Place } from '../data/places.js';
import { CONSUMER_VPNS, HOSTING, type Provider } from '../data/providers.js';
import { createNetwork, type Network } from '../network/network.js';
import type { Client } from '../people/client.js';
import { outlookWeb } from '../people/client.js';
import { strangerComputer } from '../people/device.js';
import type { Person } from '../people/person.js';
import type { Grant, Session } from '../people/session.js';
import type { Stage } from '../stage.js';

/** Where the intruders come from: the vendor's provider, hosts that they rent, VPN exits. */
export interface Hideouts {
  /** The vendor's own network, from which its support works too. */
  readonly vendor: Network;
  readonly rented: readonly Network[];
  readonly vpn: Network;
}

/** Built once for a story; other addresses than the daily networks of the same providers. */
export function createHideouts(random: Random, vendor: Network): Hideouts {
  const at = (providers: readonly Provider[], index: number, place: Place | undefined) => {
    const provider = providers[index];
    if (provider === undefined || place === undefined) throw new RangeError('createHideouts: no such place');
    return createNetwork(random, provider, place, 4);
  };
  return {
    vendor,
    rented: [at(HOSTING, 1, ABROAD[0]), at(HOSTING, 2, ABROAD[1]), at(HOSTING, 0, FAR_PLACES[3])],
    vpn: at(CONSUMER_VPNS, 1, ABROAD[3]),
  };
}

/** The browsers of the intruders, on machines that the tenant has never seen. */
export function intruderBrowser(random: Random): Client {
  return random.chance(0.5)
    ? outlookWeb(strangerComputer('linux'), 'firefox', false)
    : outlookWeb(strangerComputer('windows'), 'chrome', false);
}

/** What an intruder holds: somebody's session, opened from a hideout. */
export interface Intrusion {
  readonly victim: Person;
  readonly client: Client;
  readonly network: Network;
  readonly session: Session;
}

/** Signs in in somebody's name, or renews what the intruder has. */
export function intrude(
  stage: Stage,
  random: Random,
  intrusion: Intrusion,
  atMs: number,
  how: {
    readonly isInteractive: boolean;
    readonly mfa: 'none' | 'fresh' | 'previous';
    readonly errorCode?: number;
  },
): Grant {
  return signInAs(stage, random, intrusion.victim, {
    client: intrusion.client,
    session: intrusion.session,
    network: intrusion.network,
    atMs,
    day: stage.calendar.dayOf(atMs),
    protocol: 'oAuth2',
    ...how,
  });
}
