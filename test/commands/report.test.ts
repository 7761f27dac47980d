import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '../../agent/model/incident.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { EVENTS, EXPOSURE, INCIDENT, REVOKE } from '../report/make-report.js';
import { type CommandRun, runInProcess } from './run-in-process.js';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-report-'));
  const config = {
    tenant: { id: '11111111-2222-4333-8444-555555555555', domains: ['contoso.com'] },
    identities: {
      reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'READER' } },
    },
    store: { file: 'store.db' },
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const store = await openStore({ file: join(folder, 'store.db'), key: null, boundary: openBoundary });
  await store.write('test', async (tx) => {
    await tx.putIncident(INCIDENT);
    await tx.putIncident(other('inc-same', '203.0.113.7'));
    await tx.putIncident(other('inc-else', '198.51.100.9'));
    await tx.putIncident({ ...other('inc-closed', '203.0.113.7'), status: 'closed' });
    await tx.putEvents(EVENTS);
    await tx.putAction(REVOKE);
    await tx.putExposure(EXPOSURE);
  });
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

function other(id: string, address: string): Incident {
  const origins = INCIDENT.origins.map((one) => ({ ...one, address, asn: null }));
  return {
    ...INCIDENT,
    id,
    subject: `${id}@contoso.example`,
    origins,
    lastEvent: '2026-03-05T00:00:00.000Z',
  };
}

function report(...args: readonly string[]): Promise<CommandRun> {
  const config = join(folder, 'config.json');
  return runInProcess(['report', ...args, '--config', config, '--out', join(folder, 'out')], {
    READER: 'a-secret',
  });
}

function names({ stdout }: CommandRun): readonly string[] {
  return (JSON.parse(stdout) as readonly string[]).map((path) => basename(path)).sort();
}

describe('report of an incident', () => {
  it('writes page, data and lists, with what the built-in regimes say', async () => {
    const run = await report(INCIDENT.id, '--json');
    expect(run.code).toBe(0);
    expect(names(run)).toEqual(
      ['.account.csv', '.by-hand.csv', '.html', '.json', '.notice.json', '.sensitive.csv'].map(
        (end) => `${INCIDENT.id}${end}`,
      ),
    );
    const data = JSON.parse(readFileSync(join(folder, 'out', `${INCIDENT.id}.json`), 'utf8'));
    expect(data).toMatchObject({ id: INCIDENT.id, reportVersion: 1, exposure: { groups: EXPOSURE.groups } });
    expect(data.notices.map((one: { id: string; verdict: string }) => `${one.id} ${one.verdict}`)).toEqual([
      'eu-gdpr yes',
      'us-fcc-cpni yes',
      'us-state-common yes',
      'us-wa-19-255 yes',
    ]);
  });

  it('of one that is not there is refused', async () => {
    const { code, stderr } = await report('inc-none');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('there is no such incident'),
    });
  });
});

describe('report of a campaign', () => {
  const pages = (run: CommandRun): readonly string[] => names(run).filter((name) => name.endsWith('.html'));

  it('holds every incident that is not closed, and one page over them', async () => {
    expect(pages(await report('campaign', '--json'))).toEqual([
      'campaign.html',
      `${INCIDENT.id}.html`,
      'inc-else.html',
      'inc-same.html',
    ]);
  });

  it('of an actor has the name of its incident, and each mailbox that it was in', async () => {
    const { mailbox, status, firstEvent, lastEvent, score, justifiesContainment } = INCIDENT;
    const member = { mailbox, status, firstEvent, lastEvent, score, justifiesContainment };
    const members = [INCIDENT.id, 'inc-same'].map((id) => ({ ...member, incident: id, subject: id }));
    const ties = [{ kind: 'address-and-client' as const, text: '203.0.113.0/24, firefox', mailboxes: 2 }];
    const store = await openStore({ file: join(folder, 'store.db'), key: null, boundary: openBoundary });
    await store.write('test', (tx) =>
      tx.putIncident({ ...INCIDENT, id: 'inc-actor', kind: 'actor', actor: { ties, members } }),
    );
    await store.close();
    expect(pages(await report('inc-actor', '--json'))).toEqual(['inc-actor.html']);
    const page = readFileSync(join(folder, 'out', 'inc-actor.html'), 'utf8');
    for (const text of ['Campaign: 2 mailboxes', '203.0.113.0/24, firefox', 'inc-same']) {
      expect(page).toContain(text);
    }
    expect(pages(await report('campaign', '--json', '--actor', 'inc-actor'))).toEqual([
      'campaign.html',
      `${INCIDENT.id}.html`,
      'inc-same.html',
    ]);
    const config = ['--config', join(folder, 'config.json')];
    const { stdout } = await runInProcess(['incidents', 'list', ...config], { READER: 'a-secret' });
    expect(stdout).toMatch(/inc-actor .* one actor in 2 mailboxes {2}203\.0\.113\.0\/24, firefox/);
  });

  it.each([
    ['of one actor', ['--actor', INCIDENT.id], ['campaign.html', `${INCIDENT.id}.html`, 'inc-same.html']],
    ['since a time', ['--since', '2026-03-04'], ['campaign.html', 'inc-else.html', 'inc-same.html']],
  ])('%s', async (_, options, expected) => {
    expect(pages(await report('campaign', '--json', ...options))).toEqual(expected);
  });

  it.each([
    ['a time that is none', ['--since', 'yesterday'], 'is no time'],
    ['nothing of that time', ['--until', '2020-01-01'], 'no open incident'],
  ])('%s is refused', async (_, options, message) => {
    const { code, stderr } = await report('campaign', ...options);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});
