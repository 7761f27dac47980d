import { readZip } from './archive.js';
import type { Descent, PartReading } from './descent.js';
import type { DocumentText } from './document.js';
import { PRESENTATION, readOfficeText, WORD } from './office-text.js';
import { readOpenDocument } from './open-document.js';
import { PassageList } from './passage-list.js';
import { inflateWithin, unpackFiles } from './unpack.js';
import { readWorkbook } from './workbook.js';
import { ArchiveFault } from './zip-parts.js';

interface Container {
  /** Tells the kind by its entries. */
  readonly sign: RegExp;
  /** Entries that are of the format itself. Any other is a whole file: embedded, or hidden in the archive. */
  readonly own: RegExp;
  readonly read: (bytes: Uint8Array, descent: Descent) => DocumentText;
}

const OFFICE_OWN =
  /^(?:\[Content_Types\]\.xml$|_rels\/|docProps\/|customXml\/(?!item\d)|(?:word|xl|ppt)\/(?!embeddings\/))/i;
const OPEN_OWN =
  /^(?:(?:mimetype|layout-cache|manifest\.rdf|(?:content|styles|meta|settings)\.xml)$|(?:META-INF|Pictures|media|Thumbnails|Configurations2|ObjectReplacements|Object \d{1,4}|Basic|Dialogs|Fonts)(?:\/|$))/;

/** Pictures are of the format itself only where nobody reads them. */
const PICTURES = /^(?:(?:word|xl|ppt)\/media|Pictures|media)\/./i;

const CONTAINERS: readonly Container[] = [
  { sign: /^xl\/(?:workbook\.|worksheets\/)/i, own: OFFICE_OWN, read: readWorkbook },
  { sign: WORD.main, own: OFFICE_OWN, read: (bytes, descent) => readOfficeText(bytes, WORD, descent) },
  {
    sign: PRESENTATION.main,
    own: OFFICE_OWN,
    read: (bytes, descent) => readOfficeText(bytes, PRESENTATION, descent),
  },
  { sign: /^content\.xml$/, own: OPEN_OWN, read: readOpenDocument },
];

/** What a ZIP container is: a workbook, a document, a presentation, or just an archive. */
export async function readContainer(
  bytes: Uint8Array,
  descent: Descent,
  readPart: PartReading,
): Promise<DocumentText> {
  const names = namesOf(bytes, descent);
  const container = CONTAINERS.find(({ sign }) => names.some((name) => sign.test(name)));
  if (container === undefined) return readZip(bytes, descent, readPart);
  const list = new PassageList();
  list.add(container.read(bytes, descent));
  const readsPictures = descent.pictures !== null;
  const isForeign = (name: string): boolean =>
    !name.endsWith('/') && (!container.own.test(name) || (readsPictures && PICTURES.test(name)));
  if (!names.some(isForeign)) return list.document();
  const { files, reasons } = unpackFiles(bytes, descent, isForeign);
  for (const file of files) list.add(await readPart(file.bytes, file.name, null));
  for (const reason of reasons) list.fail(reason);
  return list.document();
}

/** As far as they can be had: the reader that is chosen by them meets the fault again. */
function namesOf(bytes: Uint8Array, descent: Descent): readonly string[] {
  const names: string[] = [];
  try {
    inflateWithin(bytes, descent, (name) => {
      names.push(name);
      return null;
    });
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
  }
  return names;
}
