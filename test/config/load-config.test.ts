import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigSchema } from '../../agent/config/schema.js';
import { loadConfig } from '../../agent/config.js';
import { InputError } from '../../agent/model/errors.js';

const VALID = {
  tenant: { id: '11111111-2222-3333-4444-555555555555', domains: ['Contoso.com'] },
  identities: {
    reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'SECRET' } },
  },
  store: { file: 'a.db' },
};
const ENV = { SECRET: 'reader-secret-value', KEY: 'a-key-of-more-than-16-characters' };

function load(content: unknown, env: NodeJS.ProcessEnv = ENV): ReturnType<typeof loadConfig> {
  const file = join(mkdtempSync(join(tmpdir(), 'mw-config-')), 'config.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return loadConfig(file, env);
}

function issuesOf(content: unknown, env?: NodeJS.ProcessEnv): readonly string[] {
  try {
    load(content, env);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues.map((issue) => `${issue.line}: ${issue.message}`);
  }
  return [];
}

describe('a good configuration', () => {
  it('gets safe defaults', () => {
    const config = load(VALID);
    expect(config.response).toMatchObject({ mode: 'observe', learningDays: 14 });
    expect(config.tenant).toMatchObject({ domains: ['contoso.com'], cloud: 'global', scale: 1 });
    expect(config.sources.map((source) => source.name)).toEqual(['signIns', 'exchangeAudit']);
    expect(config.store.retentionDays).toBe(90);
  });

  it('knows every log, each with a schedule and an overlap of its own', () => {
    const names = [
      'signIns',
      'directoryAudits',
      'riskDetections',
      'riskyUsers',
      'exchangeAudit',
      'entraAudit',
      'generalAudit',
    ];
    const sources = Object.fromEntries(names.map((name) => [name, {}]));
    const config = load({ ...VALID, sources });
    expect(config.sources.map((source) => source.name)).toEqual(names);
    for (const source of config.sources) expect(source.overlapMs).toBeGreaterThanOrEqual(60 * 60_000);
  });

  it('finds paths beside the file', () => {
    const config = load(VALID);
    expect(config.store.file.startsWith(tmpdir())).toBe(true);
  });

  it('remembers secrets so that they can be cut out of logs', () => {
    expect(load({ ...VALID, store: { file: 'a.db', key: { env: 'KEY' } } }).secrets).toEqual([
      ENV.SECRET,
      ENV.KEY,
    ]);
  });

  it('takes the key from a program', () => {
    const key = { command: [process.execPath, '-e', 'console.log("0123456789abcdef0123")'] };
    const config = load({ ...VALID, exposure: { customers: { key } } });
    expect(new TextDecoder().decode(config.exposure.customerKey ?? new Uint8Array())).toBe(
      '0123456789abcdef0123',
    );
  });
});

const BAD: readonly { name: string; given: unknown; expected: readonly string[] }[] = [
  {
    name: 'an unknown key is refused with a suggestion',
    given: { ...VALID, respons: { mode: 'observe' } },
    expected: ['19: "respons" is not a known key; did you mean "response"?'],
  },
  {
    name: 'every mistake is told at once',
    given: { ...VALID, tenant: { id: 'x', domains: [] }, response: { mode: 'kill', learningDays: -1 } },
    expected: [
      '3: tenant.id must be a GUID such as 11111111-2222-3333-4444-555555555555',
      '4: tenant.domains must NOT have fewer than 1 items',
      '18: response.mode must be one of: observe, approve, enforce',
      '19: response.learningDays must be >= 0',
    ],
  },
  {
    name: 'a plain secret is refused',
    given: { ...VALID, store: { file: 'a.db', key: 'secret' } },
    expected: ['18: store.key must be an object {env}, or an object {file}'],
  },
  {
    name: 'an identity has one credential',
    given: { ...VALID, identities: { reader: { clientId: VALID.identities.reader.clientId } } },
    expected: ['9: identities.reader needs exactly one of clientSecret, certificate, federatedToken'],
  },
  {
    name: 'a cloud is a name or three origins',
    given: { ...VALID, tenant: { ...VALID.tenant, cloud: 'mars' } },
    expected: [
      '7: tenant.cloud must be one of global, gcc, gcc-high, dod, china, or an object {authority, graph, management}',
    ],
  },
  {
    name: 'inside the three origins the mistake is named',
    given: {
      ...VALID,
      tenant: {
        ...VALID.tenant,
        cloud: { authority: 'http://a', graph: 'https://b', management: 'https://c' },
      },
    },
    expected: ['8: tenant.cloud.authority must match pattern "^https://[^/?#]+$"'],
  },
  {
    name: 'a pattern that could run for ever is refused',
    given: { ...VALID, exposure: { classes: { 'account-number': { pattern: '(?=a)b' } } } },
    expected: [
      '22: exposure.classes.account-number.pattern must be a regular expression without look-around or back references',
    ],
  },
  {
    name: 'not JSON',
    given: '{\n  "tenant": ,\n}',
    expected: [expect.stringMatching(/^\d+: is not valid JSON/) as unknown as string],
  },
  {
    name: 'comments are not JSON',
    given: '{ // mine\n}',
    expected: [expect.stringMatching(/is not valid JSON/) as unknown as string],
  },
];

describe('a bad configuration', () => {
  for (const { name, given, expected } of BAD) it(name, () => expect(issuesOf(given)).toEqual(expected));

  it('names the variable that is not set', () => {
    expect(issuesOf(VALID, {})).toEqual([
      '11: identities.reader.clientSecret: the environment variable SECRET is not set; set it or use {"file": …}',
    ]);
  });

  it('names the file that is not there', () => {
    expect(issuesOf({ ...VALID, tenant: { ...VALID.tenant, caFile: 'none.pem' } })).toEqual([
      '7: tenant.caFile: there is no "none.pem"; create it or correct the path',
    ]);
  });

  it('says how to name a configuration that is not there', () => {
    expect(() => loadConfig('/nowhere/config.json', {})).toThrow(
      /cannot be read \(ENOENT\); name a configuration file/,
    );
  });
});

it('the published schema is the one in force', () => {
  const published: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../schemas/config.schema.json'), 'utf8'),
  );
  const { $schema: _draft, ...schema } = published as Record<string, unknown>;
  expect(schema).toEqual(JSON.parse(JSON.stringify(ConfigSchema)));
});

it('config.example.json is valid but for the secrets and files that it names', () => {
  const text = readFileSync(join(import.meta.dirname, '../../config.example.json'), 'utf8');
  const messages = issuesOf(text);
  expect(messages.filter((message) => !/is not set|there is no|cannot be read/.test(message))).toEqual([]);
});

describe('what would be dangerous to guess', () => {
  it('acting without a responder is refused: nobody could act', () => {
    expect(issuesOf({ ...VALID, response: { mode: 'enforce' } })).toEqual([
      expect.stringMatching(/identities\.responder is missing/),
    ]);
  });

  it('a data class that does not exist is refused with the one that was meant', () => {
    expect(issuesOf({ ...VALID, exposure: { classes: { 'acount-number': { words: ['x'] } } } })).toEqual([
      expect.stringMatching(/no data class; did you mean "account-number"/),
    ]);
  });

  it('endless nesting ends in a message, not in the end of the process', () => {
    expect(issuesOf('['.repeat(200_000))).toEqual([expect.stringMatching(/nested more than/)]);
  });
});
