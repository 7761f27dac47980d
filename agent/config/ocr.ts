import { SECOND_MS } from '../model/time.js';
import type { OcrWish } from './resolved.js';
import type { ConfigFile } from './schema.js';

/** How pictures are read where nothing is said: in English, by Tesseract where it is installed. */
export function resolveOcr(ocr: NonNullable<ConfigFile['exposure']>['ocr'] = {}): OcrWish {
  return {
    isEnabled: ocr.enabled ?? true,
    command: ocr.command ?? 'tesseract',
    languages: ocr.languages ?? ['eng'],
    timeoutMs: (ocr.timeoutSeconds ?? 60) * SECOND_MS,
    memoryMb: ocr.memoryMb ?? 512,
  };
}
