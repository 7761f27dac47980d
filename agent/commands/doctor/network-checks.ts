import type { OriginName, TenantProbe } from '../../m365/doctor/tenant-probe.js';
import { OutsideError } from '../../model/errors.js';
import type { Clock } from '../../model/ports.js';
import { SECOND_MS, toMs } from '../../model/time.js';
import { type Check, failed, passed, unknown } from './check.js';

/** What the three origins answered. */
export interface NetworkSight {
  readonly checks: readonly Check[];
  readonly reached: ReadonlySet<OriginName>;
}

interface Answer {
  readonly check: Check;
  readonly origin: OriginName;
  readonly isReached: boolean;
  /** This machine's time less the provider's; null where it did not say. */
  readonly aheadMs: number | null;
}

const ORIGINS = ['authority', 'graph', 'management'] as const;
/**
 * A machine that keeps time is off by less than the whole seconds of a `Date` header. Assertions and signed alerts
 * are refused at five minutes (Entra ID; Standard Webhooks): a minute leaves time to mend it.
 */
const MOST_AHEAD_MS = 60 * SECOND_MS;

/** Reaches each origin once, without a token, and holds this machine's clock against theirs. */
export async function checkNetwork(
  probe: TenantProbe,
  clock: Clock,
  stop: AbortSignal,
): Promise<NetworkSight> {
  const answers = await Promise.all(ORIGINS.map((origin) => reach(origin, probe, clock, stop)));
  return {
    checks: [...answers.map((answer) => answer.check), checkClock(answers)],
    reached: new Set(answers.filter((answer) => answer.isReached).map((answer) => answer.origin)),
  };
}

async function reach(
  origin: OriginName,
  probe: TenantProbe,
  clock: Clock,
  stop: AbortSignal,
): Promise<Answer> {
  const name = `reach.${origin}`;
  const missed = { origin, isReached: false, aheadMs: null };
  const beganMs = clock.nowMs();
  try {
    const answer = await probe.reach(origin, stop);
    if (answer === null) return { ...missed, check: unknown(name, 'this cloud offers none that is known') };
    const middleMs = (beganMs + clock.nowMs()) / 2;
    return {
      origin,
      isReached: true,
      aheadMs: answer.date === null ? null : middleMs - toMs(answer.date),
      check: passed(name, `answers ${answer.status}`),
    };
  } catch (cause) {
    if (!(cause instanceof OutsideError)) throw cause;
    const remedy =
      'open the firewall or set HTTPS_PROXY; a proxy that opens TLS needs its authority in tenant.caFile';
    return { ...missed, check: failed(name, cause.message, remedy) };
  }
}

function checkClock(answers: readonly Answer[]): Check {
  const ahead = answers.flatMap((answer) => answer.aheadMs ?? []).sort((a, b) => a - b);
  const middleMs = ahead[Math.floor(ahead.length / 2)];
  if (middleMs === undefined)
    return unknown('clock', 'no origin told its time', 'see why no origin was reached');
  const seconds = Math.round(Math.abs(middleMs) / SECOND_MS);
  const detail =
    seconds <= 1
      ? 'in step with the provider'
      : `${seconds} s ${middleMs < 0 ? 'behind' : 'ahead of'} the provider`;
  if (Math.abs(middleMs) <= MOST_AHEAD_MS) return passed('clock', detail);
  return failed('clock', detail, 'let this machine keep time by NTP: tokens and alerts are refused by it');
}
