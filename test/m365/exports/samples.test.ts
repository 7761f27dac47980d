import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExport } from '../../../agent/m365/exports/read-export.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import { normaliseRecord } from '../../../agent/normalise/normalise-record.js';

/** Third-party samples that are not part of this repository. */
const SAMPLES = process.env.MAILWARDEN_SAMPLES ?? '';
const isThere = SAMPLES !== '' && existsSync(SAMPLES);
const NOTE = isThere ? '' : ' (skipped: MAILWARDEN_SAMPLES names no folder)';

const CONTEXT = { domains: [], ownAppIds: [] };

interface Reading {
  readonly events: readonly AccessEvent[];
  readonly reasons: readonly string[];
  readonly total: number;
}

function readFile(path: string): Reading {
  const events: AccessEvent[] = [];
  const reasons: string[] = [];
  let total = 0;
  for (const item of readExport(readFileSync(path))) {
    expect(item.index).toBe(total);
    total += 1;
    if ('rejected' in item) {
      reasons.push(item.rejected.reason);
      continue;
    }
    const result = normaliseRecord(item.record, CONTEXT);
    if (result.ok) events.push(result.event);
    else reasons.push(result.reason);
  }
  return { events, reasons, total };
}

function filesOf(folder: string): readonly string[] {
  const root = join(SAMPLES, folder);
  return readdirSync(root)
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile());
}

describe.skipIf(!isThere)(`third-party samples${NOTE}`, () => {
  it.each([
    'msticpy',
    'cribl_graph',
    'splunk_security_content',
    'det_eng_samples',
    'ms_docs_examples',
    'panther_analysis',
    'jsontestsuite',
  ])('%s: each record is an event or rejected with a reason', (folder) => {
    for (const path of filesOf(folder)) {
      const { events, reasons, total } = readFile(path);
      expect(events.length + reasons.length).toBe(total);
      expect(reasons.filter((reason) => reason === '')).toEqual([]);
    }
  });

  it('every sign-in of the table is an event of a person in a network', () => {
    const { events, reasons, total } = readFile(join(SAMPLES, 'msticpy/aad_logons.jsonl'));
    expect({ total, reasons }).toEqual({ total: 86, reasons: [] });
    expect(events.filter((event) => event.kind !== 'sign-in' || event.user?.upn == null)).toEqual([]);
    expect(
      events.filter((event) => event.network.address === null || event.network.country === null),
    ).toEqual([]);
    expect(new Set(events.map((event) => event.user?.upn)).size).toBe(6);
  });

  it('all administration rows with quoted JSON cells are events', () => {
    const { events, total } = readFile(join(SAMPLES, 'msticpy/exchange_first_200.csv'));
    expect([events.length, total]).toEqual([200, 200]);
  });

  it('of the masked Graph answers only the sign-ins are access', () => {
    const readings = filesOf('cribl_graph').map(readFile);
    expect(readings.flatMap((one) => one.events).map((event) => event.kind)).toEqual(['sign-in', 'sign-in']);
  });

  it('the lab events are told from Azure activity; one has a time that is none', () => {
    const { events, reasons, total } = readFile(join(SAMPLES, 'splunk_security_content/example_logs.jsonl'));
    expect([events.length, total]).toEqual([33, 37]);
    expect(reasons.filter((reason) => reason.includes('an Azure activity record'))).toHaveLength(3);
    expect(reasons.filter((reason) => reason.startsWith('CreationTime'))).toHaveLength(1);
  });

  it('all five layouts of the simulated attacks', () => {
    const files = filesOf('det_eng_samples').filter((path) => !path.endsWith('LICENSE'));
    const readings = files.map(readFile);
    expect(readings.flatMap((one) => one.reasons)).toEqual([]);
    const kinds = readings.flatMap((one) => one.events).map((event) => event.kind);
    expect(kinds.filter((kind) => kind === 'inbox-rule')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'account-change')).toHaveLength(10);
    expect(kinds.filter((kind) => kind === 'role-change')).toHaveLength(2);
  });
});
