import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoggedRecord } from '../../../simulator/tenant.js';
import { type Answer, type Caller, startCaller } from './caller.js';
import { ALICE, smallWorld } from './small-world.js';

const now = Date.now();
const PATH = '/v1.0/identityProtection/riskyUsers';

function state(minutesAgo: number, riskState: string): LoggedRecord {
  const atMs = now - minutesAgo * 60_000;
  const riskLastUpdatedDateTime = new Date(atMs).toISOString();
  const record = { id: ALICE, riskLevel: 'high', riskState, riskLastUpdatedDateTime };
  return { log: 'riskyUsers', id: ALICE, atMs, availableAtMs: atMs, record };
}

let caller: Caller;
beforeAll(async () => {
  const logs = (): readonly LoggedRecord[] => [state(120, 'atRisk'), state(30, 'remediated')];
  caller = await startCaller({ world: smallWorld({ startMs: now, logs }) });
});
afterAll(() => caller.close());

async function since(minutesAgo: number, untilMinutesAgo = 0): Promise<Answer> {
  const at = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  const filter = `riskLastUpdatedDateTime ge ${at(minutesAgo)} and riskLastUpdatedDateTime le ${at(untilMinutesAgo)}`;
  for (;;) {
    const answer = await caller.as('reader', `${PATH}?$filter=${encodeURIComponent(filter)}`);
    if (answer.status !== 429) return answer;
    // Refused calls count too.
    await sleep(1_050);
  }
}

describe('risky users', () => {
  it('show the present state only: an earlier one is gone, in its own time too', async () => {
    const states = async (answer: Promise<Answer>): Promise<readonly unknown[]> =>
      (await answer).json.value?.map((row) => row.riskState) ?? [];
    expect(await states(since(180))).toEqual(['remediated']);
    expect(await states(since(180, 60))).toEqual([]);
  });

  it('share one call a second with the detections, and the refusal names no wait', async () => {
    const answers = await Promise.all(
      [PATH, '/v1.0/identityProtection/riskDetections', PATH].map((path) => caller.as('reader', path)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    for (const { headers } of refused) expect(headers).not.toHaveProperty('retry-after');
  });
});
