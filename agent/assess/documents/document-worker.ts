import { type OcrSettings, openOcr } from '../../runtime/document-ocr.js';
import { answerRequests } from '../../runtime/document-process.js';
import { DEFAULT_LIMITS } from './document.js';
import { readHere } from './document-readers.js';

/**
 * The program that reads documents for the agent, in a process of its own. It is started by `openDocumentProcess`; its argument says
 * how pictures are read, as JSON.
 */
const ocr = JSON.parse(process.argv[2] ?? 'null') as OcrSettings | null;
answerRequests(readHere(DEFAULT_LIMITS, ocr === null ? null : openOcr(ocr)));
