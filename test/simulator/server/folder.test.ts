import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../agent/config.js';
import { resolveOptions } from '../../../simulator/server/options.js';
import { type Simulator, startSimulator } from '../../../simulator/server/start-simulator.js';
import { ALICE, smallWorld, TENANT_ID } from './small-world.js';

let simulator: Simulator;
let dir: string;

async function start(): Promise<void> {
  dir = await mkdtemp(join(tmpdir(), 'simulator-folder-'));
  simulator = await startSimulator({ dir, world: smallWorld(), speed: 60 });
}

describe('the folder', () => {
  afterEach(async () => {
    await simulator.stop();
    await rm(dir, { recursive: true });
  });

  it('holds a configuration that the agent takes as it is', async () => {
    await start();
    const config = loadConfig(simulator.configFile, {});
    expect(config.tenant).toMatchObject({ id: TENANT_ID, scale: 60, caFile: simulator.caFile });
    expect(config.response.mode).toBe('observe');
    expect(config.identities.responder?.credential.kind).toBe('certificate');
    expect(config.alerts[0]).toMatchObject({ url: `${simulator.origins.soc}/hook` });
  });

  it('keeps the truth apart, and no secret in what a person is shown', async () => {
    await start();
    const tenant = await readFile(join(dir, 'tenant.json'), 'utf8');
    const secret = await readFile(join(dir, 'reader-secret'), 'utf8');
    expect(tenant).not.toContain(secret);
    expect(tenant).not.toContain('attacked');
    expect(JSON.parse(await readFile(simulator.labelsFile, 'utf8'))).toHaveProperty('attacked');
    expect(tenant).not.toContain(ALICE);
  });
});

it.each([
  { name: 'a speed below one', wrong: { speed: 0.5 } },
  { name: 'a fault rate of one', wrong: { faultRate: 1 } },
  { name: 'a start that is no date', wrong: { startMs: Number.NaN } },
])('$name is refused', ({ wrong }) => {
  expect(() => resolveOptions({ dir: 'unused', ...wrong }, 0)).toThrow(RangeError);
});
