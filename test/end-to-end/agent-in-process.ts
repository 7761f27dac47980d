import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type Agent, openAgent } from '../../agent/commands/open-agent.js';
import { runPass } from '../../agent/commands/run-pass.js';
import type { Boundary, Clock } from '../../agent/model/ports.js';
import { toInstant } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { createStop } from '../../agent/runtime/stop-signal.js';
import type { AgentPlace } from './tenant.js';

/** A calendar that goes on as the machine's does, so far from it. */
export interface ShiftedTime {
  /** By which it is ahead of the machine's. */
  aheadMs: number;
  now(): number;
  readonly clock: Clock;
}

export function shiftedTime(aheadMs = 0): ShiftedTime {
  const time: ShiftedTime = {
    aheadMs,
    now: () => Date.now() + time.aheadMs,
    clock: {
      now: () => toInstant(time.now()),
      nowMs: () => time.now(),
      sleep: async (ms, signal) => void (await delay(ms, undefined, signal === undefined ? {} : { signal })),
    },
  };
  return time;
}

const MOST_PASSES = 30;

/** Opens the agent in this process, by that clock. */
export function openHere(place: AgentPlace, clock: Clock, boundary: Boundary = openBoundary): Promise<Agent> {
  const io = {
    env: process.env,
    stdin: Readable.from([]),
    out: () => {},
    err: () => {},
    isTerminal: false,
    hasColour: false,
    boundary,
    onStop: () => () => {},
    onReload: () => () => {},
  };
  return openAgent(place.config, io, { level: 'error', clock });
}

/** Opens the agent by that clock and runs full passes until no job but the watch is left. */
export async function runToRest(place: AgentPlace, clock: Clock): Promise<void> {
  const agent = await openHere(place, clock);
  try {
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      await runPass(agent, createStop().signal);
      const left = await agent.store.read((reads) => reads.jobs('pending'));
      if (left.every(({ kind }) => kind === 'watch')) return;
      await delay(200);
    }
    throw new Error(`jobs are left after ${MOST_PASSES} passes`);
  } finally {
    await agent.close();
  }
}
