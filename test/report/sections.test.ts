import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../agent/detect/content/load-content.js';
import { renderHtml } from '../../agent/report/render-html.js';
import { EXPOSURE, makeReport } from './make-report.js';

const FOLDER = join(import.meta.dirname, '../../rules/notice');
const { notices: regimes } = loadContent(
  readdirSync(FOLDER).map((name) => ({ file: name, text: readFileSync(join(FOLDER, name), 'utf8') })),
);

/** The text of one section of a page. */
function section(page: string, id: string): string {
  const start = page.indexOf(`<h2 id="${id}"`);
  return start < 0
    ? ''
    : page
        .slice(start, page.indexOf('</section>', start))
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ');
}

describe('notice duties', () => {
  it('say for each regime whether, for how many, from when and until when', () => {
    const text = section(renderHtml(makeReport({ regimes })), 'regimes');
    expect(text).toContain('RCW 19.255.005');
    expect(text).toContain('Triggered data of 1 customer calls for it (1 sensitive, 0 account only)');
    expect(text).toMatch(
      /Authority yes 2 customers 2026-03-02 08:16:40 when the case was opened 2026-03-05 08:16:40/,
    );
    expect(text.match(/Counsel must confirm/g)?.length).toBe(4);
  });

  it('are unknown while nobody has examined the mailbox', () => {
    const text = section(renderHtml(makeReport({ regimes, exposure: null })), 'regimes');
    expect(text).not.toContain('Not triggered');
    expect(text).toContain('not everything could be examined');
  });

  it('are left out where no regimes are loaded', () => {
    expect(section(renderHtml(makeReport()), 'regimes')).toBe('');
  });
});

describe('the negative statement', () => {
  const quality = {
    measuredAt: '2026-03-01',
    corpus: 'generated corpus',
    classes: [{ class: 'ssn', recall: 0.98, count: 2000 }],
    customers: { recall: 0.995, count: 1000 },
  };

  it('says what was clean, and what the statement is worth', () => {
    const text = section(renderHtml(makeReport({ quality })), 'examined');
    expect(text).toContain('Of 3 messages known to be reached, 1 held no customer data');
    expect(text).toContain('of 1,000 customers, 0.5 % were missed');
    expect(text).toContain('SSN 2,000 2.0 %');
  });

  it('makes no figure up where none was measured', () => {
    const text = section(renderHtml(makeReport({ quality: null })), 'examined');
    expect(text).toContain('not measured');
    expect(text).not.toContain('%');
  });

  it('names its limits', () => {
    const exposure = { ...EXPOSURE, unread: [{ part: 'x', reason: 'a picture of text' }] };
    expect(section(renderHtml(makeReport({ exposure })), 'examined')).toContain('1 part could not be read');
  });

  it('says how the index of customers was used, or why it could not be', () => {
    const use = { version: 'v1', reason: null, matched: 2, ambiguous: 1, unmatched: 3, lookUps: 9 };
    expect(section(renderHtml(makeReport({ exposure: { ...EXPOSURE, index: use } })), 'examined')).toMatch(
      /version v1 : 2 found, 1 of them as one of several who can be meant, 3 not in the index/,
    );
    const broken = { ...use, version: null, reason: 'it is damaged' };
    expect(
      section(renderHtml(makeReport({ exposure: { ...EXPOSURE, index: broken } })), 'examined'),
    ).toContain('could not be used: it is damaged');
  });
});

describe('where the data lay', () => {
  it('counts messages by folder and by kind', () => {
    const text = section(renderHtml(makeReport()), 'folders');
    expect(text).toContain('Inbox 2 name, account number, SSN, phone number');
  });

  it('is left out where no customer data was reached', () => {
    expect(section(renderHtml(makeReport({ exposure: { ...EXPOSURE, reached: [] } })), 'folders')).toBe('');
  });
});
