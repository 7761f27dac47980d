import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../agent/commands/doctor/check.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import type { SimulatorOptions } from '../../simulator/server/options.js';
import { type AgentPlace, type ConfigJson, startTenant, type TestTenant } from '../end-to-end/tenant.js';
import { accessEvent } from '../store/samples.js';
import { runInProcess } from './run-in-process.js';

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

/** A configuration of which nothing fails. */
function sound(json: ConfigJson): void {
  const [first] = tenant.simulator.world.users.filter((user) => user.accountEnabled);
  json.response.protected = [first?.userPrincipalName];
}

let places = 0;
function placeOf(
  change: (config: ConfigJson, directory: string) => void = () => {},
  on = tenant,
): AgentPlace {
  places += 1;
  const name = `agent-${places}`;
  return on.configFor(name, (json) => {
    sound(json);
    const directory = dirname(String(json.store.file));
    mkdirSync(directory, { recursive: true });
    change(json, directory);
  });
}

async function examine(place: AgentPlace) {
  const run = await runInProcess(['doctor', '--config', place.config, '--json']);
  const { checks } = JSON.parse(run.stdout) as { checks: readonly Check[] };
  return { run, checks, of: (name: string) => checks.find((check) => check.name === name) };
}

describe('a sound set-up', () => {
  it('passes; what nobody can know yet is unknown, each with what to do', async () => {
    const { run, checks } = await examine(placeOf());
    expect(run.code).toBe(0);
    expect(checks.filter((check) => check.status === 'fail')).toEqual([]);
    const unknown = checks.filter((check) => check.status === 'unknown');
    expect(unknown.map((check) => check.name)).toEqual([
      ...['mail-access.exchangeAudit', 'mailbox-audit'],
      ...['complete.signIns', 'alarm.signIns', 'backfill.signIns'],
      ...['complete.exchangeAudit', 'alarm.exchangeAudit', 'backfill.exchangeAudit', 'history.exchangeAudit'],
      ...['directory.accounts', 'directory.roles', 'directory.eligible-roles', 'directory.mailboxes'],
      'licences',
      'log.exchangeAudit',
    ]);
    for (const check of unknown) expect(check.remedy).not.toBeNull();
  });

  it('is left as it was: no store, no subscription, no alert, no read of a mail', async () => {
    const { journal, soc } = tenant.simulator;
    const place = placeOf();
    const [callsBefore, alertsBefore] = [journal.calls().length, soc.alerts.length];
    await examine(place);
    const calls = journal.calls().slice(callsBefore);
    expect(calls.length).toBeGreaterThan(5);
    expect(calls.filter((call) => call.origin !== 'authority' && !/GET|OPTIONS/.test(call.method))).toEqual(
      [],
    );
    expect(soc.alerts).toHaveLength(alertsBefore);
    expect(() => readFileSync(place.store)).toThrow('ENOENT');
  });

  it('reads of mail that were seen are proof, and accounts that were met are the sample', async () => {
    const place = placeOf();
    const user = tenant.simulator.world.users.find((one) => one.mailboxKind === 'user');
    const mailbox = { id: user?.id ?? '', upn: user?.userPrincipalName ?? '' };
    const { store: settings } = JSON.parse(readFileSync(place.config, 'utf8')) as {
      store: { key: { file: string } };
    };
    const key = Buffer.from(readFileSync(settings.key.file, 'utf8').trim());
    const readAt = new Date(Date.now() - 3_600_000).toISOString();
    const store = await openStore({ file: place.store, key, boundary: openBoundary });
    await store.write('test', (tx) =>
      tx.putEvents([
        accessEvent('a', { kind: 'mail-read', source: 'exchangeAudit', at: readAt, mailbox }),
        accessEvent('b', { at: readAt, mailbox }),
      ]),
    );
    await store.close();
    const { of } = await examine(place);
    expect(of('mail-access.exchangeAudit')).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining(readAt),
    });
    expect(of('mailboxes')).toMatchObject({ status: 'ok', detail: expect.stringMatching(/^1 of 1/) });
  });

  it('for people: in columns, with the remedy below and a count at the end, and no secret', async () => {
    const place = placeOf();
    const { stdout } = await runInProcess(['doctor', '--config', place.config]);
    expect(stdout).toMatch(/^ok {7}configuration +\S+agent/);
    expect(stdout).toMatch(/\n +→ run the agent/);
    expect(stdout).toMatch(/\d+ ok, 0 failed, 15 could not be seen\n$/);
    const { readerSecretFile, keyFile } = secretFilesOf(place);
    for (const file of [readerSecretFile, keyFile])
      expect(stdout).not.toContain(readFileSync(file, 'utf8').trim());
    expect(stdout).not.toMatch(/eyJ/);
  });
});

interface Defect {
  readonly name: string;
  readonly tenant?: Partial<SimulatorOptions>;
  readonly config?: (config: ConfigJson, directory: string) => void;
  /** Check, its status, and what its detail and remedy say. */
  readonly expected: readonly (readonly [string, Check['status'], RegExp, RegExp?])[];
}

const DEFECTS: readonly Defect[] = [
  {
    name: 'a permission that was not granted',
    tenant: { withoutRoles: { reader: ['AuditLog.Read.All'] } },
    expected: [
      ['roles.reader', 'fail', /missing: AuditLog\.Read\.All/, /grant AuditLog\.Read\.All/],
      ['log.signIns', 'fail', /AuditLog\.Read\.All/],
    ],
  },
  {
    name: 'a responder that cannot revoke',
    tenant: { withoutRoles: { responder: ['User.RevokeSessions.All'] } },
    expected: [['roles.responder', 'fail', /User\.RevokeSessions\.All/]],
  },
  {
    name: 'an examiner whose token shows no right to mail, as with a grant by an Exchange role',
    tenant: { withoutRoles: { examiner: ['Mail.Read'] } },
    expected: [
      ['roles.examiner', 'unknown', /shows in none/],
      ['mailboxes', 'fail', /Mail\.Read/],
    ],
  },
  {
    name: 'a wrong secret',
    tenant: { wrongSecret: true },
    expected: [
      ['identity.reader', 'fail', /the client secret is wrong/],
      ['roles.reader', 'unknown', /no token/],
      ['identity.responder', 'ok', /./],
    ],
  },
  {
    name: 'an expired certificate',
    tenant: { expiredCertificate: true },
    expected: [['identity.responder', 'fail', /expired on/]],
  },
  {
    name: 'an identity that is used for two things',
    config: (json) => {
      const identities = json.identities as Record<string, { clientId: string }>;
      identities.examiner = identities.responder as { clientId: string };
    },
    expected: [['roles.examiner', 'fail', /more than needed: .*User\.RevokeSessions\.All/, /take .* away/]],
  },
  {
    name: 'a kill file that was forgotten',
    config: (json, directory) => {
      json.response.killFile = join(directory, 'STOP');
      writeFileSync(join(directory, 'STOP'), '');
    },
    expected: [['kill-file', 'fail', /exists: nothing is done/]],
  },
  {
    name: 'a protected name that nobody has, and a role that nobody holds',
    config: (json) => {
      json.response.protected = ['nobody@contoso.example', { role: 'No Such Role' }];
    },
    expected: [
      ['protected.1', 'fail', /no account is named nobody@contoso\.example/],
      ['protected.2', 'unknown', /nobody holds/],
    ],
  },
  {
    name: 'no emergency account, no receiver, no store key',
    config: (json) => {
      json.response.protected = [];
      json.alerts = [];
      delete json.store.key;
    },
    expected: [
      ['break-glass', 'fail', /names no account/],
      ['alerts', 'fail', /nobody is told/],
      ['store-key', 'fail', /in plain/, /store\.key/],
    ],
  },
  {
    name: 'an origin and a receiver that do not answer',
    config: (json) => {
      (json.tenant as { cloud: Record<string, string> }).cloud.graph = 'https://127.0.0.1:9';
      for (const sink of json.alerts as { url: string }[]) sink.url = 'https://127.0.0.1:9/hook';
    },
    expected: [
      ['reach.graph', 'fail', /ECONNREFUSED/, /firewall/],
      ['log.signIns', 'unknown', /not reached/],
      ['mailboxes', 'unknown', /not reached/],
      ['break-glass', 'unknown', /not reached/],
      ['alert.webhook-0', 'fail', /ECONNREFUSED/],
    ],
  },
  {
    name: 'an authority whose certificate is not trusted',
    config: (json) => {
      delete (json.tenant as Record<string, unknown>).caFile;
    },
    expected: [
      ['reach.authority', 'fail', /CERT|SELF_SIGNED|UNABLE/, /caFile/],
      ['clock', 'unknown', /no origin/],
      ['identity.reader', 'unknown', /not reached/],
    ],
  },
  {
    name: 'a store that is none',
    config: (json) => writeFileSync(String(json.store.file), 'this is no database\n'.repeat(100)),
    expected: [['store', 'fail', /./]],
  },
  {
    name: 'a rule that is broken',
    config: (json, directory) => {
      const folder = join(directory, 'rules');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'bad.yml'), 'title: Bad\nid: x\ndetection: 7\n');
      json.rules = { directories: [folder] };
    },
    expected: [['rules', 'fail', /bad\.yml/, /rules check/]],
  },
];

describe('it says what is wrong, and fails:', () => {
  it.each(DEFECTS)('$name', async ({ tenant: options, config, expected }) => {
    const own = options === undefined ? null : await startTenant(options);
    try {
      const { run, of } = await examine(placeOf(config, own ?? tenant));
      expect(run.code).toBe(1);
      for (const [name, status, detail, remedy] of expected) {
        expect(of(name)).toMatchObject({
          status,
          detail: expect.stringMatching(detail),
          ...(remedy === undefined ? {} : { remedy: expect.stringMatching(remedy) }),
        });
      }
    } finally {
      await own?.close();
    }
  });
});

it('a refused configuration is code 2 before anything is called', async () => {
  const place = placeOf((json) => {
    json.response.mode = 'maybe';
  });
  const before = tenant.simulator.journal.calls().length;
  const run = await runInProcess(['doctor', '--config', place.config, '--json']);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(tenant.simulator.journal.calls()).toHaveLength(before);
});

function secretFilesOf(place: AgentPlace): { readonly readerSecretFile: string; readonly keyFile: string } {
  const config = JSON.parse(readFileSync(place.config, 'utf8')) as {
    identities: { reader: { clientSecret: { file: string } } };
    store: { key: { file: string } };
  };
  return { readerSecretFile: config.identities.reader.clientSecret.file, keyFile: config.store.key.file };
}
