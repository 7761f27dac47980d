import type { Random } from '../chance/random.js';
import type { Split } from '../chance/seeds.js';
import type { Opening } from '../logging/fold-reads.js';
import { Logbook } from '../logging/logbook.js';
import { PARAMETERS } from '../parameters.js';
import type { Tenant } from '../records/mailbox-record.js';
import { companyExit, type Network } from './networks.js';
import { assignDelegates, createPeople, type Mailbox, type Person } from './people.js';

const DAY_MS = 86_400_000;
/** Zscaler, by public routing tables. */
const VPN_ASN = 62_044;
/** A Monday. */
export const FIRST_DAY_MS = Date.parse('2026-03-02T00:00:00Z');

/** One company with everything that happens in it. */
export interface Stage {
  readonly random: Random;
  readonly split: Split;
  readonly tenant: Tenant;
  readonly people: readonly Person[];
  readonly shared: readonly Mailbox[];
  readonly logbook: Logbook;
  /** Messages that were opened, by day, before Exchange folds them. */
  readonly openings: Map<number, Opening[]>;
  /** Identity Protection is licensed; else risk is `hidden`. */
  readonly hasRisk: boolean;
  /** The company's own VPN, by country; replaced in a switch-over. */
  exits: readonly Network[];
  readonly firstDayMs: number;
  readonly days: number;
  /** Of these, at the begin; they are not judged. */
  readonly historyDays: number;
}

/** `tenantName` names nothing but what the tenant is called: worlds of one seed with two names differ in names alone. */
export function createStage(
  random: Random,
  options: {
    readonly split: Split;
    readonly mailboxes: number;
    readonly days: number;
    readonly historyDays: number;
    readonly tenantName: string;
  },
): Stage {
  const domain = `${options.tenantName}.example`;
  const { historyDays } = options;
  const days = options.days + historyDays;
  const people = createPeople(random.child('people'), options.mailboxes, domain);
  return {
    ...{
      random,
      split: options.split,
      people,
      days,
      historyDays,
      openings: new Map(),
      firstDayMs: FIRST_DAY_MS,
    },
    tenant: {
      id: random.child('tenant').guid(),
      domain,
      organization: `${options.tenantName}.onmicrosoft.com`,
    },
    shared: assignDelegates(random.child('delegates'), people, domain),
    logbook: new Logbook(random.child('logbook'), FIRST_DAY_MS, days),
    hasRisk: random.child('licence').chance(PARAMETERS.attack.tenantHasRiskShare),
    exits: drawExits(random.child('exits'), VPN_ASN),
  };
}

/** Exits of a VPN of that provider, by country. */
export function drawExits(random: Random, asn: number): readonly Network[] {
  return PARAMETERS.network.vpnCountries.map((country) => companyExit(random, asn, country));
}

export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

export function addOpening(stage: Stage, opening: Opening): void {
  const day = dayOf(opening.atMs);
  const list = stage.openings.get(day);
  if (list === undefined) stage.openings.set(day, [opening]);
  else list.push(opening);
}
