import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Incident, Verdict } from '../../../agent/model/incident.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { readText } from '../../../agent/runtime/files.js';
import { openStore } from '../../../agent/store/open-store.js';
import { ruleText } from '../../detect/loop/load.js';
import { runInProcess } from '../run-in-process.js';
import { type History, historyOf, signIn } from './history.js';

const RULES = { 'r.yml': ruleText('r', 'mailwarden:\n  family: authentication\n  points: 4000\n') };

/** A store with one real incident, and as many closed ones like it as there are verdicts. */
async function judgedStore(verdicts: readonly Verdict[]): Promise<History> {
  const history = await historyOf(RULES, [signIn('alex', 8)]);
  const file = join(history.folder, 'mailwarden.db');
  const store = await openStore({ file, key: null, boundary: openBoundary });
  const [incident] = await store.read((reads) => reads.incidents());
  if (incident === undefined) throw new Error('no incident to judge');
  await store.write('test', async (tx) => {
    for (const [at, verdict] of verdicts.entries()) await tx.putIncident(closedLike(incident, at, verdict));
  });
  await store.close();
  return history;
}

function closedLike(incident: Incident, at: number, verdict: Verdict): Incident {
  const closure = { verdict, at: '2026-03-04T00:00:00.000Z', by: null, reason: null };
  return { ...incident, id: `inc_judged_${at}`, aliases: [], status: 'closed', closure };
}

function verdicts(intruders: number, owners: number): readonly Verdict[] {
  return [
    ...Array<Verdict>(intruders).fill('true-positive'),
    ...Array<Verdict>(owners).fill('false-positive'),
  ];
}

describe('rules propose', () => {
  it('writes a diff of the points, and leaves the files as they are', async () => {
    const { folder, config, env } = await judgedStore(verdicts(8, 60));
    const { code, stdout, stderr } = await runInProcess(['rules', 'propose', '--config', config], env);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('8 cases with an intruder, 60 without'),
    });
    const file = join(folder, 'rules', 'r.yml');
    expect(stdout).toContain(`--- ${file}\n+++ ${file}\n@@ `);
    expect(stdout).toContain('-  points: 4000\n');
    const [, to] = /^\+ {2}points: (\d+)$/m.exec(stdout) ?? [];
    expect(Number(to)).toBeGreaterThanOrEqual(3200);
    expect(Number(to)).toBeLessThan(4000);
    expect(readText(file)).toBe(RULES['r.yml']);
  });

  it('proposes nothing from a few verdicts, and says how many are missing', async () => {
    const { config, env } = await judgedStore(verdicts(3, 4));
    const { code, stdout } = await runInProcess(['rules', 'propose', '--config', config, '--json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdicts: { intruder: 3, nobody: 4 },
      changes: [],
      lacking: '7 of at least 30 verdicts',
      diff: '',
    });
  });
});
