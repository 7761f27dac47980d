import { describe, expect, it } from 'vitest';
import { detects } from './load-rule.js';

interface Case {
  readonly name: string;
  readonly detection: string;
  readonly hits: readonly object[];
  readonly misses: readonly object[];
}

const selection = (item: string): string => `selection: { ${item} }\ncondition: selection`;
const field = (...values: readonly unknown[]): readonly object[] => values.map((value) => ({ f: value }));

const CASES: readonly Case[] = [
  {
    name: 'a plain text is compared whole and without case',
    detection: selection("f: 'Evil'"),
    hits: field('evil', 'EVIL'),
    misses: field('evil ', 'an evil', ''),
  },
  { name: 'a list means any', detection: selection('f: [a, b]'), hits: field('A', 'b'), misses: field('c') },
  {
    name: 'a number equals its text',
    detection: selection('f: 50126'),
    hits: field(50126, '50126'),
    misses: field(5012, '0'),
  },
  {
    name: 'true equals its text',
    detection: selection('f: true'),
    hits: field(true, 'True'),
    misses: field(false, 1),
  },
  {
    name: 'an empty text is found, a missing field is not',
    detection: selection("f: ''"),
    hits: field(''),
    misses: [{}, { f: null }, { f: ' ' }],
  },
  {
    name: 'null: missing or null',
    detection: selection('f: null'),
    hits: [{}, { f: null }],
    misses: field('', 0, false),
  },
  {
    name: '* alone: any value',
    detection: selection("f: '*'"),
    hits: field('', 'x', 0),
    misses: [{}, { f: null }],
  },
  {
    name: '* within',
    detection: selection("f: 'a*c'"),
    hits: field('ac', 'abbc'),
    misses: field('acd', 'xac'),
  },
  {
    name: 'several *',
    detection: selection("f: 'a*b*c'"),
    hits: field('a-b-c', 'abc', 'abbcc'),
    misses: field('acb', 'ab'),
  },
  {
    name: 'pieces do not overlap',
    detection: selection("f: 'ab*ba'"),
    hits: field('abba', 'ab-ba'),
    misses: field('aba'),
  },
  {
    name: '? is one character',
    detection: selection("f: 'a?c'"),
    hits: field('abc'),
    misses: field('ac', 'abbc'),
  },
  {
    name: '? beside *',
    detection: selection("f: '*a?'"),
    hits: field('xab', 'ab', 'aab'),
    misses: field('xa'),
  },
  { name: '\\* is a star', detection: selection("f: 'a\\*'"), hits: field('a*'), misses: field('ab', 'a') },
  {
    name: '\\? is a question mark',
    detection: selection("f: 'a\\?'"),
    hits: field('a?'),
    misses: field('ab'),
  },
  {
    name: 'one backslash stands for itself',
    detection: selection("f: 'C:\\Temp'"),
    hits: field('c:\\temp'),
    misses: field('c:temp'),
  },
  {
    name: 'two backslashes stand for one',
    detection: selection("f: 'C:\\\\Temp'"),
    hits: field('c:\\temp'),
    misses: field('c:\\\\temp'),
  },
  {
    name: 'four backslashes stand for two',
    detection: selection("f: '\\\\\\\\srv'"),
    hits: field('\\\\srv'),
    misses: field('\\srv'),
  },
  {
    name: 'a backslash and a wildcard',
    detection: selection("f: 'C:\\\\*'"),
    hits: field('c:\\temp', 'c:\\'),
    misses: field('c:*', 'c:x'),
  },
  {
    name: 'a backslash and a star',
    detection: selection("f: 'C:\\\\\\*'"),
    hits: field('c:\\*'),
    misses: field('c:\\x'),
  },
  {
    name: 'contains',
    detection: selection('f|contains: vil'),
    hits: field('EVIL', 'vil'),
    misses: field('vi'),
  },
  {
    name: 'contains with a wildcard inside',
    detection: selection("f|contains: 'a*c'"),
    hits: field('xaxcx'),
    misses: field('xcxa'),
  },
  {
    name: 'contains all',
    detection: selection('f|contains|all: [a, b]'),
    hits: field('ba', ['a', 'b']),
    misses: field('a', ['a', 'c']),
  },
  {
    name: 'startswith',
    detection: selection('f|startswith: ev'),
    hits: field('Evil'),
    misses: field('level'),
  },
  {
    name: 'endswith',
    detection: selection("f|endswith: '@evil.example'"),
    hits: field('a@EVIL.example'),
    misses: field('a@evil.example.com'),
  },
  { name: 'cased', detection: selection('f|cased: Evil'), hits: field('Evil'), misses: field('evil') },
  {
    name: 'contains, cased',
    detection: selection('f|contains|cased: vI'),
    hits: field('evIl'),
    misses: field('evil'),
  },
  {
    name: 're searches, with case',
    detection: selection("f|re: 'a{2,3}b$'"),
    hits: field('xaab'),
    misses: field('AAB', 'aabc', 'ab'),
  },
  { name: 're, i', detection: selection("f|re|i: '^ab'"), hits: field('ABc'), misses: field('cab') },
  {
    name: 're, m: ^ begins a line',
    detection: selection("f|re|m: '^b'"),
    hits: field('a\nb'),
    misses: field('ab'),
  },
  {
    name: 're without m: ^ begins the text',
    detection: selection("f|re: '^b'"),
    hits: field('b'),
    misses: field('a\nb'),
  },
  {
    name: 're, s: . is also a line break',
    detection: selection("f|re|s: 'a.b'"),
    hits: field('a\nb'),
    misses: field('ab'),
  },
  { name: 're without s', detection: selection("f|re: 'a.b'"), hits: field('a-b'), misses: field('a\nb') },
  {
    name: 'cidr of version 4, as logs write addresses',
    detection: selection('f|cidr: 10.1.0.0/16'),
    hits: field('10.1.2.3', '10.1.2.3:443', '::ffff:10.1.2.3'),
    misses: field('10.2.0.1', 'x', '010.1.2.3'),
  },
  {
    name: 'cidr of version 6',
    detection: selection("f|cidr: '2001:db8::/32'"),
    hits: field('2001:db8::1', '[2001:db8::1]:443'),
    misses: field('2001:db9::1', '10.0.0.1'),
  },
  { name: 'lt', detection: selection('f|lt: 5'), hits: field(4, '4.9'), misses: field(5, 'x', '') },
  { name: 'lte', detection: selection('f|lte: 5'), hits: field(5), misses: field(6) },
  { name: 'gt', detection: selection('f|gt: 5'), hits: field(6, '5.1'), misses: field(5, null) },
  { name: 'gte', detection: selection('f|gte: 5'), hits: field(5), misses: field(4) },
  { name: 'neq', detection: selection('f|neq: a'), hits: [{ f: 'b' }, {}], misses: field('A') },
  {
    name: 'neq with a list: none of them',
    detection: selection('f|neq: [a, b]'),
    hits: field('c'),
    misses: field('a', 'b'),
  },
  {
    name: 'neq with contains',
    detection: selection('f|contains|neq: vil'),
    hits: field('good'),
    misses: field('evil'),
  },
  {
    name: 'exists: present, even if null',
    detection: selection('f|exists: true'),
    hits: field(null, ''),
    misses: [{ g: 1 }],
  },
  { name: 'does not exist', detection: selection('f|exists: false'), hits: [{ g: 1 }], misses: field(null) },
  {
    name: 'hour of the day, in UTC',
    detection: selection('f|hour: 3'),
    hits: field('2026-03-02T03:59:00Z', '2026-03-02T05:10:00+02:00'),
    misses: field('2026-03-02T04:00:00Z', 'x'),
  },
  {
    name: 'hour with a comparison',
    detection: selection('f|hour|gte: 22'),
    hits: field('2026-03-02T22:00:00'),
    misses: field('2026-03-02T21:59:59Z'),
  },
  {
    name: 'minute, day, month, year',
    detection: selection('f|minute: 5, f|day: 2, f|month: 3, f|year: 2026'),
    hits: field('2026-03-02T00:05:00Z'),
    misses: field('2026-03-03T00:05:00Z'),
  },
  {
    name: 'week as ISO 8601 counts',
    detection: selection('f|week: 53'),
    hits: field('2021-01-03T12:00:00Z'),
    misses: field('2021-01-04T12:00:00Z'),
  },
  {
    name: 'base64, with case',
    detection: selection('f|base64: Evil'),
    hits: field('RXZpbA=='),
    misses: field('rxzpba=='),
  },
  {
    name: 'base64offset finds the text at every offset',
    detection: selection("f|base64offset|contains: 'http://'"),
    hits: [0, 1, 2].map((pad) => ({ f: Buffer.from(`${'x'.repeat(pad)}http://evil`).toString('base64') })),
    misses: field(Buffer.from('https://evil').toString('base64')),
  },
  {
    name: 'wide and base64offset in their order',
    detection: selection('f|wide|base64offset|contains: ping'),
    hits: [{ f: Buffer.from('a ping b', 'utf16le').toString('base64') }],
    misses: [{ f: Buffer.from('a ping b').toString('base64') }],
  },
  {
    name: 'utf16be',
    detection: selection('f|utf16be|base64: ab'),
    hits: field(Buffer.from([0, 97, 0, 98]).toString('base64')),
    misses: field(Buffer.from('ab').toString('base64')),
  },
  {
    name: 'utf16 begins with its mark',
    detection: selection('f|utf16|base64: a'),
    hits: field(Buffer.from([0xff, 0xfe, 97, 0]).toString('base64')),
    misses: field(Buffer.from([97, 0]).toString('base64')),
  },
  {
    name: 'utf16le alone',
    detection: selection('f|utf16le|contains: ab'),
    hits: field('xa\u0000b\u0000'),
    misses: field('ab'),
  },
  {
    name: 'windash: every dash before a flag',
    detection: selection("f|windash|contains: ' -enc'"),
    hits: field('ps -enc x', 'ps /ENC x', 'ps \u2013enc x', 'ps \u2014enc', 'ps \u2015enc'),
    misses: field('ps enc', 'ps +enc'),
  },
  {
    name: 'windash leaves dashes inside words alone',
    detection: selection("f|windash: 'a-b -c'"),
    hits: field('a-b /c'),
    misses: field('a/b -c'),
  },
  {
    name: 'fieldref',
    detection: selection('f|fieldref: g'),
    hits: [
      { f: 'A', g: 'a' },
      { f: 1, g: '1' },
    ],
    misses: [{ f: 'a', g: 'b' }, { f: 'a' }, {}],
  },
  {
    name: 'fieldref, cased',
    detection: selection('f|fieldref|cased: g'),
    hits: [{ f: 'a', g: 'a' }],
    misses: [{ f: 'A', g: 'a' }],
  },
  {
    name: 'fieldref with a place',
    detection: selection('f|fieldref|startswith: g'),
    hits: [{ f: 'abc', g: 'AB' }],
    misses: [{ f: 'cab', g: 'ab' }],
  },
  {
    name: 'fieldref, neq',
    detection: selection('f|fieldref|neq: g'),
    hits: [{ f: 'a', g: 'b' }],
    misses: [{ f: 'a', g: 'A' }],
  },
  {
    name: 'any element of a list counts',
    detection: selection('f: a'),
    hits: field(['b', 'a'], [['a']]),
    misses: field(['b'], []),
  },
  {
    name: 'objects are seen as their JSON text',
    detection: selection('f|contains: ForwardTo'),
    hits: field([{ Name: 'ForwardTo', Value: 'x' }]),
    misses: field([{ Name: 'Other' }]),
  },
];

describe('values and modifiers', () => {
  for (const { name, detection, hits, misses } of CASES) {
    it(name, () => {
      expect({
        hits: hits.filter((one) => !detects(detection, one as never)),
        misses: misses.filter((one) => detects(detection, one as never)),
      }).toEqual({ hits: [], misses: [] });
    });
  }
});
