import { basename, join } from 'node:path';
import { loadConfig } from '../config.js';
import { InputError, type InputIssue } from '../model/errors.js';
import { fileExists, writeWhole } from '../runtime/files.js';
import type { CommandIo, ExitCode } from './io.js';
import { requireRules } from './load-rules.js';
import { replayFiles } from './replay/replay-files.js';
import { type AddVerb, counted, writeJson } from './verb.js';

interface ReplayOptions {
  readonly out: string;
  readonly config?: string;
  readonly rules?: string;
  readonly json?: true;
}

/** `mailwarden replay`: scores exported logs offline. */
export const addReplay: AddVerb = (program, io, done) => {
  program
    .command('replay')
    .argument('<file...>', 'exported logs of any known layout, gzip or not')
    .description('Scores exported logs offline. Never calls the provider, never acts.')
    .requiredOption('--out <dir>', 'where summary.json, findings.ndjson and incidents.json are written')
    .option('--config <file>', 'takes the tenant and its domains from a configuration')
    .option('--rules <dir>', 'rules instead of the built-in ones')
    .option('--json', 'print summary.json')
    .addHelpText('after', '\nExample:\n  mailwarden replay audit.csv signins.json --out case-17\n')
    .action(async (files: string[], options: ReplayOptions) => {
      done(await replay(files, options, io));
    });
};

async function replay(files: readonly string[], options: ReplayOptions, io: CommandIo): Promise<ExitCode> {
  requireFiles(files);
  const config = options.config === undefined ? null : loadConfig(options.config, io.env);
  const directories = options.rules === undefined ? (config?.ruleDirectories ?? []) : [options.rules];
  const outcome = await replayFiles({
    files,
    out: options.out,
    content: requireRules(directories),
    tenant: config?.tenant ?? null,
    networkFiles: config?.networkFiles ?? [],
    onProgress: (file, records) => {
      if (io.isTerminal) io.err(`\r${basename(file)}: ${counted(records, 'record')}\u001b[K`);
    },
  });
  if (io.isTerminal) io.err('\r\u001b[K');
  const { summary, incidents, findings, domains, areInferred } = outcome;
  writeWhole(join(options.out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  writeWhole(join(options.out, 'incidents.json'), `${JSON.stringify(incidents, null, 2)}\n`);
  writeWhole(
    join(options.out, 'findings.ndjson'),
    findings.map((finding) => `${JSON.stringify(finding)}\n`).join(''),
  );
  if (areInferred) io.err(`the tenant's domains are inferred: ${domains.join(', ') || 'none found'}\n`);
  if (options.json) writeJson(io, summary);
  else
    io.out(
      `${counted(summary.records, 'record')} in ${counted(summary.files, 'file')}: ${summary.parsed} parsed, ${summary.duplicates} duplicates, ${summary.rejected.length} rejected\n` +
        `${counted(findings.length, 'finding')}, ${counted(incidents.length, 'incident')}; see ${join(options.out, 'summary.json')}\n`,
    );
  return 0;
}

function requireFiles(files: readonly string[]): void {
  const issues = files
    .filter((file) => !fileExists(file))
    .map(
      (file): InputIssue => ({
        file,
        line: null,
        column: null,
        message: 'there is no such file; correct the path',
      }),
    );
  if (issues.length > 0) throw new InputError(issues);
}
