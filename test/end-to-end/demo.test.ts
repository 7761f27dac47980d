import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Labels } from '../../simulator/tenant.js';

const MAIN = join(import.meta.dirname, '../../dist/agent/main.js');

interface DemoSummary {
  readonly checks: readonly { readonly name: string; readonly isMet: boolean; readonly detail: string }[];
  readonly incidents: readonly { id: string; score: number; mailbox: { upn: string }; firstEvent: string }[];
  readonly actions: readonly { id: string; status: string; verified: string; target: { upn: string } }[];
  readonly exposures: readonly { incident: string; groups: unknown; customers: readonly { key: string }[] }[];
  readonly reports: readonly string[];
  readonly failures: readonly string[];
}

/** The demo on a smaller tenant, as a newcomer's machine runs it. */
function runDemo(out: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const args = ['demo', '--json', '--out', out, '--seed', '5', '--mailboxes', '40', '--days', '9'];
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    texts.stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    texts.stderr += chunk.toString('utf8');
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...texts })));
}

let folder: string;
let runs: readonly { code: number | null; stdout: string; stderr: string }[];
let summaries: readonly DemoSummary[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-demo-'));
  runs = await Promise.all(['one', 'two'].map((name) => runDemo(join(folder, name))));
  summaries = runs.map((run) => JSON.parse(run.stdout) as DemoSummary);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What does not hang on how soon the live intruder was cut off. */
function story(summary: DemoSummary) {
  const live = liveMailbox();
  const incidents = summary.incidents.filter((one) => one.mailbox.upn !== live);
  const ids = new Set(incidents.map((one) => one.id));
  return {
    incidents: incidents.map(({ id, score }) => ({ id, score })),
    actions: summary.actions.map(({ id, status, verified }) => ({ id, status, verified })),
    exposures: summary.exposures
      .filter(({ incident }) => ids.has(incident))
      .map(({ incident, groups }) => ({ incident, groups })),
  };
}

function liveMailbox(): string | undefined {
  const labels = JSON.parse(readFileSync(join(folder, 'one/tenant/labels.json'), 'utf8')) as Labels;
  return labels.attacked.find((one) => one.live)?.mailbox;
}

describe('the demo', () => {
  it('equals the labels: nobody missed, nobody else contained, both notice groups exact', () => {
    for (const [index, summary] of summaries.entries()) {
      expect(summary.checks.filter((check) => !check.isMet)).toEqual([]);
      expect(summary.checks.length).toBeGreaterThan(3);
      expect(summary.failures).toEqual([]);
      expect(runs[index]?.code).toBe(0);
    }
  });

  it('gives the same result for the same seed', () => {
    const [one, two] = summaries;
    if (one === undefined || two === undefined) throw new Error('two runs were expected');
    expect(story(two)).toEqual(story(one));
  });

  it('says with what it runs, and keeps the JSON apart', () => {
    expect(runs[0]?.stderr).toMatch(/divided by \d+.*[\s\S]*enforce mode/);
    expect(runs[0]?.stdout.trim().split('\n')).toHaveLength(1);
  });

  it('writes reports that stand alone', () => {
    const reports = summaries[0]?.reports ?? [];
    expect(reports.length).toBeGreaterThan(0);
    for (const file of reports) {
      expect(existsSync(file), file).toBe(true);
      const page = readFileSync(file, 'utf8');
      expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import/i);
    }
    const first = readFileSync(reports[0] ?? '', 'utf8');
    expect(first).toMatch(/Content-Security-Policy/);
  });
});
