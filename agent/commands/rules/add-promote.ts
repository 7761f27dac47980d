import { promoteRule } from '../../detect/loop/promote-rule.js';
import { InputError } from '../../model/errors.js';
import { readText, writeWhole } from '../../runtime/files.js';
import { requireRules } from '../load-rules.js';
import { type AddVerb, writeJson } from '../verb.js';
import { findAny } from './find-any.js';

interface PromoteOptions {
  readonly rules: string;
  readonly json?: true;
}

/** `mailwarden rules promote`. */
export const addPromote: AddVerb = (rules, io) => {
  rules
    .command('promote')
    .argument('<rule>', 'its id, name, title or file name')
    .description('Ends the trial of a rule or behaviour: edits the one line of its file that says shadow.')
    .requiredOption('--rules <dir>', 'the rule directory that holds it')
    .option('--json', 'print {rule, file, line}')
    .addHelpText('after', '\nExample:\n  mailwarden rules promote inbox-rule-deletes-mail --rules my-rules\n')
    .action((wanted: string, options: PromoteOptions) => {
      const found = findAny(wanted, requireRules([options.rules]), options.rules);
      const { rule } = found;
      const id = 'behaviour' in found ? `behaviour:${found.behaviour.type}` : rule.id;
      const promotion = promoteRule(readText(rule.file), id) ?? {
        mistake: 'the rule has no id of its own to find it by; give it one',
        line: 'behaviour' in found ? found.behaviour.line : found.rule.line,
      };
      if ('mistake' in promotion) {
        const { mistake, line } = promotion;
        throw new InputError([{ file: rule.file, line, column: null, message: mistake }]);
      }
      writeWhole(rule.file, promotion.text);
      if (options.json) writeJson(io, { rule: id, file: rule.file, line: promotion.line });
      else io.out(`${rule.file}:${promotion.line} ${rule.title}: counts from the next load of the rules\n`);
    });
};
