import { gunzipSync } from 'node:zlib';
import { allowance, type Descent, type PartReading, settle } from './descent.js';
import type { DocumentText } from './document.js';
import { PassageList } from './passage-list.js';
import { unpackFiles } from './unpack.js';
import { zipDirectory } from './zip-directory.js';

/** What the systems that pack files add of their own. */
const NOISE = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** Every file of a ZIP archive by its own kind. Encrypted ones are named as unread. */
export async function readZip(
  bytes: Uint8Array,
  descent: Descent,
  readPart: PartReading,
): Promise<DocumentText> {
  const list = new PassageList();
  const closed = new Set<string>();
  for (const { name, isEncrypted, method } of zipDirectory(bytes) ?? []) {
    if (isEncrypted) list.fail('password-protected files in an archive cannot be read');
    else if (method !== 0 && method !== 8)
      list.fail('files in an archive that are packed in an unusual way cannot be read');
    else continue;
    closed.add(name);
  }
  const { files, reasons } = unpackFiles(bytes, descent, (name) => !closed.has(name) && !NOISE.test(name));
  for (const file of files) list.add(await readPart(file.bytes, file.name, null));
  for (const reason of reasons) list.fail(reason);
  return list.document();
}

/** The one file in a gzip file, called as that without its `.gz`. */
export async function readGzip(
  bytes: Uint8Array,
  name: string,
  descent: Descent,
  readPart: PartReading,
): Promise<DocumentText> {
  const whole = gunzip(bytes, descent);
  if (typeof whole === 'string') return { passages: [], reasons: [`the archive cannot be read: ${whole}`] };
  return readPart(whole, name.replace(/\.t?gz$/i, ''), null);
}

/** The fault where it cannot be had. */
function gunzip(bytes: Uint8Array, descent: Descent): Uint8Array | string {
  const { leftBytes } = allowance(bytes, descent);
  try {
    const most = Math.max(1, Math.min(leftBytes, descent.limits.attachmentBytes));
    const whole = gunzipSync(bytes, { maxOutputLength: most });
    settle(descent, leftBytes, { leftBytes: leftBytes - whole.length });
    return whole;
  } catch (error) {
    settle(descent, leftBytes, { leftBytes: 0 });
    const isLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return isLarge ? 'it inflates to more than is allowed' : 'it is damaged';
  }
}
