import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { Exposure } from '../../agent/model/exposure.js';
import type { Incident } from '../../agent/model/incident.js';
import { renderHtml } from '../../agent/report/render-html.js';
import type { ReportInput } from '../../agent/report/report-input.js';
import { customer, EVENTS, EXPOSURE, event, INCIDENT, makeReport, REVOKE, reached } from './make-report.js';

/** What a reader sees: without style and markup. */
function textOf(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
}

function sectionOf(html: string, id: string): string {
  const section = html.split('<section ').find((part) => part.startsWith(`aria-labelledby="${id}"`));
  return textOf(`<${section ?? ''}`);
}

function withIncident(more: Partial<Incident>): Partial<ReportInput> {
  return { incident: { ...INCIDENT, ...more } };
}

function withExposure(more: Partial<Exposure>): Partial<ReportInput> {
  return { exposure: { ...EXPOSURE, ...more } };
}

function withAction(more: Partial<Action>): Partial<ReportInput> {
  return { actions: [{ ...REVOKE, ...more }] };
}

const GAP = {
  source: 'exchangeAudit',
  from: '2026-03-02T06:00:00.000Z',
  to: '2026-03-02T07:30:00.000Z',
  reason: 'mail-access-throttled',
};

describe('each case reads right', () => {
  const cases: readonly {
    name: string;
    given: Partial<ReportInput>;
    section: string;
    says: readonly RegExp[];
    never?: RegExp;
  }[] = [
    {
      name: 'contained and verified: with the time it took',
      given: {},
      section: 'response',
      says: [/carried out at 2026-03-02 08:16:41 UTC, 1 s after the case was opened, and verified/],
    },
    {
      name: 'a revocation that did not take: a person must act',
      given: withAction({ verified: 'no' }),
      section: 'response',
      says: [/did not take, and a person must act now/],
      never: /and verified/,
    },
    {
      name: 'a revocation that did not take: the first step says how',
      given: withAction({ verified: 'no' }),
      section: 'next',
      says: [/^ What to do next Act now: revoke the sessions of anna.berg@contoso.example by hand/],
    },
    {
      name: 'a revocation that nobody could check is not called verified',
      given: withAction({ verified: 'unknown' }),
      section: 'response',
      says: [/could not be verified that it took/, /unknown: could not look/],
    },
    {
      name: 'a failed revocation',
      given: withAction({
        status: 'failed',
        doneAt: null,
        verified: 'unknown',
        reason: 'the provider refused',
      }),
      section: 'response',
      says: [/failed and a person must act now/, /not done/, /the provider refused/],
    },
    {
      name: 'a failure is not hidden behind a success',
      given: { actions: [REVOKE, { ...REVOKE, id: 'act-2', kind: 'disable-account', status: 'failed' }] },
      section: 'response',
      says: [/The attempt to disable the account failed/],
    },
    {
      name: 'held back',
      given: withAction({
        status: 'held',
        doneAt: null,
        verified: 'unknown',
        reason: 'The account is protected.',
      }),
      section: 'next',
      says: [/Decide whether to revoke all sessions: it is held back\. The account is protected\./],
    },
    {
      name: 'held back, and by what',
      given: withAction({ status: 'held', heldBy: 'breaker', doneAt: null, verified: 'unknown' }),
      section: 'response',
      says: [/held back by the brake, since too many accounts rest on one cause, until a person decides/],
    },
    {
      name: 'closed by a person',
      given: withIncident({
        status: 'closed',
        closure: { verdict: 'benign', at: '2026-03-03T10:00:00.000Z', by: 'kim', reason: 'a test of ours' },
      }),
      section: 'summary',
      says: [
        /Closed as benign: it happened, and it was allowed at 2026-03-03 10:00:00 UTC by kim: a test of ours/,
      ],
    },
    {
      name: 'back after a case was closed',
      given: withIncident({ follows: ['inc-1'] }),
      section: 'summary',
      says: [/A closed case of this mailbox lies before this one: inc-1\./],
    },
    {
      name: 'observe: proposed, nothing done',
      given: { ...withAction({ status: 'proposed', doneAt: null, verified: 'unknown' }), mode: 'observe' },
      section: 'response',
      says: [
        /proposed and nothing was done/,
        /Mode observe: everything is decided and shown, nothing is done/,
      ],
    },
    {
      name: 'no containment, since the evidence is thin',
      given: {
        actions: [],
        ...withIncident({ justifiesContainment: false, containmentReason: 'Only one family of evidence.' }),
      },
      section: 'response',
      says: [/does not justify containment and nothing was done/, /Only one family of evidence\./],
    },
    {
      name: 'activity after the revocation is shouted',
      given: {
        events: [...EVENTS, event('signin:9', 'sign-in', '2026-03-02T09:40:00.000Z', 'X', 'signIns')],
      },
      section: 'response',
      says: [
        /One event in such a session is dated after the revocation, the last at 2026-03-02 09:40:00 UTC/,
      ],
    },
    {
      name: "the owner's own part of the stolen session is not taken for the intruder",
      given: {
        events: [
          ...EVENTS,
          {
            ...event('signin:9', 'sign-in', '2026-03-02T09:40:00.000Z', 'X', 'signIns'),
            network: {
              address: '198.51.100.20',
              prefix: null,
              asn: 64499,
              country: 'US',
              place: null,
              isTrusted: false,
            },
          },
        ],
      },
      section: 'response',
      says: [/No event in a session held to be the intruder's is dated after the revocation/],
    },
    {
      name: 'not examined is not "nobody"',
      given: { exposure: null },
      section: 'notice',
      says: [/Not examined\./, /does not mean that none is/],
      never: /None on this evidence/,
    },
    {
      name: 'unknown is not "nobody"',
      given: withExposure({
        verdict: 'unknown',
        customers: [],
        groups: { account: 0, sensitive: 0 },
        unread: [{ part: '<a@b> attachment 1', reason: 'encrypted' }],
      }),
      section: 'notice',
      says: [/Unknown\./, /1 part could not be read and may hold more/],
      never: /None on this evidence/,
    },
    {
      name: 'none found, but the logs have gaps',
      given: withExposure({
        verdict: 'no',
        customers: [],
        groups: { account: 0, sensitive: 0 },
        coverage: { complete: false, gaps: [GAP] },
      }),
      section: 'notice',
      says: [/None on this evidence\./, /but the logs have gaps/],
    },
    {
      name: 'both groups with references and shortened hashes',
      given: {},
      section: 'notice',
      says: [
        /2 customers to be told: 1 sensitive, 1 account/,
        /CUST-000417 name, SSN Opened 2/,
        /5d41402abc4b… /,
      ],
      never: /5d41402abc4b2a76b9719d911017c592/,
    },
    {
      name: 'messages that only lay there are not called reached',
      given: withExposure({
        verdict: 'no',
        reached: [reached('a', 'present', [])],
        customers: [],
        groups: { account: 0, sensitive: 0 },
      }),
      section: 'notice',
      says: [/none is known to be reached/],
    },
    {
      name: 'unread parts with their reasons',
      given: withExposure({ unread: [{ part: '<a@b> attachment 1', reason: 'encrypted' }] }),
      section: 'unread',
      says: [/&lt;a@b&gt; attachment 1 encrypted/, /count as unknown/],
    },
    {
      name: 'a gap is named once, with its length and reason',
      given: {
        ...withIncident({ coverage: { complete: false, gaps: [GAP] } }),
        ...withExposure({ coverage: { complete: false, gaps: [GAP] } }),
      },
      section: 'coverage',
      says: [/exchangeAudit 2026-03-02 06:00:00 2026-03-02 07:30:00 1 h 30 min the provider stopped logging/],
      never: /exchangeAudit.*exchangeAudit/,
    },
    { name: 'no gap', given: {}, section: 'coverage', says: [/without a known gap/] },
    {
      name: 'incomplete, and nobody knows where',
      given: withIncident({ coverage: { complete: false, gaps: [] } }),
      section: 'coverage',
      says: [/which part is missing is not known/],
      never: /without a known gap/,
    },
    {
      name: 'the score reason by reason, with signs and running sum',
      given: {},
      section: 'score',
      says: [
        /\+3,200 3,200/,
        /−350 2,850/,
        /\+4,000 6,850/,
        /Score .* 6,850/,
        /ATT&amp;CK T1550\.004, T1114\.002/,
      ],
    },
    {
      name: 'the two keys: reasons that speak for the owner turn none',
      given: {},
      section: 'score',
      says: [
        /met First key, how the actor came in: network\./,
        /met Second key, what the actor did: session\./,
      ],
    },
    {
      name: 'a missing second key',
      given: withIncident({
        reasons: INCIDENT.reasons.slice(0, 2),
        score: 2850,
        justifiesContainment: false,
      }),
      section: 'score',
      says: [/not met Second key/, /Containment not justified/],
    },
    {
      name: 'the timeline knows the reasons and the intruder',
      given: {},
      section: 'timeline',
      says: [/08:14:05 mail read : 1 message named MailItemsAccessed .* 004d9a10… intruder 3 exchangeAudit/],
    },
    {
      name: 'events that are gone',
      given: { events: [] },
      section: 'timeline',
      says: [/no longer stored/],
    },
    {
      name: 'no origin',
      given: withIncident({ origins: [] }),
      section: 'origins',
      says: [/name no address/],
    },
  ];
  for (const { name, given, section, says, never } of cases) {
    it(name, () => {
      const text = sectionOf(renderHtml(makeReport(given)), section);
      for (const pattern of says) expect(text).toMatch(pattern);
      if (never !== undefined) expect(text).not.toMatch(never);
    });
  }

  it('the summary is one sentence with who, whence, since when, what was done, what was reached', () => {
    const lead = /<p class="lead">(.*?)<\/p>/s.exec(renderHtml(makeReport()))?.[1];
    expect(lead).toBe(
      'Someone else is suspected in the mailbox of anna.berg@contoso.example, from 203.0.113.7 (AS64500, Amsterdam, NL), since 2026-03-02 08:11:02 UTC; the order to revoke all sessions was carried out at 2026-03-02 08:16:41 UTC, 1 s after the case was opened, and verified; customer data was reached: sensitive data of 1 customer, account information only of 1 customer.',
    );
  });

  it('the order in which the events come does not matter', () => {
    expect(renderHtml(makeReport({ events: [...EVENTS].reverse() }))).toBe(renderHtml(makeReport()));
  });

  it('the sections stand in the order of need', () => {
    const ids = [...renderHtml(makeReport()).matchAll(/<h2 id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids).toEqual([
      'summary',
      'response',
      'next',
      'notice',
      'score',
      'origins',
      'timeline',
      'reached',
      'folders',
      'examined',
      'coverage',
      'glossary',
      'versions',
      'reproduce',
    ]);
  });
});

describe('long lists', () => {
  const many = Array.from({ length: 250 }, (_, index) =>
    reached(`m${index}`, 'opened', index === 249 ? ['ssn'] : []),
  );

  it('are cut, and say so', () => {
    const text = sectionOf(renderHtml(makeReport(withExposure({ reached: many }))), 'reached');
    expect(text).toContain('Opened: 250 messages');
    expect(text).toContain('The first 100 of 250 are shown; the JSON file beside this report has all');
  });

  it('show messages with customer data before those without', () => {
    const text = sectionOf(renderHtml(makeReport(withExposure({ reached: many }))), 'reached');
    expect(text).toContain('m249@');
    expect(text).not.toContain('m99@');
  });

  it('of customers keep the full count in the heading', () => {
    const customers = Array.from({ length: 130 }, (_, index) =>
      customer(`${index}`.padStart(32, '0'), null, 'account'),
    );
    const text = sectionOf(
      renderHtml(makeReport(withExposure({ customers, groups: { account: 130, sensitive: 0 } }))),
      'notice',
    );
    expect(text).toContain('Account notice: 130 customers');
    expect(text).toContain('The first 100 of 130');
  });
});

const BREAKOUTS = ['<b>', '"><b>', "'><b>", '</title><b>', '</style><b>', '--><b>', '&lt;b>'];

describe('the file is safe to open', () => {
  it('asks for nothing, runs nothing, and its policy lets in its own style only', () => {
    const html = renderHtml(makeReport());
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<form|https?:|url\(|@import|\son\w+=|\sstyle=/i);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
  });

  it('no text from outside becomes markup, wherever it stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BREAKOUTS), fc.string(), (breakout, text) => {
        const evil = `EVIL${breakout}${text}`;
        const plain = shapeOf(renderHtml(poisoned('EVIL')));
        expect(shapeOf(renderHtml(poisoned(evil)))).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it('a name that turns the direction of text round is shown as it is', () => {
    const html = renderHtml(makeReport(withIncident({ note: 'a\u202egpj.exe\u0000' })));
    expect(html).toContain('a\ufffdgpj.exe\ufffd');
  });
});

/** The tags of a page, without what differs by length of text: two pages of one shape have the same markup. */
function shapeOf(html: string): readonly string[] {
  return (html.match(/<\/?[a-z][^\s>]*/gi) ?? []).map((tag) => tag.toLowerCase());
}

function poisoned(text: string): ReportInput {
  const [first = event('e', 'other', INCIDENT.firstEvent, 'x', 'y')] = EVENTS;
  return makeReport({
    scenarioNote: text,
    productVersion: text,
    actions: [{ ...REVOKE, id: text, reason: text }],
    incident: {
      ...INCIDENT,
      id: text,
      mailbox: { id: text, upn: text },
      note: text,
      containmentReason: text,
      aliases: [text],
      reasons: INCIDENT.reasons.map((one) => ({ ...one, title: text, text, rule: text, techniques: [text] })),
      origins: INCIDENT.origins.map((one) => ({ ...one, address: text, place: text, client: text })),
      coverage: { complete: false, gaps: [{ ...GAP, source: text, reason: text }] },
    },
    exposure: {
      ...EXPOSURE,
      reached: [{ ...reached('x', 'opened', []), message: text, folder: text }],
      customers: [customer(text, text, 'sensitive')],
      unread: [{ part: text, reason: text }],
    },
    events: [{ ...first, operation: text, source: text, session: { ...first.session, id: text } }],
  });
}

describe('the page can be read by everybody', () => {
  const html = renderHtml(
    makeReport({
      ...withIncident({ coverage: { complete: false, gaps: [GAP] } }),
      ...withExposure({ unread: [{ part: 'x', reason: 'y' }] }),
    }),
  );

  it('has a language, landmarks and a way past the head', () => {
    for (const part of [
      '<html lang="en">',
      '<header>',
      '<nav aria-label=',
      '<main id="main"',
      '<footer>',
      'href="#main"',
    ]) {
      expect(html).toContain(part);
    }
  });

  it('has one first heading, and every id once', () => {
    expect(html.match(/<h1/g)).toHaveLength(1);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('every table has a caption, and heads of columns and rows', () => {
    const tables = html.split('<table>').slice(1);
    expect(tables.length).toBeGreaterThan(6);
    for (const table of tables) {
      expect(table).toMatch(/^<caption id=/);
      expect(table).toContain('<th scope="col"');
      expect(table).toContain('<th scope="row"');
    }
  });

  it('every link in it leads somewhere', () => {
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(` id="${target}"`);
  });

  it('pictures are not read aloud, since the figures stand beside them', () => {
    expect(html.match(/<svg/g)?.length).toBe(html.match(/<svg[^>]*aria-hidden="true"/g)?.length);
  });
});
