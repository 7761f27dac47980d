import { join } from 'node:path';
import { Option } from 'commander';
import { SCAFFOLD_LOGS, type ScaffoldLog, scaffoldRule } from '../../detect/loop/scaffold-rule.js';
import { InputError } from '../../model/errors.js';
import { fileExists, writeWhole } from '../../runtime/files.js';
import { randomId } from '../../runtime/ids.js';
import { type AddVerb, writeJson } from '../verb.js';

interface NewOptions {
  readonly dir: string;
  readonly log: ScaffoldLog;
  readonly json?: true;
}

/** `mailwarden rules new`. */
export const addNew: AddVerb = (rules, io) => {
  rules
    .command('new')
    .argument('<title>', 'what the rule finds, in one line')
    .description(
      'Writes a rule, on trial, and its test file, which pass as they are and wait to be rewritten.',
    )
    .option('--dir <dir>', 'where the two files go', 'rules')
    .addOption(
      new Option('--log <source>', 'the log that it reads; access is the event of any of them')
        .choices(SCAFFOLD_LOGS)
        .default('access'),
    )
    .option('--json', 'print {id, rule, test}')
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden rules new "Sign-in from a kiosk" --dir my-rules --log signinlogs\n',
    )
    .action((title: string, options: NewOptions) => {
      const id = randomId();
      const scaffold = scaffoldRule(title.trim(), id, options.log);
      if (scaffold.name === '')
        throw refusal(title, 'needs a letter or a digit, from which the files get their name');
      const [rule, test] = [`${scaffold.name}.yml`, `${scaffold.name}.test.yml`].map((name) =>
        join(options.dir, name),
      ) as [string, string];
      const taken = [rule, test].find(fileExists);
      if (taken !== undefined) throw refusal(taken, 'is there already; choose another title or directory');
      writeWhole(rule, scaffold.rule);
      writeWhole(test, scaffold.test);
      if (options.json) writeJson(io, { id, rule, test });
      else io.out(`${rule}\n${test}\nrewrite them, then: mailwarden rules test ${options.dir}\n`);
    });
};

function refusal(file: string, message: string): InputError {
  return new InputError([{ file, line: null, column: null, message }]);
}
