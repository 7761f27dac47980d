import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, redact } from '../../agent/runtime/log.js';

const SECRET = 'hunter2/hunter2+"quoted"';
const PEM = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj'.repeat(2)}\n-----END PRIVATE KEY-----\n`;

function parseFault(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch (cause) {
    return String(cause);
  }
}

describe('redaction', () => {
  const cases = [
    { name: 'a secret', given: 'login with hunter2hunter2 failed', expected: 'login with [secret] failed' },
    { name: 'a secret as JSON writes it', given: 'key "a\\"b\\"c"', expected: 'key "[secret]"' },
    {
      name: 'a signed token',
      given: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln end',
      expected: 'Bearer [token] end',
    },
    {
      name: 'a token of another kind',
      given: 'authorization: Bearer abc123def456',
      expected: 'authorization: Bearer [token]',
    },
    {
      name: 'what JSON.parse quotes of a record',
      given: parseFault('{"subject": xAnna bill}'),
      expected: 'SyntaxError: [text] is not valid JSON',
    },
    { name: "a customer's number", given: 'of 123-45-6789', expected: 'of [number]' },
    { name: 'nothing else', given: 'mailbox a@b.example', expected: 'mailbox a@b.example' },
  ];
  for (const { name, given, expected } of cases) {
    it(name, () => expect(redact(given, ['hunter2hunter2', 'a"b"c'])).toBe(expected));
  }
});

/** The lines of a log under these terms, and one object for each. */
function logged(act: (log: ReturnType<typeof createLog>) => void): { text: string; lines: object[] } {
  let text = '';
  const log = createLog({
    level: 'debug',
    secrets: [SECRET, PEM],
    domains: ['contoso.com'],
    write: (line) => {
      text += line;
    },
  });
  act(log);
  const lines = text.split('\n').filter((line) => line !== '');
  return { text, lines: lines.map((line) => JSON.parse(line) as object) };
}

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
/** Every place of a line that a caller can put a text in. */
const PLACES: readonly { name: string; put: (text: string) => readonly [object, string] }[] = [
  { name: 'the message', put: (text) => [{}, text] },
  { name: 'a field', put: (text) => [{ reason: text }, 'm'] },
  { name: 'a field deep inside', put: (text) => [{ a: { b: [{ c: text }] } }, 'm'] },
  { name: 'the name of a field', put: (text) => [{ [text]: 1 }, 'm'] },
  { name: 'an error', put: (text) => [{ err: new Error(text) }, 'm'] },
  { name: 'an error under another name', put: (text) => [{ cause: new Error(text) }, 'm'] },
  { name: 'an error itself', put: (text) => [new Error(text), 'm'] },
  { name: 'what writes itself as JSON', put: (text) => [{ url: { toJSON: () => text } }, 'm'] },
];
const FORMS: readonly { name: string; text: string; gone: RegExp }[] = [
  { name: 'a secret', text: SECRET, gone: /hunter2/ },
  { name: 'a secret in an address', text: `?code=${encodeURIComponent(SECRET)}&x`, gone: /hunter2/ },
  { name: 'a secret in a header', text: Buffer.from(SECRET).toString('base64'), gone: /aHVudGVy/ },
  { name: 'a private key', text: PEM, gone: /MIIEvQ/ },
  { name: 'a line of a private key', text: PEM.split('\n')[1] ?? '', gone: /MIIEvQ/ },
  { name: "a stranger's address", text: 'to zoe.planted@mail.example, now', gone: /zoe/ },
];

describe('the log', () => {
  for (const { name, put } of PLACES) {
    for (const form of FORMS) {
      it(`keeps ${form.name} out of ${name}, at every level`, () => {
        const { text, lines } = logged((log) => {
          for (const level of LEVELS) log[level](...put(form.text));
        });
        expect(lines).toHaveLength(LEVELS.length);
        expect(text).not.toMatch(form.gone);
      });
    }
  }

  it('names accounts of the tenant, and whatever else it was given', () => {
    const { lines } = logged((log) => log.info({ who: 'ann@contoso.com', count: 3 }, 'a\n"b"'));
    expect(lines).toMatchObject([{ who: 'ann@contoso.com', count: 3, msg: 'a\n"b"' }]);
  });

  it('cuts a text that has no end', () => {
    expect(logged((log) => log.info({ reason: '@'.repeat(1_000_000) }, 'm')).text.length).toBeLessThan(5_000);
  });

  it('is JSON, one line each, whatever it is given, and never holds the secret', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.jsonValue(), (before, after, value) => {
        const { text, lines } = logged((log) =>
          log.warn({ value, [before]: SECRET }, before + SECRET + after),
        );
        expect(lines).toHaveLength(1);
        expect(text).not.toContain('hunter2/');
      }),
    );
  });
});
