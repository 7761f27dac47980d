import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readTexts } from './make-documents.js';

describe('RTF', () => {
  it.each([
    {
      name: 'paragraphs',
      given: '{\\rtf1\\ansi Jane Roe\\par 12 Cedar St}',
      expected: ['Jane Roe\n12 Cedar St'],
    },
    {
      name: 'bytes of the character set, and Unicode with its stand-in',
      given: "{\\rtf1\\ansi\\ansicpg1252 Gr\\'f6\\u223?e \\u322\\'3f}",
      expected: ['Größe ł'],
    },
    {
      name: 'two bytes for one sign',
      given: "{\\rtf1\\ansi\\ansicpg932 \\'93\\'fa\\'96\\'7b}",
      expected: ['日本'],
    },
    {
      name: 'no fonts, styles or unknown groups',
      given: '{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\generator Riched;}{\\stylesheet{Normal;}}\\{x\\}}',
      expected: ['{x}'],
    },
    {
      name: 'a table as rows behind headings',
      given:
        '{\\rtf1\\trowd Name\\cell Account number\\cell\\row\\trowd Jane Roe\\cell 497982806\\cell\\row\\pard end}',
      expected: ['end', 'Name: Jane Roe\nAccount number: 497982806'],
    },
    {
      name: 'no copy of the markup that Outlook packs into it',
      given:
        '{\\rtf1\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Jane{\\*\\htmltag72 </p>}\\htmlrtf }\\htmlrtf0}',
      expected: ['Jane'],
    },
  ])('$name', async ({ given, expected }) => {
    expect(await readTexts(given)).toEqual({ texts: expected, reasons: [] });
  });

  it('names pictures and objects', async () => {
    const given = '{\\rtf1 a{\\pict 00ff}{\\object{\\*\\objdata 00ff}}b}';
    expect(await readTexts(given)).toEqual({
      texts: ['ab'],
      reasons: [
        'pictures in the RTF document cannot be read',
        'embedded objects in the RTF document cannot be read',
      ],
    });
  });
});

describe('contacts and calendars', () => {
  it('gives each card as a block', async () => {
    const card = (name: string, more: string): string =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\n${more}\r\nEND:VCARD\r\n`;
    const given =
      card(
        'Jane Roe',
        'item1.TEL;TYPE="voice:home":+1 206 555 0134\r\nADR;TYPE=home:;;12 Cedar St;Tac\r\n oma;WA;98402;USA',
      ) + card('John\\, Doe', 'EMAIL:john@mail.example\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB');
    expect(await readTexts(given, 'a.vcf')).toEqual({
      texts: [
        'Name: Jane Roe\nPhone: +1 206 555 0134\nAddress: 12 Cedar St, Tacoma, WA, 98402, USA\n\nName: John, Doe\nEmail: john@mail.example',
      ],
      reasons: ['a picture of a contact cannot be read'],
    });
  });

  it('reads quoted-printable values of old cards', async () => {
    const given =
      'BEGIN:VCARD\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg M=\r\n=C3=B6=C3=9F\r\nTEL:1\r\nEND:VCARD\r\n';
    expect((await readTexts(given)).texts).toEqual(['Name: Jörg Möß\nPhone: 1']);
  });

  it('reads entries of a calendar', async () => {
    const given =
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Call Jane\\nabout her bill\r\nATTENDEE;CN="Roe: Jane":mailto:jane@mail.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
    expect((await readTexts(given)).texts).toEqual([
      'Summary: Call Jane\nabout her bill\nAttendee: Roe: Jane jane@mail.example',
    ]);
  });
});

describe('JSON', () => {
  it.each([
    {
      name: 'records become rows',
      given: '{"customers":[{"name":"Jane","accountNumber":497982806},{"name":"Jo","ssn":"536-22-8726"}]}',
      expected: ['name: Jane\naccount Number: 497982806', 'name: Jo\nssn: 536-22-8726'],
    },
    {
      name: 'one record a line',
      given: '{"name":"Jane","phone":"1"}\n{"name":"Jo","phone":"2"}\n',
      expected: ['name: Jane\nphone: 1', 'name: Jo\nphone: 2'],
    },
    {
      name: 'nested values keep their names, and long numbers their digits',
      given: '{"user":{"iccid":89014103211118510720,"note":"x 12345678901234567890"}}',
      expected: ['iccid: 89014103211118510720\nnote: x 12345678901234567890'],
    },
    {
      name: 'what does not parse is text',
      given: '{"name": "Jane", oops',
      expected: ['{"name": "Jane", oops'],
    },
  ])('$name', async ({ given, expected }) => {
    expect(await readTexts(given, 'a.json')).toEqual({ texts: expected, reasons: [] });
  });

  it('says where it stopped', async () => {
    const deep = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
    expect((await readTexts(deep, 'a.json')).reasons.join()).toContain('nested too deep');
  });
});

describe('XML', () => {
  it('gives elements and attributes with their names, each record as a block', async () => {
    const given =
      '<?xml version="1.0" encoding="iso-8859-1"?><list xmlns="urn:x"><customer id="7"><name>Jörg</name><accountNumber>497982806</accountNumber></customer><customer><name>Jo</name></customer></list>';
    expect(await readTexts(iconv.encode(given, 'latin1'))).toEqual({
      texts: ['id: 7\nname: Jörg\naccount Number: 497982806\n\nname: Jo'],
      reasons: [],
    });
  });

  it('expands no entity, and reads broken markup as text', async () => {
    const given = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]><a>&b; SSN 536-22-8726</a>';
    const { texts, reasons } = await readTexts(given);
    expect(texts.join()).toContain('&b; SSN 536-22-8726');
    expect(reasons).toEqual(['the XML document was read as plain text: its markup is broken']);
  });
});
