import { answerRequests } from '../../runtime/document-process.js';
import { DEFAULT_LIMITS } from './document.js';
import { readHere } from './document-readers.js';

/** The program that reads documents for the agent, in a process of its own. It is started by `openDocumentProcess`. */
answerRequests(readHere(DEFAULT_LIMITS));
