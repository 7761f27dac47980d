import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../agent/m365/calls/judge-answer.js';

function answer(status: number, body: string) {
  return { status, headers: {}, body: Buffer.from(body) };
}

function coded(code: string, message = 'text'): string {
  return JSON.stringify({ error: { code, message } });
}

describe('what an answer means', () => {
  const cases: readonly { name: string; status: number; body: string; expected: object }[] = [
    { name: '401', status: 401, body: '', expected: { kind: 'credential', isRetryable: false } },
    { name: '403', status: 403, body: coded('x'), expected: { kind: 'permission', gap: 'permission' } },
    {
      name: '403 for the licence',
      status: 403,
      body: coded('x', 'tenant is not licensed'),
      expected: { kind: 'permission', gap: 'licence' },
    },
    {
      name: '403 that is a throttle',
      status: 403,
      body: coded('AF429'),
      expected: { kind: 'throttled', isRetryable: true },
    },
    {
      name: 'the same in single quotes',
      status: 403,
      body: "{'error':{'code':'AF429','message':'Too many requests. Method=x'}}",
      expected: { kind: 'throttled', code: 'AF429' },
    },
    {
      name: 'auditing is off',
      status: 400,
      body: coded('AF20012'),
      expected: { kind: 'permission', gap: 'audit-off' },
    },
    {
      name: 'content expired',
      status: 400,
      body: coded('AF20051'),
      expected: { kind: 'expired-content', isRetryable: false },
    },
    {
      name: 'stale page',
      status: 400,
      body: coded('AF20031'),
      expected: { kind: 'refused', code: 'StalePage' },
    },
    {
      name: 'stale page of the sign-in log',
      status: 400,
      body: coded('BadRequest', 'Skip token is null'),
      expected: { code: 'StalePage' },
    },
    { name: 'an inner fault', status: 400, body: coded('AF50000'), expected: { kind: 'server-error' } },
    { name: '404', status: 404, body: coded('x'), expected: { kind: 'not-found' } },
    { name: '410', status: 410, body: '', expected: { kind: 'not-found' } },
    { name: '418', status: 418, body: '', expected: { kind: 'refused', code: null } },
    { name: '502 in HTML', status: 502, body: '<h1>"code": "x"</h1>', expected: { kind: 'server-error' } },
  ];
  for (const { name, status, body, expected } of cases) {
    it(name, () => expect(judgeAnswer('call', answer(status, body), 0)).toMatchObject(expected));
  }

  it('2xx is success, whatever the body', () => {
    expect(judgeAnswer('call', answer(204, coded('AF429')), 0)).toBeNull();
  });

  it('any body of any refusal gives an error that does not repeat it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.string({ minLength: 12 }), (status, text) => {
        const failure = judgeAnswer('call', answer(status, coded('Code', `PRIVATE ${text}`)), 0);
        expect(failure?.message).not.toContain('PRIVATE');
      }),
    );
  });
});
