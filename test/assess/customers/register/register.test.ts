import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRegister } from '../../../../agent/assess/customers/register/open-register.js';
import { CustomerIndexError, MOST_CANDIDATES } from '../../../../agent/model/customer-index.js';
import { InputError } from '../../../../agent/model/errors.js';
import { KEY, makeRegister, openMade } from './make-register.js';
import { memoryFile } from './memory-files.js';

const HEADER = 'reference,name,phone,email,account_number,ssn\n';
const LIST = `${HEADER}C-1,Jane M. Roe,(720) 555-0111,Jane.Roe@mail.example,771-203-344,536-22-8725
C-2,"Roe, John",+1 720 555 0111,,657679973,
C-3,Zoë Müller,+44 20 7946 0958,zoe@mail.example,AB-123456,
`;

function references(
  csvIndex: Awaited<ReturnType<typeof openMade>>,
  ...asked: Parameters<typeof csvIndex.candidates>
) {
  return csvIndex.candidates(...asked).map((one) => one.reference);
}

describe('the customer index', () => {
  it('finds every value in whatever writing', async () => {
    const index = await openMade(LIST);
    expect(index.facts).toMatchObject({ customers: 3, identifiers: 9 });
    expect(references(index, 'account-number', '771203344')).toEqual(['C-1']);
    expect(references(index, 'account-number', 'ab123456')).toEqual(['C-3']);
    expect(references(index, 'ssn', '536228725')).toEqual(['C-1']);
    expect(references(index, 'customer-email', 'jane.roe@mail.example')).toEqual(['C-1']);
    expect(references(index, 'phone', '+442079460958')).toEqual(['C-3']);
    expect(references(index, 'phone', '+17205550111').sort()).toEqual(['C-1', 'C-2']);
  });

  it('knows a value of one class under no other', async () => {
    const index = await openMade(LIST);
    expect(index.candidates('ssn', '657679973')).toEqual([]);
    expect(index.candidates('account-number', '536228725')).toEqual([]);
  });

  it.each([
    ['Jane Roe', true],
    ['ROE, Jane', true],
    ['jane m. roe', true],
    ['Jane', false],
    ['Jane Doe', false],
    ['John Roe', false],
  ])('a name confirms a candidate: %s is Jane M. Roe: %s', async (name, expected) => {
    const index = await openMade(LIST);
    const [candidate] = index.candidates('ssn', '536228725');
    expect(candidate?.isNamed(name)).toBe(expected);
  });

  it('a name is confirmed without its accents', async () => {
    const [candidate] = (await openMade(LIST)).candidates('account-number', 'AB123456');
    expect(candidate?.isNamed('Zoe Muller')).toBe(true);
  });

  it('a value of very many customers ends early, and says nobody in particular', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `C-${index},+1 720 555 0199`);
    const index = await openMade(`reference,phone\n${rows.join('\n')}\n`);
    expect(index.candidates('phone', '+17205550199')).toHaveLength(MOST_CANDIDATES + 1);
  });

  it('the same rows give the same version, others another', async () => {
    const first = await makeRegister(LIST);
    expect((await makeRegister(LIST.replace('(720) 555-0111', '720.555.0111'))).version).toBe(first.version);
    expect((await makeRegister(LIST.replace('0111', '0112'))).version).not.toBe(first.version);
  });

  it('one customer on several rows is one, with all values', async () => {
    const index = await openMade('reference,phone\nC-1,7205550111\nC-2,7205550112\nC-1,7205550113\n');
    expect(index.facts.customers).toBe(2);
    expect(references(index, 'phone', '+17205550113')).toEqual(['C-1']);
  });

  it('holds whatever was put in, sorted in runs of any length, and nothing else', async () => {
    const digits = fc.stringMatching(/^[1-9]\d{8}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(digits, { minLength: 1, maxLength: 400 }),
        fc.uniqueArray(digits, { maxLength: 50 }),
        fc.integer({ min: 1, max: 500 }),
        async (known, others, runEntries) => {
          const csv = `reference,account_number\n${known.map((one, index) => `C${index},${one}`).join('\n')}`;
          const index = openRegister(memoryFile((await makeRegister(csv, runEntries)).bytes), KEY);
          known.forEach((one, number) => {
            expect(references(index, 'account-number', one)).toEqual([`C${number}`]);
          });
          for (const other of others.filter((one) => !known.includes(one)))
            expect(references(index, 'account-number', other)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('shows no value and no reference in its bytes', async () => {
    const { bytes } = await makeRegister(LIST);
    const text = bytes.toString('latin1');
    for (const plain of ['C-1', 'C-3', 'Roe', 'jane', '771203344', '536228725', '7205550111'])
      expect(text).not.toContain(plain);
  });
});

describe('an index that cannot be used', () => {
  it.each([
    {
      name: 'another key',
      kind: 'key',
      of: (bytes: Buffer) => bytes,
      key: Buffer.from('another key of some length'),
    },
    { name: 'another format', kind: 'version', of: (bytes: Buffer) => changed(bytes, 11, 9) },
    { name: 'a damaged head', kind: 'damaged', of: (bytes: Buffer) => changed(bytes, 20) },
    { name: 'damaged facts', kind: 'damaged', of: (bytes: Buffer) => changed(bytes, 5000) },
    { name: 'a damaged filter', kind: 'damaged', of: (bytes: Buffer) => changed(bytes, bytes.length - 5000) },
    {
      name: 'a file that was cut off',
      kind: 'damaged',
      of: (bytes: Buffer) => bytes.subarray(0, bytes.length - 1),
    },
    { name: 'an empty file', kind: 'damaged', of: () => Buffer.alloc(0) },
    { name: 'another file', kind: 'damaged', of: () => Buffer.alloc(20_000, 'x') },
  ])('$name is refused: $kind', async ({ kind, of, key }) => {
    const { bytes } = await makeRegister(LIST);
    const open = (): unknown => openRegister(memoryFile(of(Buffer.from(bytes))), key ?? KEY);
    expect(open).toThrow(expect.objectContaining({ name: 'CustomerIndexError', kind }));
  });

  it('damage among the entries is an error of the look-up, never nobody', async () => {
    const { bytes } = await makeRegister(LIST);
    const { entries, customers } = openRegister(memoryFile(bytes), KEY).facts.sections;
    for (const { offset } of [entries, customers]) {
      const index = openRegister(memoryFile(changed(Buffer.from(bytes), offset + 99)), KEY);
      expect(() => index.candidates('ssn', '536228725')).toThrow(CustomerIndexError);
    }
  });
});

describe('a list with mistakes', () => {
  it('names each by line and keeps the rest', async () => {
    const { problems, customers, identifiers } = await makeRegister(
      `${HEADER}C-1,Jane,12,jane@mail.example,,\n,John,7205550111,,,\nC-3,Ann,,not-an-address,,000-11-2222\n"C-4","J "JJ" Doe",,j@d.example,,\n`,
    );
    expect({ customers, identifiers }).toEqual({ customers: 3, identifiers: 2 });
    expect(problems.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 phone',
      '3 reference',
      '4 ssn',
      '4 email',
      '4 null',
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/Jane|7205550111|not-an-address|2222/);
  });

  it.each([
    ['no reference', 'name,phone\nJane,7205550111\n', /line must name.*lacks the column "reference"/],
    ['no identifier', 'reference,name\nC-1,Jane\n', /has none of account_number, ssn, email, phone/],
    ['a column twice', 'reference,phone,Phone\nC-1,1,2\n', /"phone" twice/],
    ['nothing at all', '', /lacks the column/],
    [
      'a quotation mark that is never closed',
      `reference,phone\nC-1,"7205550111\n${'C-2,7205550112\n'.repeat(9000)}`,
      /quotation mark/,
    ],
  ])('%s is refused', async (_, csv, message) => {
    await expect(makeRegister(csv)).rejects.toThrow(InputError);
    await expect(makeRegister(csv)).rejects.toThrow(message);
  });

  it.each([
    ['semicolons', 'reference;phone\nC-1;7205550111\n'],
    ['a byte order mark', '\ufeffreference,phone\nC-1,7205550111\n'],
    ['UTF-16', Buffer.from('\ufeffreference,phone\r\nC-1,7205550111\r\n', 'utf16le')],
    ['other columns and case', 'Phone,city,REFERENCE\n7205550111,Denver,C-1\n'],
  ])('%s are read', async (_, csv) => {
    const { bytes } = await makeRegister(csv);
    expect(references(openRegister(memoryFile(bytes), KEY), 'phone', '+17205550111')).toEqual(['C-1']);
  });
});

function changed(bytes: Buffer, at: number, value?: number): Buffer {
  bytes[at] = value ?? (bytes[at] ?? 0) ^ 0xff;
  return bytes;
}
