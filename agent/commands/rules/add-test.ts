import { runTests } from '../../detect/loop/run-tests.js';
import { requireRules } from '../load-rules.js';
import { type AddVerb, writeJson } from '../verb.js';
import { readTestRecord } from './read-test-record.js';

/** `mailwarden rules test`. */
export const addTest: AddVerb = (rules, io, done) => {
  rules
    .command('test')
    .argument('[dir]', 'a rule directory; the built-in one if not given')
    .description('Runs the hits and near misses that stand beside each rule and behaviour.')
    .option('--json', 'print {passed, failed, cases}')
    .addHelpText('after', '\nExample:\n  mailwarden rules test\n')
    .action((dir: string | undefined, options: { readonly json?: true }) => {
      const report = runTests(requireRules(dir === undefined ? [] : [dir]), readTestRecord);
      if (options.json) writeJson(io, report);
      else {
        for (const one of report.cases)
          if (!one.passed)
            io.out(`failed  ${one.file}:${one.line} ${one.kind} ${one.index}: ${one.reason}\n`);
        io.out(`${report.passed} passed, ${report.failed} failed\n`);
      }
      done(report.failed > 0 ? 1 : 0);
    });
};
