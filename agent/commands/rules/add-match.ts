import { describeIssue, InputError } from '../../model/errors.js';
import type { CommandIo, ExitCode } from '../io.js';
import { readRules } from '../load-rules.js';
import { type AddVerb, writeNdjson } from '../verb.js';
import { matchFiles } from './match-file.js';
import { rulesByMapping } from './rules-by-mapping.js';

interface MatchOptions {
  readonly rules: string;
  readonly map?: string;
}

/** `mailwarden rules match`. */
export const addMatch: AddVerb = (rules, io, done) => {
  rules
    .command('match')
    .argument('<file...>', 'exported logs, or any JSON')
    .description('Tells which rule matches which record, without scoring; one JSON object a line.')
    .requiredOption('--rules <dir>', 'a rule directory')
    .option('--map <name>', '"none": no taxonomy, the log source is ignored; else the one mapping to use')
    .option('--json', 'the output is JSON lines in any case')
    .addHelpText('after', '\nExample:\n  mailwarden rules match --rules rules --map none events.ndjson\n')
    .action((files: string[], options: MatchOptions) => {
      done(match(files, options, io));
    });
};

/** Rules that were refused are named, and the others still run: exit 1 says that the answer falls short. */
function match(files: readonly string[], options: MatchOptions, io: CommandIo): ExitCode {
  const content = readRules([options.rules]);
  if (content.rules.rules.length === 0 && content.errors.length > 0) throw new InputError(content.errors);
  for (const issue of content.errors) io.err(`refused: ${describeIssue(issue)}\n`);
  const tell = (message: string): void => io.err(`${message}\n`);
  writeNdjson(io, matchFiles(files, rulesByMapping(content, options.map), options.map === 'none', tell));
  return content.errors.length > 0 ? 1 : 0;
}
