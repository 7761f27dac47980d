import { join } from 'node:path';
import { Option } from 'commander';
import { BEHAVIOUR_TYPES, type BehaviourName } from '../../detect/behaviour/declaration/behaviour-types.js';
import { scaffoldBehaviour } from '../../detect/loop/scaffold-behaviour.js';
import { SCAFFOLD_LOGS, type ScaffoldLog, scaffoldRule } from '../../detect/loop/scaffold-rule.js';
import { InputError } from '../../model/errors.js';
import { fileExists, readText, writeWhole } from '../../runtime/files.js';
import { randomId } from '../../runtime/ids.js';
import { builtInRules } from '../product.js';
import { type AddVerb, writeJson } from '../verb.js';

interface NewOptions {
  readonly dir: string;
  readonly log: ScaffoldLog;
  readonly behaviour?: BehaviourName;
  readonly json?: true;
}

/** `mailwarden rules new`. */
export const addNew: AddVerb = (rules, io) => {
  rules
    .command('new')
    .argument('<title>', 'what the rule finds, in one line')
    .description(
      'Writes a rule, on trial, and its test file, which pass as they are and wait to be rewritten; or a behaviour, to be tuned, with the cases that the product has for it.',
    )
    .option('--dir <dir>', 'where the files go', 'rules')
    .addOption(
      new Option('--log <source>', 'the log that it reads; access is the event of any of them')
        .choices(SCAFFOLD_LOGS)
        .default('access'),
    )
    .addOption(
      new Option('--behaviour <type>', 'a file for this behaviour, with the numbers that the product has')
        .choices(Object.keys(BEHAVIOUR_TYPES))
        .conflicts('log'),
    )
    .option('--json', 'print {id, rule, test}; of a behaviour {id, behaviour, test}')
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden rules new "Sign-in from a kiosk" --dir my-rules --log signinlogs\n',
    )
    .action((title: string, { dir, log, behaviour, json }: NewOptions) => {
      const id = randomId();
      const name = title.trim();
      if (behaviour === undefined) {
        const scaffold = scaffoldRule(name, id, log);
        const [rule = '', test = ''] = write(dir, title, scaffold.name, [
          ['.yml', scaffold.rule],
          ['.test.yml', scaffold.test],
        ]);
        if (json) writeJson(io, { id, rule, test });
        else io.out(`${rule}\n${test}\nrewrite them, then: mailwarden rules test ${dir}\n`);
        return;
      }
      const scaffold = scaffoldBehaviour(name, id, behaviour);
      const [file = '', test = ''] = write(dir, title, scaffold.name, [
        ['.yml', scaffold.text],
        ['.test.yml', ownTest(behaviour)],
      ]);
      if (json) writeJson(io, { id, behaviour: file, test });
      else
        io.out(
          `${file}\n${test}\nchange its numbers, then: mailwarden rules test ${dir}, mailwarden rules backtest --with ${dir}\n`,
        );
    });
};

/** The cases that the product has for a behaviour: they hold by its numbers, and show what a case is made of. */
function ownTest(behaviour: BehaviourName): string {
  const text = readText(join(builtInRules(), 'behaviours', `${behaviour}.test.yml`));
  // From elsewhere the schema lies at another path.
  return text.replace(/^# yaml-language-server: .*\n/, '');
}

/** Writes files of one name and several endings, all or none. Raises `InputError` when it has no name, or one is there. */
function write(
  dir: string,
  title: string,
  name: string,
  parts: readonly (readonly [string, string])[],
): readonly string[] {
  if (name === '') throw refusal(title, 'needs a letter or a digit, from which the files get their name');
  const files = parts.map(([ending, text]) => ({ file: join(dir, `${name}${ending}`), text }));
  const taken = files.find(({ file }) => fileExists(file));
  if (taken !== undefined) throw refusal(taken.file, 'is there already; choose another title or directory');
  for (const { file, text } of files) writeWhole(file, text);
  return files.map(({ file }) => file);
}

function refusal(file: string, message: string): InputError {
  return new InputError([{ file, line: null, column: null, message }]);
}
