import { describe, expect, it } from 'vitest';
import { adoptLoadedRules } from '../../agent/daemon/adopt-rules.js';
import { settleAll } from '../../agent/daemon/settle-all.js';
import { toRawRecord } from '../../agent/m365/exports/read-export.js';
import type { Store } from '../../agent/model/store.js';
import type { DecideSettings } from '../../agent/pipeline/settings.js';
import { decideBatch } from '../../agent/pipeline.js';
import { fixedClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import { signIn } from '../commands/rules/history.js';
import { load } from '../detect/loop/load.js';
import { openTemporary } from '../store/open-temporary.js';
import { settingsWith } from './settings.js';

const RULE = `title: Code
id: code
logsource: { product: azure, service: signinlogs }
detection: { selection: { AuthenticationProtocol: deviceCode }, condition: selection }
level: medium
`;
const many = (condition: string): string => `---
title: Many
id: many
correlation: { type: event_count, rules: [code], timespan: 1d, condition: ${condition} }
generate: true
`;

const settingsOf = (text: string): DecideSettings => {
  const { rules, tuning, errors } = load({ 'r.yml': text });
  expect(errors).toEqual([]);
  return settingsWith({ rules, tuning });
};

async function adopt(store: Store, text: string): Promise<readonly string[]> {
  let settings = settingsOf(text);
  const clock = fixedClock(Date.parse('2026-03-03T00:00:00Z'));
  const deps = { store, clock, log: silentLog, settings: () => settings };
  await adoptLoadedRules(deps, settings, () => {
    settings = settingsOf(text);
  });
  await settleAll(deps, new AbortController().signal);
  const findings = await store.read((reads) => reads.findings());
  return findings.map(({ subject, rule, points }) => `${subject.split('@')[0]} ${rule} ${points}`).sort();
}

async function storeWith(text: string): Promise<Store> {
  const store = await openTemporary();
  const records = [signIn('al', 8), signIn('bob', 9)].flatMap((one) => toRawRecord(one, 'signIns') ?? []);
  await adopt(store, text);
  const batch = { source: 'signIns', records, rejected: [], isCatchUp: false, coverage: [], cursor: null };
  await store.write('batch', (tx) => decideBatch(batch, tx, settingsOf(text), '2026-03-03T00:00:00.000Z'));
  return store;
}

const CODE = ['al code 1500', 'bob code 1500'];

describe('rules that were loaded anew', () => {
  it('are worth what they say now, in every account', async () => {
    const store = await storeWith(RULE);
    expect(await adopt(store, RULE)).toEqual(CODE);
    expect(await adopt(store, RULE.replace('medium', 'high'))).toEqual(['al code 3000', 'bob code 3000']);
    expect(await adopt(store, RULE.replaceAll('code', 'other'))).toEqual([]);
  });

  it('look anew at every account by the numbers that a behaviour has now', async () => {
    const store = await storeWith(RULE);
    const usual = ['25', '26', '27'].map((day) =>
      signIn('al', 8, {
        id: `00000000-0000-4000-8000-0000000000${day}`,
        createdDateTime: `2026-02-${day}T08:00:00Z`,
        authenticationProtocol: 'none',
      }),
    );
    const records = usual.flatMap((one) => toRawRecord(one, 'signIns') ?? []);
    const batch = { source: 'signIns', records, rejected: [], isCatchUp: false, coverage: [], cursor: null };
    await store.write('b', (tx) => decideBatch(batch, tx, settingsOf(RULE), '2026-03-03T00:00:00.000Z'));
    const withPoints = (ours: string): string =>
      `${RULE}---\ntitle: T\nbehaviour: { type: new-device-code }\nmailwarden: { ${ours} }\n`;
    const half = (points: number): readonly string[] => [`al behaviour:new-device-code ${points}`, ...CODE];
    expect(await adopt(store, RULE)).toEqual(half(1250));
    expect(await adopt(store, withPoints('points: 1000'))).toEqual(half(500));
    expect(await adopt(store, withPoints('enabled: false'))).toEqual(CODE);
    expect(await adopt(store, RULE)).toEqual(half(1250));
  });

  it('show a new correlation the past, and take with them what a changed or removed one found', async () => {
    const store = await storeWith(RULE);
    const both = [...CODE, 'al many 1500', 'bob many 1500'].sort();
    expect(await adopt(store, RULE + many('{ gte: 2 }'))).toEqual(both);
    expect(await adopt(store, RULE + many('{ gte: 3 }'))).toEqual(CODE);
    expect(await adopt(store, RULE + many('{ gte: 2 }'))).toEqual(both);
    expect(await adopt(store, RULE)).toEqual(CODE);
    expect(await store.read((reads) => reads.sightingCounts())).toEqual(new Map());
  });

  it('change nothing and mark nobody when they are the same', async () => {
    const store = await storeWith(RULE + many('{ gte: 2 }'));
    const settings = settingsOf(RULE + many('{ gte: 2 }'));
    const deps = { store, clock: fixedClock(0), log: silentLog, settings: () => settings };
    await settleAll(deps, new AbortController().signal);
    await adoptLoadedRules(deps, settings, () => {});
    expect(await store.read((reads) => reads.dirtyCount())).toBe(0);
  });
});
