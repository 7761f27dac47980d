import type { LoadedContent } from '../detect/content/load-content.js';
import { runRuleTests } from '../detect/sigma/run-rule-tests.js';
import { describeIssue, InputError } from '../model/errors.js';
import type { CommandIo, ExitCode } from './io.js';
import { readRules, requireRules } from './load-rules.js';
import { matchFile } from './rules/match-file.js';
import { readTestRecord } from './rules/read-test-record.js';
import { type AddVerb, counted, writeJson, writeNdjson } from './verb.js';

interface JsonOption {
  readonly json?: true;
}

/** `mailwarden rules check|test|match`. */
export const addRules: AddVerb = (program, io, done) => {
  const rules = program
    .command('rules')
    .description('Checks, tests and tries rules.')
    .addHelpText('after', '\nExample:\n  mailwarden rules check rules\n');
  rules
    .command('check')
    .argument('[dir]', 'a rule directory; the built-in one if not given')
    .description('Loads and validates rules, mappings, tuning and test files.')
    .option('--json', 'print {rules, errors, warnings}')
    .addHelpText('after', '\nExample:\n  mailwarden rules check my-rules --json\n')
    .action((dir: string | undefined, options: JsonOption) => {
      done(check(readRules(dir === undefined ? [] : [dir]), options, io));
    });
  rules
    .command('test')
    .argument('[dir]', 'a rule directory; the built-in one if not given')
    .description("Runs each rule's own hits and near misses.")
    .option('--json', 'print {passed, failed, cases}')
    .addHelpText('after', '\nExample:\n  mailwarden rules test\n')
    .action((dir: string | undefined, options: JsonOption) => {
      done(test(requireRules(dir === undefined ? [] : [dir]), options, io));
    });
  rules
    .command('match')
    .argument('<file...>', 'exported logs, or any JSON')
    .description('Tells which rule matches which record, without scoring; one JSON object a line.')
    .requiredOption('--rules <dir>', 'a rule directory')
    .option('--map <name>', '"none": no taxonomy, the log source is ignored; else the one mapping to use')
    .option('--json', 'the output is JSON lines in any case')
    .addHelpText('after', '\nExample:\n  mailwarden rules match --rules rules --map none events.ndjson\n')
    .action((files: string[], options: { rules: string; map?: string }) => {
      done(match(files, options, io));
    });
};

function check(content: LoadedContent, options: JsonOption, io: CommandIo): ExitCode {
  const { errors, warnings } = content;
  const count = content.rules.rules.length;
  if (options.json) writeJson(io, { rules: count, errors, warnings });
  else {
    for (const issue of errors) io.out(`error    ${describeIssue(issue)}\n`);
    for (const issue of warnings) io.out(`warning  ${describeIssue(issue)}\n`);
    io.out(
      `${counted(count, 'rule')}, ${counted(errors.length, 'error')}, ${counted(warnings.length, 'warning')}\n`,
    );
  }
  return errors.length > 0 ? 2 : 0;
}

function test(content: LoadedContent, options: JsonOption, io: CommandIo): ExitCode {
  const report = runRuleTests(content, readTestRecord);
  if (options.json) writeJson(io, report);
  else {
    for (const one of report.cases)
      if (!one.passed) io.out(`failed  ${one.file}:${one.line} ${one.kind} ${one.index}: ${one.reason}\n`);
    io.out(`${report.passed} passed, ${report.failed} failed\n`);
  }
  return report.failed > 0 ? 1 : 0;
}

/** Rules that were refused are named, and the others still run: exit 1 says that the answer falls short. */
function match(files: readonly string[], options: { rules: string; map?: string }, io: CommandIo): ExitCode {
  const content = readRules([options.rules]);
  if (content.rules.rules.length === 0 && content.errors.length > 0) throw new InputError(content.errors);
  for (const issue of content.errors) io.err(`refused: ${describeIssue(issue)}\n`);
  for (const file of files) writeNdjson(io, matchFile(file, content.rules, options.map === 'none'));
  return content.errors.length > 0 ? 1 : 0;
}
