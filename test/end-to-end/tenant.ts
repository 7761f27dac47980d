import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatorOptions } from '../../simulator/server/options.js';
import { type Simulator, startSimulator } from '../../simulator/server/start-simulator.js';
import type { Labels } from '../../simulator/tenant.js';

/** A small tenant with its story in the past, and a place for each agent that is tried on it. */
export interface TestTenant {
  readonly simulator: Simulator;
  readonly labels: Labels;
  /** Writes a configuration with a store and reports of its own; `change` may alter it. */
  configFor(name: string, change?: (config: ConfigJson) => void): AgentPlace;
  close(): Promise<void>;
}

export interface AgentPlace {
  readonly config: string;
  readonly directory: string;
  readonly reports: string;
  readonly store: string;
}

/** What tests change of a configuration. */
export interface ConfigJson {
  response: Record<string, unknown>;
  store: Record<string, unknown>;
  reports: Record<string, unknown>;
  [key: string]: unknown;
}

export const SMALL = { mailboxes: 12, days: 2, speed: 3_600, isLive: false } as const;

/** Starts a simulated tenant in this process. `startMs` fixes the story, so that several tenants hold the same records. */
export async function startTenant(options: Partial<SimulatorOptions> = {}): Promise<TestTenant> {
  const root = mkdtempSync(join(tmpdir(), 'mailwarden-e2e-'));
  const simulator = await startSimulator({ ...SMALL, dir: join(root, 'tenant'), ...options });
  return {
    simulator,
    labels: JSON.parse(readFileSync(simulator.labelsFile, 'utf8')) as Labels,
    configFor: (name, change) => writeConfig(simulator.configFile, join(root, name), change),
    async close() {
      await simulator.stop();
      rmSync(root, { recursive: true });
    },
  };
}

function writeConfig(
  offered: string,
  directory: string,
  change: (config: ConfigJson) => void = () => {},
): AgentPlace {
  const place = {
    config: `${directory}.json`,
    directory,
    reports: join(directory, 'reports'),
    store: join(directory, 'mailwarden.db'),
  };
  const config = JSON.parse(readFileSync(offered, 'utf8')) as ConfigJson;
  config.response = {
    ...config.response,
    mode: 'enforce',
    learningDays: 0,
    killFile: join(directory, 'STOP'),
    timing: { verifyAfterSeconds: 0, verifyRetrySeconds: 1, verifyAttempts: 30 },
  };
  config.store = { ...config.store, file: place.store };
  config.reports = { directory: place.reports };
  change(config);
  writeFileSync(place.config, JSON.stringify(config, null, 2));
  return place;
}
