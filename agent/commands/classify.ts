import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { toClassifierSettings } from '../assess/classify/settings.js';
import { classifyFile, type FileClassification } from '../assess/classify-file.js';
import { loadConfig } from '../config.js';
import { InputError } from '../model/errors.js';
import { readBytes } from '../runtime/files.js';
import { openDocuments } from './open-documents.js';
import { type AddVerb, counted, writeJson } from './verb.js';

interface ClassifyOptions {
  readonly config?: string;
  readonly json?: true;
}

/** `mailwarden classify`: which data classes a text, mail or document holds. */
export const addClassify: AddVerb = (program, io) => {
  program
    .command('classify')
    .argument('<file>', 'a text, mail or document; - reads standard input')
    .description('Tells which classes of customer data a file holds. Values are masked.')
    .option('--config <file>', 'takes domains and classes of your own from a configuration')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', '\nExample:\n  mailwarden classify export.xlsx\n')
    .action(async (file: string, options: ClassifyOptions) => {
      const config = options.config === undefined ? null : loadConfig(options.config, io.env);
      const settings = toClassifierSettings(
        config?.exposure.classes ?? [],
        config?.tenant.domains ?? [],
        config?.exposure.region,
      );
      const bytes = file === '-' ? await buffer(io.stdin) : readNamed(file);
      const documents = openDocuments(io.env, config?.exposure.ocr);
      const result = await classifyFile(
        bytes,
        file === '-' ? '' : basename(file),
        settings,
        documents.reader,
      ).finally(documents.close);
      if (options.json) writeJson(io, { file, ...result });
      else io.out(inWords(file, result));
    });
};

function readNamed(file: string): Uint8Array {
  try {
    return readBytes(file);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unreadable';
    const message = `cannot be read (${code}); name a file, or - for standard input`;
    throw new InputError([{ file, line: null, column: null, message }]);
  }
}

function inWords(file: string, { verdict, classes, unread }: FileClassification): string {
  return [
    `${file}: customer data: ${verdict}`,
    ...classes.map((one) => `  ${one.class}: ${counted(one.count, 'value')}, confidence ${one.confidence}`),
    ...unread.map((one) => `  not read: ${one.part}: ${one.reason}`),
    '',
  ].join('\n');
}
