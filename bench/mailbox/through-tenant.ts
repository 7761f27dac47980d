import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { toClassifierSettings } from '../../agent/assess/classify/settings.js';
import { createSurveyor } from '../../agent/assess/survey/surveyor.js';
import { connectTenant } from '../../agent/commands/connect.js';
import { loadConfig } from '../../agent/config.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { startSimulator } from '../../simulator/server/start-simulator.js';
import type { SimWorld } from '../../simulator/tenant.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { createMailMaker } from './mail.js';
import { surveyOf } from './survey-of.js';

const SMALL = { mailboxes: 12, days: 2, seed: 7, speed: 1, isLive: false, scenario: null } as const;

export interface ThroughTenant {
  readonly messages: number;
  readonly withData: number;
  readonly seconds: number;
  /** Of the tenant's side too. */
  readonly processorSeconds: number;
  readonly calls: number;
  /** Calls that were refused because of a limit. */
  readonly refused: number;
}

/** Looks through one mailbox of a simulated tenant at its real limits, page by page into a store on disk. */
export async function measureThroughTenant(folder: string, messages: number): Promise<ThroughTenant> {
  const world = withMail(createWorld({ ...SMALL, startMs: Date.now() - 60_000 }), messages);
  const simulator = await startSimulator({ world, speed: 1, isLive: false, dir: join(folder, 'tenant') });
  const config = loadConfig(simulator.configFile, process.env);
  const parts = { boundary: openBoundary, clock: systemClock, log: silentLog };
  const store = await openStore({ file: join(folder, 'bench.db'), key: null, boundary: openBoundary });
  const m365 = connectTenant(config, parts);
  try {
    const lookThrough = createSurveyor({
      reader: m365.mailboxReader,
      walk: m365.mailboxWalk,
      settings: toClassifierSettings([], config.tenant.domains),
      customerKey: new Uint8Array(32).fill(1),
    });
    const owner = ownerOf(world);
    let survey = surveyOf({ id: owner.id, upn: owner.userPrincipalName });
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    for await (const step of lookThrough(survey, new AbortController().signal)) {
      survey = step.survey;
      await store.write('survey-page', async (tx) => {
        await tx.putSurvey(survey);
        await tx.putSurveyedMessages(survey.subject, step.messages);
      });
    }
    const used = process.cpuUsage(cpu);
    const calls = simulator.journal.calls({ origin: 'graph' });
    return {
      messages: survey.folders.reduce((sum, { read }) => sum + read, 0),
      withData: survey.withData,
      seconds: (performance.now() - started) / 1000,
      processorSeconds: (used.user + used.system) / 1e6,
      calls: calls.length,
      refused: calls.filter(({ status }) => status === 429).length,
    };
  } finally {
    await m365.close();
    await store.close();
    await simulator.stop();
    rmSync(join(folder, 'tenant'), { recursive: true });
  }
}

function ownerOf(world: SimWorld) {
  const owner = world.users.find(({ id, mailboxKind }) => mailboxKind === 'user' && world.mailboxes.has(id));
  if (owner === undefined) throw new RangeError('the world has no mailbox');
  return owner;
}

function withMail(world: SimWorld, count: number): SimWorld {
  const { id } = ownerOf(world);
  const mailbox = world.mailboxes.get(id);
  const inbox = mailbox?.folders.find(({ wellKnownName }) => wellKnownName === 'inbox');
  if (mailbox === undefined || inbox === undefined) throw new RangeError('the mailbox has no inbox');
  const maker = createMailMaker();
  const messages = Array.from({ length: count }, (_, number) =>
    maker.message(number, inbox.id, world.startMs),
  );
  return { ...world, mailboxes: new Map([...world.mailboxes, [id, { ...mailbox, messages }]]) };
}
