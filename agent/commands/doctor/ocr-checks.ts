import type { Config } from '../../config.js';
import { languagesOf } from '../../runtime/document-ocr.js';
import { findOcr } from '../open-documents.js';
import { type Check, failed, passed, unknown } from './check.js';

const NAME = 'pictures';

/** Whether pictures and scanned pages can be read: by an engine that is installed, in languages that it has. */
export async function checkOcr(
  { exposure }: { readonly exposure: Pick<Config['exposure'], 'ocr'> },
  env: NodeJS.ProcessEnv,
): Promise<Check> {
  const { isEnabled, command, languages } = exposure.ocr;
  if (!isEnabled)
    return unknown(NAME, 'exposure.ocr.enabled is false: pictures and scanned pages are named as unread');
  const ocr = findOcr(exposure.ocr, env);
  if (ocr === null)
    return unknown(
      NAME,
      `no OCR engine: "${command}" was not found, so pictures and scanned pages are named as unread`,
      'install Tesseract (Debian: tesseract-ocr), or name it in exposure.ocr.command',
    );
  const installed = await languagesOf(ocr);
  const remedy =
    'see that exposure.ocr.command is Tesseract 4 or 5, and install the data of exposure.ocr.languages';
  if (installed === null) return failed(NAME, `${ocr.command} does not say which languages it has`, remedy);
  const missing = languages.filter((language) => !installed.includes(language));
  if (missing.length > 0)
    return failed(NAME, `${ocr.command} has no data for: ${missing.join(', ')}`, remedy);
  return passed(NAME, `${ocr.command} reads ${languages.join(', ')}`);
}
