import type { SimWorld } from '../tenant.js';

/** The app registrations of the simulated tenant. */
export type AppName = 'reader' | 'responder' | 'examiner';

export interface SimulatorOptions {
  /** Mailboxes of people. */
  readonly mailboxes?: number;
  /** Days of history. */
  readonly days?: number;
  readonly seed?: number;
  /** Divides delays, throttle windows and `Retry-After`, never the calendar. */
  readonly speed?: number;
  /** The moment of the live act, by default as soon as all is made; fixed in the past, several runs see the same records. */
  readonly startMs?: number;
  readonly isLive?: boolean;
  readonly scenario?: string | null;
  /** A world made elsewhere; the options above but `speed` are then not looked at. */
  readonly world?: SimWorld;
  /** Share of calls that go wrong, 0 to 1. */
  readonly faultRate?: number;
  readonly faultSeed?: number;
  /** Where the files for the agent are written; made when it is not there. */
  readonly dir: string;
  /** `does-not-bite`: a revoke is answered as usual and changes nothing. */
  readonly revoke?: 'bites' | 'does-not-bite';
  /** Permissions that an administrator did not grant. */
  readonly withoutRoles?: Partial<Record<AppName, readonly string[]>>;
  /** The reader's secret in the files is not the registered one. */
  readonly wrongSecret?: boolean;
  /** The responder's certificate in the files ended yesterday. */
  readonly expiredCertificate?: boolean;
  /** The tenant's calendar in epoch milliseconds, the machine's clock by default. Tokens and certificates live by the machine's. */
  readonly now?: () => number;
  /** Life of access tokens; real time. */
  readonly tokenLifeSeconds?: number;
  /** Most records that one search of the audit log gives; a million by default. */
  readonly auditSearchLimit?: number;
  /** Most rows in one content of the audit feed, 300 by default: fewer rows make more contents. */
  readonly rowsPerBlob?: number;
}

export interface ResolvedOptions {
  readonly mailboxes: number;
  readonly days: number;
  readonly seed: number;
  readonly speed: number;
  readonly startMs: number;
  readonly isLive: boolean;
  readonly scenario: string | null;
  readonly faultRate: number;
  readonly faultSeed: number;
  readonly dir: string;
  readonly doesRevokeBite: boolean;
  readonly withoutRoles: Partial<Record<AppName, readonly string[]>>;
  readonly hasWrongSecret: boolean;
  readonly hasExpiredCertificate: boolean;
  readonly tokenLifeSeconds: number;
  readonly auditSearchLimit: number;
  readonly rowsPerBlob: number;
}

/** What it takes to make a world and to listen, so that the live act does not begin unseen. */
function makingMs(mailboxes: number, days: number): number {
  return 1_000 + Math.ceil(0.4 * mailboxes * days);
}

/** Fills in what is not given. Raises a RangeError for values that make no sense. */
export function resolveOptions(options: SimulatorOptions, nowMs: number): ResolvedOptions {
  const { mailboxes = 200, days = 30 } = options;
  const resolved: ResolvedOptions = {
    mailboxes,
    days,
    seed: options.seed ?? 1,
    speed: options.speed ?? 1,
    startMs: options.world?.startMs ?? options.startMs ?? nowMs + makingMs(mailboxes, days),
    isLive: options.isLive ?? true,
    scenario: options.scenario ?? null,
    faultRate: options.faultRate ?? 0,
    faultSeed: options.faultSeed ?? 1,
    dir: options.dir,
    doesRevokeBite: options.revoke !== 'does-not-bite',
    withoutRoles: options.withoutRoles ?? {},
    hasWrongSecret: options.wrongSecret ?? false,
    hasExpiredCertificate: options.expiredCertificate ?? false,
    tokenLifeSeconds: options.tokenLifeSeconds ?? 3599,
    auditSearchLimit: options.auditSearchLimit ?? 1_000_000,
    rowsPerBlob: options.rowsPerBlob ?? 300,
  };
  if (!(resolved.speed >= 1)) throw new RangeError('speed must be 1 or more');
  if (!(resolved.faultRate >= 0 && resolved.faultRate < 1))
    throw new RangeError('the fault rate must be at least 0 and below 1');
  if (!(resolved.rowsPerBlob >= 1)) throw new RangeError('a content holds at least one row');
  if (!Number.isFinite(resolved.startMs)) throw new RangeError('the start is no date');
  return resolved;
}
