import { strToU8, zipSync } from 'fflate';

/** Parts of a workbook by path, zipped as they are. */
export function zipParts(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const bytesOf = (part: string | Uint8Array): Uint8Array =>
    typeof part === 'string' ? strToU8(part) : part;
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, part]) => [path, bytesOf(part)])));
}

/** A workbook with one sheet per list of rows; texts are shared strings, `loose` ones stand in no cell. */
export function makeWorkbook(
  sheets: readonly (readonly (readonly (string | number)[])[])[],
  loose: readonly string[] = [],
): Uint8Array {
  const strings: string[] = [...loose];
  const parts: Record<string, string> = {};
  sheets.forEach((rows, number) => {
    parts[`xl/worksheets/sheet${number + 1}.xml`] =
      `<worksheet><sheetData>${rows.map((row, index) => rowXml(row, index, strings)).join('')}</sheetData></worksheet>`;
  });
  parts['xl/sharedStrings.xml'] = `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;
  return zipParts(parts);
}

function rowXml(row: readonly (string | number)[], index: number, strings: string[]): string {
  const cells = row.map((value, column) => {
    const at = `r="${String.fromCharCode(65 + column)}${index + 1}"`;
    if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
    strings.push(value);
    return `<c ${at} t="s"><v>${strings.length - 1}</v></c>`;
  });
  return `<row r="${index + 1}">${cells.join('')}</row>`;
}
