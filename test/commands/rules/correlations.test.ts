import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireRules } from '../../../agent/commands/load-rules.js';
import { adoptRules } from '../../../agent/pipeline/adopt-rules.js';
import { readPast } from '../../../agent/pipeline/correlate/read-past.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { openStore } from '../../../agent/store/open-store.js';
import { settingsWith } from '../../daemon/settings.js';
import { ruleText } from '../../detect/loop/load.js';
import { runInProcess } from '../run-in-process.js';
import { type History, historyOf, signIn } from './history.js';

const MANY = `title: Many codes
id: many
correlation: { type: event_count, rules: [r], group-by: [UserPrincipalName], timespan: 1d, condition: { gte: 2 } }
level: medium
`;
const NOW = '2026-03-03T01:00:00.000Z';

/** What an agent does at its start, and then until the past is read. */
async function start({ folder }: History, readsPast: boolean): Promise<void> {
  const { rules, tuning } = requireRules([join(folder, 'rules')]);
  const settings = settingsWith({ rules, tuning });
  const store = await openStore({ file: join(folder, 'mailwarden.db'), key: null, boundary: openBoundary });
  await store.write('adopt', (tx) => adoptRules(settings, tx));
  while (readsPast && (await store.write('past', (tx) => readPast(tx, settings, NOW))) !== null);
  await store.close();
}

describe('rules correlations', () => {
  const records = [signIn('alex', 8), signIn('alex', 9), signIn('sam', 9)];
  const list = ({ config, env }: History, ...more: readonly string[]) =>
    runInProcess(['rules', 'correlations', '--config', config, ...more], env);

  it('tells what the agent has not loaded, then what is still to be shown, then what it came to', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r') }, records);
    writeFileSync(join(history.folder, 'rules', 'many.yml'), MANY);
    const before = await list(history);
    expect([before.code, before.stdout]).toEqual([0, expect.stringContaining('not loaded by the agent')]);
    await start(history, false);
    expect((await list(history)).stdout).toContain('0 matches kept, held 0 times, still reading the past');
    await start(history, true);
    expect((await list(history)).stdout).toMatch(
      /^Many codes \(.*many\.yml\): 3 matches kept, held 1 time\n$/,
    );
  });

  it('shows over restarts what memory had no room for', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r'), 'many.yml': MANY }, records);
    await start(history, true);
    const shortage = { evicted: 2, turnedAway: 1, firstAt: NOW, lastAt: NOW };
    const store = await openStore({
      file: join(history.folder, 'mailwarden.db'),
      key: null,
      boundary: openBoundary,
    });
    await store.write('test', (tx) => tx.putMeta('correlations.room.many', JSON.stringify(shortage)));
    await store.close();
    expect(JSON.parse((await list(history, '--json')).stdout)).toMatchObject({
      correlations: [{ rule: 'many', status: 'judging', sightings: 3, episodes: 1, shortage }],
    });
    expect((await list(history)).stdout).toContain(
      `memory had no room: 2 groups pushed out, 1 group not let in, from ${NOW} to ${NOW}`,
    );
  });

  it('says so where there is none', async () => {
    const history = await historyOf({ 'r.yml': ruleText('r') }, []);
    expect((await list(history)).stdout).toBe('the configured rules hold no correlation\n');
  });
});
