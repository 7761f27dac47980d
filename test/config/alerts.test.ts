import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../agent/config.js';
import { InputError } from '../../agent/model/errors.js';

const ENV = { URL: 'https://hooks.example/T0/SECRET', CLEAR: 'http://hooks.example/SECRET', S: 'a secret' };
const GUID = '11111111-2222-3333-4444-555555555555';

function load(change: object, routes = ''): Config {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  const base = {
    tenant: { id: GUID, domains: ['contoso.com'] },
    identities: { reader: { clientId: GUID, clientSecret: { env: 'S' } } },
    store: { file: 'mailwarden.db' },
  };
  writeFileSync(join(folder, 'routes.yml'), routes);
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...base, ...change }, null, 2));
  return loadConfig(join(folder, 'config.json'), ENV);
}

function messagesOf(change: object, routes = ''): string {
  try {
    load(change, routes);
    return 'no mistake was found';
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

const slack = { type: 'slack', name: 'chat', url: { env: 'URL' } };

describe('sinks and routes in the configuration', () => {
  it('are read with their defaults, and the address of a chat is a secret', () => {
    const routes = 'routes: [{ name: all, sinks: [chat], repeatMinutes: 10 }]\n';
    const config = load(
      { alerts: [slack, { type: 'file', path: 'a.ndjson' }], alertRoutes: { file: 'routes.yml' } },
      routes,
    );
    expect(config.alerts.map(({ name }) => name)).toEqual(['chat', 'file-1']);
    expect(config.secrets).toContain(ENV.URL);
    expect(config.alertRouting.sinks[0]).toEqual({ name: 'chat', groupMs: 300_000, repeatMs: 3_600_000 });
    expect(config.alertRouting.routes[0]).toMatchObject({ name: 'all', repeatMs: 600_000, groupMs: null });
  });

  const WRONG: readonly { name: string; change: object; routes?: string; says: RegExp }[] = [
    {
      name: 'a type that is not known',
      change: { alerts: [{ type: 'slak' }] },
      says: /alerts\.0\.type is not known; did you mean "slack"/,
    },
    {
      name: 'a key of another type',
      change: { alerts: [{ ...slack, secret: { env: 'S' } }] },
      says: /"alerts\.0\.secret" is not a known key/,
    },
    {
      name: 'a key that lacks',
      change: { alerts: [{ type: 'pagerduty' }] },
      says: /alerts\.0 lacks "routingKey"; add it/,
    },
    {
      name: 'an address in the clear',
      change: { alerts: [{ ...slack, url: { env: 'CLEAR' } }] },
      says: /alerts\.0\.url must begin with https/,
    },
    { name: 'two of one name', change: { alerts: [slack, slack] }, says: /another sink is named "chat"/ },
    {
      name: 'a route to no sink',
      change: { alerts: [slack], alertRoutes: { routes: [{ name: 'r', sinks: ['chatt'] }] } },
      says: /there is no sink "chatt"; did you mean "chat"/,
    },
    {
      name: 'a silence without an owner, in a file',
      change: { alerts: [slack], alertRoutes: { file: 'routes.yml' } },
      routes: 'silences:\n  - reason: test\n    until: "2026-12-01T00:00:00Z"\n    match: {}\n',
      says: /routes\.yml:2:\d+ silences\.0 lacks "owner"/,
    },
  ];
  for (const { name, change, routes, says } of WRONG) {
    it(`${name} is refused in words`, () => {
      const messages = messagesOf(change, routes);
      expect(messages).toMatch(says);
      expect(messages).not.toContain('SECRET');
    });
  }
});
