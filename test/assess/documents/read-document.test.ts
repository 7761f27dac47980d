import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../agent/assess/documents/document.js';
import { readDocument } from '../../../agent/assess/documents/read-document.js';

async function read(content: string | Uint8Array, name = '', type: string | null = null) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { passages, reasons } = await readDocument(bytes, name, type, DEFAULT_LIMITS);
  return { texts: passages.map(({ text }) => text.trim()).filter((text) => text !== ''), reasons };
}

describe('delimited tables', () => {
  const rows = 'Name;Konto;Telefon\nJörg Möß;497982806;030 1234567\nŁukasz Źdźbło;497982807;030 1234568\n';
  const german = rows.replace(/Łukasz Źdźbło/, 'Änne Größe');

  it.each(['utf8', 'utf-16le', 'utf-16be', 'windows-1252'])('in %s', async (encoding) => {
    const bytes = iconv.encode(german, encoding, { addBOM: encoding === 'utf-16be' });
    expect((await read(bytes, 'liste.csv')).texts[0]).toBe(
      'Name: Jörg Möß\nKonto: 497982806\nTelefon: 030 1234567',
    );
  });

  it('keeps quoted delimiters, doubled quotes and line ends in their cell, and the place of each cell', async () => {
    const text = 'Name,Address,Phone\n"Roe, Jane","12 ""Cedar"" St\nTacoma",206-555-0134\n';
    const [passage] = (await readDocument(Buffer.from(text), 'a.csv', null, DEFAULT_LIMITS)).passages;
    expect(passage?.text).toBe('Name: Roe, Jane\nAddress: 12 "Cedar" St\nTacoma\nPhone: 206-555-0134\n');
    const phone = passage?.origins.find(({ column }) => column === 2);
    expect(text.slice(phone?.at, (phone?.at ?? 0) + (phone?.length ?? 0))).toBe('206-555-0134');
  });

  it('a quote that never closes does not swallow the rows', async () => {
    const text = 'Name,Size,Phone\nJane,"5,206-555-0134\nJohn,6,206-555-0135\n';
    expect((await read(text, 'a.csv')).texts.join()).toContain('Phone: 206-555-0135');
  });

  it('without a heading the cells are still read', async () => {
    expect((await read('Jane,497982806,x1y\nJohn,497982807,x2y\n', 'a.csv')).texts).toHaveLength(2);
  });

  it('says where it stopped', async () => {
    const bytes = Buffer.from('Name,Phone\n'.concat('Jane,1\n'.repeat(20)));
    const limited = await readDocument(bytes, 'a.csv', null, { ...DEFAULT_LIMITS, rows: 5 });
    expect(limited.reasons).toEqual(['only the first 5 rows were read']);
  });
});

describe('html', () => {
  it('shows what a reader sees', async () => {
    const html =
      '<html><head><title>t</title><style>p{}</style></head><body><p>Jane&nbsp;&amp; Jo</p><script>x</script>end</body>';
    expect((await read(html)).texts).toEqual(['Jane & Jo\n\nend']);
  });

  it('gives rows of a table behind their headings, and layout tables as text', async () => {
    const inner =
      '<table><tr><th>Name</th><th>Phone</th></tr><tr><td>Jane</td><td>206-555-0134</td></tr></table>';
    const html = `<body><table><tr><td>Hello${inner}</td><td>x</td></tr></table></body>`;
    expect((await read(html, 'a.html')).texts.at(-1)).toBe('Name: Jane\nPhone: 206-555-0134');
  });

  it('a head without an end hides nothing, and preformatted text keeps its lines', async () => {
    expect((await read('<html><head><meta charset="utf-8"><body>seen')).texts).toEqual(['seen']);
    expect((await read('<pre>one\ntwo</pre>', 'a.html')).texts).toEqual(['one\ntwo']);
  });

  it('survives tags that never end', async () => {
    expect((await read(`<div>${'<table><tr><td>a'.repeat(3_000)}`, 'a.html')).texts.length).toBeGreaterThan(
      0,
    );
  });
});

describe('mail', () => {
  const mail = (type: string, body: string, more = ''): string =>
    `From: a@b.example\r\nMIME-Version: 1.0\r\nSubject: =?utf-8?B?SsO2cmc=?= =?utf-8?Q?_M=C3=B6=C3=9F?=\r\nContent-Type: ${type}\r\n${more}\r\n${body}`;

  it('reads subject and quoted-printable body in its character set', async () => {
    const text = mail(
      'text/plain; charset=iso-8859-1',
      'Gr=F6=\r\n=DFe',
      'Content-Transfer-Encoding: quoted-printable\r\n',
    );
    expect((await read(text)).texts).toEqual(['Jörg Möß', 'Größe']);
  });

  it('reads attachments, and prefers the marked-up version', async () => {
    const csv = Buffer.from('Name,Plan,Phone\nJane,Max,206-555-0134\n').toString('base64');
    const body = [
      '--b',
      'Content-Type: multipart/alternative; boundary="c"',
      '',
      '--c',
      'Content-Type: text/plain',
      '',
      'plain version',
      '--c',
      'Content-Type: text/html',
      '',
      '<p>html version</p>',
      '--c--',
      '--b',
      'Content-Type: text/csv; name="a.csv"',
      'Content-Transfer-Encoding: base64',
      '',
      csv,
      '--b',
      'Content-Type: application/pdf',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('%PDF-1.4').toString('base64'),
      '--b--',
    ].join('\r\n');
    const { texts, reasons } = await read(mail('multipart/mixed; boundary=b', body));
    expect(texts).toEqual(['Jörg Möß', 'html version', 'Name: Jane\nPlan: Max\nPhone: 206-555-0134']);
    expect(reasons).toEqual(['a damaged PDF cannot be read']);
  });

  it('refuses parts nested too deep and encodings that nobody knows', async () => {
    const deep = Array.from(
      { length: 40 },
      (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`,
    ).join('');
    expect((await read(mail('multipart/mixed; boundary=b0', deep))).reasons.join()).toContain(
      'nested too deep',
    );
    expect(
      (await read(mail('text/plain', 'x', 'Content-Transfer-Encoding: x-uuencode\r\n'))).reasons,
    ).toEqual(['a part of the mail has a transfer encoding that is not known']);
  });

  it('ends for mails within mails', async () => {
    let text = 'From: a@b.example\nReceived: x\n\nend';
    for (let depth = 0; depth < 30; depth += 1)
      text = `From: a@b.example\nReceived: x\nContent-Type: message/rfc822\n\n${text}`;
    expect((await read(text)).reasons).toEqual(['mails nested too deep']);
  });
});

describe('what cannot be read', () => {
  it.each([
    { name: 'PDF', head: [0x25, 0x50, 0x44, 0x46, 0x2d], reason: 'a damaged PDF cannot be read' },
    { name: 'old Office', head: [0xd0, 0xcf, 0x11, 0xe0], reason: 'an old Office file cannot be read' },
    { name: 'PNG', head: [0x89, 0x50, 0x4e, 0x47], reason: 'an image cannot be read' },
    { name: 'unknown', head: [1, 2, 3, 4, 5, 6], reason: 'a file of an unknown binary kind cannot be read' },
  ])('$name is a reason', async ({ head, reason }) => {
    const bytes = Uint8Array.from({ length: 600 }, (_, index) => head[index % head.length] ?? 0);
    expect(await read(bytes)).toEqual({ texts: [], reasons: [reason] });
  });

  it('names neither the file nor what is in it', async () => {
    expect((await read(Buffer.from('%PDF-1.4 secret'), 'jane-roe-ssn.pdf')).reasons.join()).not.toMatch(
      /jane|secret/,
    );
  });

  it('a tracking pixel, a signature and nothing at all hide nothing', async () => {
    expect((await read(Uint8Array.of(0x47, 0x49, 0x46, 0x38, 1))).reasons).toEqual([]);
    expect(
      (await read(Uint8Array.of(0x30, 0x82, 1), 'smime.p7s', 'application/pkcs7-signature')).reasons,
    ).toEqual([]);
    expect((await read('')).reasons).toEqual([]);
  });

  it('bytes that fit no encoding are read as far as they go', async () => {
    const bytes = Buffer.concat([Buffer.from('SSN 536-22-8726 '), Buffer.from([0xff, 0xc3, 0x28])]);
    expect((await read(bytes)).texts[0]).toContain('SSN 536-22-8726');
  });
});
