import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, startCaller } from './caller.js';
import { ALICE, signIn, smallWorld } from './small-world.js';

const DAY_MINUTES = 1440;
const NON_INTERACTIVE = { isInteractive: false, signInEventTypes: ['nonInteractiveUser'] };

let caller: Caller;
const now = Date.now();
beforeAll(async () => {
  caller = await startCaller({
    // Fast, so that the throttle does not hold up the test.
    speed: 10_000,
    world: smallWorld({
      startMs: now,
      logs: (startMs) => [
        signIn(startMs, 'a', 10),
        signIn(startMs, 'b', 20, { userPrincipalName: "o'neil@contoso.example" }),
        signIn(startMs, 'c', 30, {
          status: { errorCode: 50126, failureReason: 'x', additionalDetails: null },
        }),
        signIn(startMs, 'n', 15, { ...NON_INTERACTIVE, incomingTokenType: 'refreshToken' }),
        // Seen first without a risk, and again with one.
        signIn(startMs, 'risky', 40),
        signIn(startMs, 'risky', 40, { riskState: 'atRisk' }),
        // Happened, and is not there yet.
        { ...signIn(startMs, 'late', 5), availableAtMs: startMs + 3_600_000 },
        signIn(startMs, 'future', -60),
        signIn(startMs, 'forgotten', 31 * DAY_MINUTES),
      ],
    }),
  });
});
afterAll(() => caller.close());

function list(query: Readonly<Record<string, string>>, version = 'beta', prefer?: string): Promise<Answer> {
  return caller.as('reader', `/${version}/auditLogs/signIns?${new URLSearchParams(query)}`, {
    headers: prefer === undefined ? {} : { prefer },
  });
}

async function ids(query: Readonly<Record<string, string>>, version = 'beta'): Promise<readonly unknown[]> {
  const answer = await list(query, version);
  return answer.json.value?.map((row) => row.id) ?? [];
}

const at = (minutesAgo: number): string =>
  `${new Date(now - minutesAgo * 60_000).toISOString().slice(0, 19)}Z`;

describe('what is shown', () => {
  it('interactive sign-ins, newest first, nothing early, nothing past its retention', async () => {
    expect(await ids({})).toEqual(['a', 'b', 'c', 'risky']);
  });

  it('the latest version of a row', async () => {
    const answer = await list({ $filter: "id eq 'risky'" });
    expect(answer.json.value).toHaveLength(1);
    expect(answer.json.value?.[0]?.riskState).toBe('atRisk');
  });

  it('v1.0 has no session, token, class or ASN', async () => {
    const [row = {}] = (await list({}, 'v1.0')).json.value ?? [];
    expect(row).toHaveProperty('ipAddress');
    for (const name of ['sessionId', 'uniqueTokenIdentifier', 'signInEventTypes', 'autonomousSystemNumber'])
      expect(row).not.toHaveProperty(name);
  });

  it('policies only to those who may read them', async () => {
    expect((await list({})).json.value?.[0]?.appliedConditionalAccessPolicies).toEqual([]);
  });

  it('later members of enumerations only when asked for', async () => {
    const [plain] = (await list({})).json.value ?? [];
    const asked = await list({}, 'beta', 'include-unknown-enum-members');
    expect(plain?.authenticationProtocol).toBe('unknownFutureValue');
    expect(asked.json.value?.[0]?.authenticationProtocol).toBe('authorizationCodeWithPkce');
    expect(asked.headers['preference-applied']).toBe('include-unknown-enum-members');
  });

  it('one row by its id', async () => {
    expect((await caller.as('reader', '/beta/auditLogs/signIns/b')).json.id).toBe('b');
    expect((await caller.as('reader', '/beta/auditLogs/signIns/none')).status).toBe(404);
  });
});

describe('filters that are supported', () => {
  it.each([
    {
      name: 'a window',
      filter: `createdDateTime ge ${at(25)} and createdDateTime le ${at(12)}`,
      expected: ['b'],
    },
    {
      name: 'both ends belong to it',
      filter: `createdDateTime ge ${at(21)} and createdDateTime le ${at(19)}`,
      expected: ['b'],
    },
    { name: 'another class', filter: "signInEventTypes/any(t: t eq 'nonInteractiveUser')", expected: ['n'] },
    {
      name: 'both classes',
      filter:
        "signInEventTypes/any(t: t eq 'nonInteractiveUser') or signInEventTypes/any(t:t eq 'interactiveUser')",
      expected: ['a', 'n', 'b', 'c', 'risky'],
    },
    { name: 'a nested number', filter: 'status/errorCode eq 50126', expected: ['c'] },
    { name: 'a doubled quote', filter: "userPrincipalName eq 'o''neil@contoso.example'", expected: ['b'] },
    { name: 'a beginning', filter: "startswith(userPrincipalName,'O''')", expected: ['b'] },
    { name: 'brackets', filter: `userId eq '${ALICE}' and (id eq 'a' or id eq 'c')`, expected: ['a', 'c'] },
  ])('$name', async ({ filter, expected }) => {
    expect(await ids({ $filter: filter })).toEqual(expected);
  });

  it('oldest first', async () => {
    expect(await ids({ $orderby: 'createdDateTime' })).toEqual(['risky', 'c', 'b', 'a']);
  });
});

describe('queries that are refused', () => {
  it.each([
    { name: 'gt on the time', query: { $filter: `createdDateTime gt ${at(25)}` } },
    { name: 'lt on the time', query: { $filter: `createdDateTime lt ${at(25)}` } },
    { name: 'a quoted time', query: { $filter: `createdDateTime ge '${at(25)}'` } },
    { name: 'a property that cannot be filtered', query: { $filter: "sessionId eq 'session-1'" } },
    { name: 'a property that is none', query: { $filter: "colour eq 'red'" } },
    { name: 'an operator that the property lacks', query: { $filter: "startswith(userId,'a')" } },
    { name: 'ne outside of any', query: { $filter: "userId ne 'a'" } },
    { name: 'a broken filter', query: { $filter: 'createdDateTime ge' } },
    { name: 'a filter far in the past', query: { $filter: 'createdDateTime ge 2020-01-01T00:00:00Z' } },
    { name: 'too large a page', query: { $top: '1001' } },
    { name: 'an empty page', query: { $top: '0' } },
    { name: 'another order', query: { $orderby: 'userId' } },
    { name: 'an option that is none', query: { $search: '"x"' } },
    { name: 'a made-up page token', query: { $skiptoken: 'abc' } },
    {
      name: 'a class on v1.0',
      query: { $filter: "signInEventTypes/any(t: t eq 'interactiveUser')" },
      version: 'v1.0',
    },
    { name: 'a beta property on v1.0', query: { $select: 'sessionId' }, version: 'v1.0' },
  ])('$name', async ({ query, version }) => {
    const answer = await list(query as Record<string, string>, version);
    expect([answer.status, answer.json.error?.code]).toEqual([400, 'BadRequest']);
    expect(answer.json.error?.innerError).toHaveProperty('request-id');
  });
});

describe('pages', () => {
  it('are followed by their links to the end, as they stood at the beginning', async () => {
    const found: unknown[] = [];
    let link: string | null =
      `/beta/auditLogs/signIns?$top=1&$filter=${encodeURIComponent(`createdDateTime ge ${at(35)}`)}`;
    while (link !== null) {
      const { json }: Answer = await caller.as('reader', link);
      found.push(...(json.value?.map((row) => row.id) ?? []));
      const next = json['@odata.nextLink'] as unknown;
      link = typeof next === 'string' ? next : null;
    }
    expect(found).toEqual(['a', 'b', 'c']);
  });

  it('hold for the query that they were made for', async () => {
    const first = await list({ $top: '1' });
    const link = new URL(String(first.json['@odata.nextLink']));
    link.searchParams.set('$top', '2');
    expect((await caller.as('reader', link.toString())).status).toBe(400);
  });
});
