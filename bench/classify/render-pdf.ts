/** A PDF of one page, a line of text beneath the other, in the characters of Windows-1252. */
export function renderPdf(lines: readonly string[]): Uint8Array {
  const drawing = lines
    .map((line, index) => `BT /F1 10 Tf 40 ${1_150 - index * 14} Td (${escapeText(line)}) Tj ET`)
    .join('\n');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[4 0 R]/Count 1>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 1200]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>',
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** The euro sign stands at 0x80 in Windows-1252, everything else of our languages as in Latin-1. */
function escapeText(line: string): string {
  return line.replaceAll('€', '\u0080').replace(/[\\()]/g, '\\$&');
}
