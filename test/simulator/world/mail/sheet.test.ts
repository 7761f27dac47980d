import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { csvBytes, xlsxBytes } from '../../../../simulator/world/mail/sheet.js';

describe('csvBytes', () => {
  it('quotes what needs it and ends lines as RFC 4180 does', () => {
    const bytes = csvBytes([
      ['Name', 'Address'],
      ['Ann "Al" Lee', '1 Main St, Boise'],
    ]);
    expect(strFromU8(bytes)).toBe('Name,Address\r\n"Ann ""Al"" Lee","1 Main St, Boise"\r\n');
  });
});

describe('xlsxBytes', () => {
  const bytes = xlsxBytes([
    { name: 'Read me', rows: [['Report', 'A & B']] },
    {
      name: 'Accounts',
      rows: [
        ['Name', 'Account'],
        ['Report', '123456789'],
        ['Zoë', '012345678'],
      ],
    },
  ]);
  const part = (name: string) => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());

  it('has a part for each sheet, named in the workbook, the relations and the content types', () => {
    expect(part('xl/workbook.xml')).toContain('<sheet name="Accounts" sheetId="2" r:id="rId2"/>');
    expect(part('xl/_rels/workbook.xml.rels')).toContain('Id="rId2"');
    expect(part('xl/_rels/workbook.xml.rels')).toContain('Target="worksheets/sheet2.xml"');
    expect(part('[Content_Types].xml')).toContain('PartName="/xl/worksheets/sheet2.xml"');
  });

  it('shares strings over the sheets', () => {
    expect(part('xl/sharedStrings.xml')).toContain('<t xml:space="preserve">A &amp; B</t>');
    expect(part('xl/sharedStrings.xml').match(/>Report</g)).toHaveLength(1);
    expect(part('xl/worksheets/sheet2.xml')).toContain('<c r="A2" t="s"><v>0</v></c>');
  });

  it('writes nine bare digits as a number, but not with a leading zero', () => {
    expect(part('xl/worksheets/sheet2.xml')).toContain('<c r="B2"><v>123456789</v></c>');
    expect(part('xl/worksheets/sheet2.xml')).toMatch(/<c r="B3" t="s">/);
  });

  it('depends on the rows alone', () => {
    const again = xlsxBytes([{ name: 'A', rows: [['x']] }]);
    expect(xlsxBytes([{ name: 'A', rows: [['x']] }])).toEqual(again);
  });
});
