import type { LoadedContent } from '../../detect/content/load-content.js';
import { checkSuppressions } from '../../detect/loop/check-suppressions.js';
import { unusedFilters, unusedTuning } from '../../detect/loop/unused-tuning.js';
import { describeIssue, type InputIssue } from '../../model/errors.js';
import type { Instant } from '../../model/time.js';
import { systemClock } from '../../runtime/clock.js';
import type { CommandIo, ExitCode } from '../io.js';
import { readRules, ruleFilesOf } from '../load-rules.js';
import { type AddVerb, counted, writeJson } from '../verb.js';

interface CheckOptions {
  readonly json?: true;
  readonly ci?: true;
}

interface CheckResult {
  readonly rules: number;
  readonly behaviours: number;
  /** Notice regimes, the built-in ones among them. */
  readonly notices: number;
  readonly errors: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
}

/** `mailwarden rules check`. */
export const addCheck: AddVerb = (rules, io, done) => {
  rules
    .command('check')
    .argument('[dir]', 'a rule directory; the built-in one if not given')
    .description('Loads and validates rules, behaviours, mappings, exceptions, tuning and test files.')
    .option('--json', 'print {rules, behaviours, notices, errors, warnings}')
    .option('--ci', 'one line per issue, as compilers write it, and nothing else')
    .addHelpText('after', '\nExample:\n  mailwarden rules check my-rules --ci\n')
    .action((dir: string | undefined, options: CheckOptions) => {
      const directories = dir === undefined ? [] : [dir];
      const result = check(readRules(directories), directories, systemClock.now());
      if (options.json) writeJson(io, result);
      else if (options.ci) tellCompiler(result, io);
      else tell(result, io);
      const code: ExitCode = result.errors.length > 0 ? 2 : 0;
      done(code);
    });
};

function check(content: LoadedContent, directories: readonly string[], now: Instant): CheckResult {
  const ended = checkSuppressions(content.filters, content.terms, now);
  return {
    rules: content.rules.rules.length + content.rules.correlations.correlations.length,
    behaviours: content.behaviours.filter(({ points }) => points !== 0).length,
    notices: content.notices.length,
    errors: [...content.errors, ...ended.errors],
    warnings: [
      ...content.warnings,
      ...ended.warnings,
      ...unusedFilters(content.filters, content.compiled),
      ...unusedTuning(ruleFilesOf(directories)),
    ],
  };
}

function tell({ rules, behaviours, notices, errors, warnings }: CheckResult, io: CommandIo): void {
  for (const issue of errors) io.out(`error    ${describeIssue(issue)}\n`);
  for (const issue of warnings) io.out(`warning  ${describeIssue(issue)}\n`);
  io.out(
    `${counted(rules, 'rule')}, ${counted(behaviours, 'behaviour')}, ${counted(notices, 'notice regime')}, ${counted(errors.length, 'error')}, ${counted(warnings.length, 'warning')}\n`,
  );
}

/** `file:line:column: error: message`, which editors and build servers turn into links. */
function tellCompiler({ errors, warnings }: CheckResult, io: CommandIo): void {
  const write = (kind: string, { file, line, column, message }: InputIssue): void =>
    io.out(`${file}:${line ?? 1}:${column ?? 1}: ${kind}: ${message}\n`);
  for (const issue of errors) write('error', issue);
  for (const issue of warnings) write('warning', issue);
}
