import { describe, expect, it } from 'vitest';
import { redact } from '../../agent/runtime/log.js';

describe('redaction', () => {
  const cases = [
    { name: 'a secret', given: 'login with hunter2hunter2 failed', expected: 'login with [secret] failed' },
    { name: 'a secret as JSON writes it', given: 'key "a\\"b\\"c"', expected: 'key "[secret]"' },
    {
      name: 'a signed token',
      given: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln end',
      expected: 'Bearer [token] end',
    },
    { name: 'nothing else', given: 'mailbox a@b.example', expected: 'mailbox a@b.example' },
  ];
  for (const { name, given, expected } of cases) {
    it(name, () => expect(redact(given, ['hunter2hunter2', 'a"b"c'])).toBe(expected));
  }
});
