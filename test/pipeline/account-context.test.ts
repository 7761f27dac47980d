import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentClosure } from '../../agent/model/incident.js';
import type { DirectoryUser } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import type { Tuning } from '../../agent/model/tuning.js';
import { settleMarked } from '../../agent/pipeline.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { runInProcess } from '../commands/run-in-process.js';
import { settingsWith } from '../daemon/settings.js';
import {
  bare,
  CAFE,
  event,
  HOME,
  HOTEL,
  habit,
  OWNER,
  STRANGER,
  TUNING,
} from '../detect/behaviour/timeline-builder.js';
import { userOf } from '../respond/fake-ports.js';
import { incident } from '../store/samples.js';

const NOW = '2026-03-25T00:00:00.000Z';
const FORTNIGHT = habit(14);
/** A session with the owner's own laptop, which teaches its network at once, and a later one there. */
const INTRUDER = event({ day: 14, hour: 10, network: CAFE, session: 'intruder' });
const AGAIN = event({ day: 16, hour: 10, network: CAFE, session: 'again' });

let folder: string;
let file: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-context-'));
  file = join(folder, 'store.db');
  store = await openStore({ file, key: null, boundary: openBoundary });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function settle(tuning: Tuning = TUNING): Promise<void> {
  await store.write('test', async (tx) => {
    await tx.putEvents([...FORTNIGHT, INTRUDER, AGAIN]);
    await tx.markDirty([OWNER]);
    await settleMarked({ limit: 10 }, tx, settingsWith({ tuning }), NOW);
  });
}

async function isNewAgain(): Promise<boolean> {
  const findings = await store.read((reads) => reads.findingsOf(OWNER));
  return findings.some((one) => one.rule === 'behaviour:new-network' && one.events.includes(AGAIN.id));
}

async function caseOf(
  status: 'open' | 'contained' | 'closed',
  verdict?: IncidentClosure['verdict'],
): Promise<void> {
  const closure = verdict === undefined ? {} : { closure: { verdict, at: NOW, by: null, reason: null } };
  const mailbox = { id: null, upn: OWNER };
  const known = incident('inc-1', {
    subject: OWNER,
    mailbox,
    status,
    sessions: ['sid:intruder'],
    ...closure,
  });
  await store.write('test', (tx) => tx.putIncident(known));
}

describe('what a case says is an intruder’s', () => {
  it.each<{ name: string; given: Parameters<typeof caseOf> | null; expected: boolean }>([
    { name: 'stays learned without a case', given: null, expected: false },
    { name: 'stays learned while the case is merely open', given: ['open'], expected: false },
    { name: 'is unlearned when it is contained', given: ['contained'], expected: true },
    {
      name: 'is unlearned when a person confirms it',
      given: ['closed', 'true-positive'],
      expected: true,
    },
    {
      name: 'is learned again when it was nothing',
      given: ['closed', 'false-positive'],
      expected: false,
    },
    { name: 'is learned again when it was the owner', given: ['closed', 'benign'], expected: false },
  ])('$name', async ({ given, expected }) => {
    if (given !== null) await caseOf(...given);
    await settle();
    expect(await isNewAgain()).toBe(expected);
  });
});

describe('incidents baseline', () => {
  const baseline = async (...args: readonly string[]) => {
    const config = {
      tenant: { id: '11111111-2222-4333-8444-555555555555', domains: ['contoso.com'] },
      identities: {
        reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'READER' } },
      },
      store: { file },
    };
    const configFile = join(folder, 'config.json');
    writeFileSync(configFile, JSON.stringify(config));
    return runInProcess(['incidents', 'baseline', ...args, '--config', configFile], { READER: 'a-secret' });
  };

  it('shows what was learned, from which events, and what a case took out', async () => {
    await caseOf('contained');
    await settle();
    const { code, stdout } = await baseline(OWNER.toUpperCase(), '--json');
    expect(code).toBe(0);
    const { activeDays, values, disowned } = JSON.parse(stdout);
    expect(activeDays).toBe(15);
    const known = values.filter((one: { kind: string }) => one.kind === 'asn');
    expect(known).toMatchObject([
      { value: '64510', isKnown: true, days: 14, firstEvent: FORTNIGHT[0]?.id },
      { value: '64521', isKnown: true, days: 1, firstEvent: AGAIN.id },
    ]);
    expect(disowned).toEqual([{ session: 'sid:intruder', incident: 'inc-1' }]);
    const text = (await baseline(OWNER)).stdout;
    expect(text).toContain(`known     asn       64510  14 days since 2026-03-02`);
    expect(text).toContain("not learned  sid:intruder  an intruder's by inc-1");
  });

  it('says so where nothing is stored', async () => {
    const { code, stderr } = await baseline('nobody@contoso.com');
    expect(code).toBe(2);
    expect(stderr).toContain('nobody@contoso.com');
    expect(stderr).toContain('nothing is stored of this account');
  });
});

describe('the class of a mailbox', () => {
  const strict: Tuning = { ...TUNING, classThresholds: { shared: { open: 1_000, contain: 9_000 } } };

  async function thresholdWhen(
    kind: DirectoryUser['mailboxKind'],
    tuning: Tuning,
  ): Promise<readonly number[]> {
    const user = { ...userOf('u-1', OWNER), ...(kind === undefined ? {} : { mailboxKind: kind }) };
    await store.write('test', async (tx) => {
      await tx.putUsers([user]);
      await tx.putEvents([
        ...FORTNIGHT,
        event({ day: 14, hour: 10, network: HOTEL, client: STRANGER, session: 'x' }),
        event({ kind: 'mail-read', day: 14, hour: 11, network: bare(HOTEL), session: 'x' }),
      ]);
      await tx.markDirty([OWNER]);
      await settleMarked({ limit: 10 }, tx, settingsWith({ tuning }), NOW);
    });
    const [found] = await store.read((reads) => reads.incidents());
    return [found?.threshold ?? 0, found?.containThreshold ?? 0];
  }

  it.each([
    { kind: 'shared' as const, expected: [1_000, 9_000] },
    { kind: 'room' as const, expected: [3_500, 5_000] },
    { kind: 'user' as const, expected: [3_500, 5_000] },
    { kind: null, expected: [3_500, 5_000] },
    { kind: undefined, expected: [3_500, 5_000] },
  ])('is what the directory says: $kind', async ({ kind, expected }) => {
    expect(await thresholdWhen(kind, strict)).toEqual(expected);
  });

  it('is what a tuning file says, where one names it', async () => {
    const named: Tuning = {
      ...strict,
      classThresholds: { ...strict.classThresholds, vip: { open: 2_000, contain: 3_000 } },
      mailboxClasses: { [OWNER]: 'vip' },
    };
    expect(await thresholdWhen('shared', named)).toEqual([2_000, 3_000]);
  });
});

describe('a team’s mailbox', () => {
  const names = ['one', 'two', 'three', 'four'].map((name) => `${name}@contoso.com`);

  it('is nobody’s, whoever reads it', async () => {
    const reads = names.map((mailbox, minute) =>
      event({
        ...{ kind: 'mail-read', day: 14, hour: 11, minute, session: 'x', mailbox, network: bare(HOME) },
        actorType: 'delegate',
      }),
    );
    const settleWith = async (kind: DirectoryUser['mailboxKind']) => {
      await store.write('test', async (tx) => {
        await tx.putUsers([{ ...userOf('u-2', names[0] ?? ''), mailboxKind: kind ?? null }]);
        await tx.putEvents([...FORTNIGHT, event({ day: 14, hour: 10, session: 'x' }), ...reads]);
        await tx.markDirty([OWNER]);
        await settleMarked({ limit: 10 }, tx, settingsWith({ tuning: TUNING }), NOW);
      });
      const findings = await store.read((reader) => reader.findingsOf(OWNER));
      return findings.map(({ rule }) => rule);
    };
    expect(await settleWith('user')).toContain('behaviour:many-mailboxes');
    expect(await settleWith('shared')).not.toContain('behaviour:many-mailboxes');
  });
});
