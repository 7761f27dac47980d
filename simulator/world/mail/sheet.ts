import { strToU8, zipSync } from 'fflate';

/** Rows of cells; the first row is the header. */
export type Rows = readonly (readonly string[])[];

/** RFC 4180 text with CRLF. */
export function csvBytes(rows: Rows): Uint8Array {
  return strToU8(`${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`);
}

function csvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** One sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly rows: Rows;
}

/** A minimal workbook with shared strings; cells of nine bare digits are numbers (ECMA-376 part 1). */
export function xlsxBytes(sheets: readonly Sheet[]): Uint8Array {
  const strings = new SharedStrings();
  const parts: Record<string, string> = { '_rels/.rels': PACKAGE_RELATIONS };
  for (const [index, { rows }] of sheets.entries()) {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(rows, strings);
  }
  parts['xl/sharedStrings.xml'] = strings.xml();
  parts['[Content_Types].xml'] = contentTypes(sheets);
  parts['xl/workbook.xml'] = workbook(sheets);
  parts['xl/_rels/workbook.xml.rels'] = workbookRelations(sheets);
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  // A fixed time: the bytes depend on the rows only.
  return zipSync(files, { level: 6, mtime: new Date(2020, 0, 1) });
}

class SharedStrings {
  readonly #places = new Map<string, number>();

  indexOf(text: string): number {
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  }

  xml(): string {
    const items = [...this.#places.keys()].map(
      (text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`,
    );
    return `${HEAD}<sst xmlns="${MAIN}" count="${items.length}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

function sheetXml(rows: Rows, strings: SharedStrings): string {
  const body = rows
    .map((row, r) => {
      const cells = row.map((cell, c) => cellXml(cell, `${columnLetter(c)}${r + 1}`, strings)).join('');
      return `<row r="${r + 1}">${cells}</row>`;
    })
    .join('');
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${body}</sheetData></worksheet>`;
}

function cellXml(cell: string, reference: string, strings: SharedStrings): string {
  if (/^[1-9]\d{8}$/.test(cell)) return `<c r="${reference}"><v>${cell}</v></c>`;
  return `<c r="${reference}" t="s"><v>${strings.indexOf(cell)}</v></c>`;
}

function columnLetter(index: number): string {
  return String.fromCharCode(65 + index);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const PACKAGE_RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

function contentTypes(sheets: readonly Sheet[]): string {
  const overrides = sheets
    .map((_, index) => override(`worksheets/sheet${index + 1}.xml`, 'worksheet'))
    .join('');
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>';
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types">${defaults}${override('workbook.xml', 'sheet.main')}${overrides}${override('sharedStrings.xml', 'sharedStrings')}</Types>`;
}

function override(part: string, type: string): string {
  return `<Override PartName="/xl/${part}" ContentType="${TYPE}.${type}+xml"/>`;
}

function workbook(sheets: readonly Sheet[]): string {
  const items = sheets
    .map(
      ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('');
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${items}</sheets></workbook>`;
}

function workbookRelations(sheets: readonly Sheet[]): string {
  const items = sheets.map((_, index) =>
    relation(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  const all = [...items, relation(sheets.length + 1, 'sharedStrings', 'sharedStrings.xml')].join('');
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
}

function relation(number: number, type: string, target: string): string {
  return `<Relationship Id="rId${number}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}
