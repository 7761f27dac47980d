import { renderLayer } from '../../detect/loop/render-layer.js';
import { writeWhole } from '../../runtime/files.js';
import { requireRules } from '../load-rules.js';
import { type AddVerb, counted, writeJson } from '../verb.js';

interface CoverageOptions {
  readonly rules?: string;
  readonly out?: string;
  readonly json?: true;
}

/** `mailwarden rules coverage`. */
export const addCoverage: AddVerb = (rules, io) => {
  rules
    .command('coverage')
    .description(
      'Tells which ATT&CK techniques rules and behaviours can show, as a layer file of the Navigator.',
    )
    .option('--rules <dir>', 'a rule directory; the built-in one if not given')
    .option('--out <file>', 'where the layer is written; standard output if not given')
    .option('--json', 'the output is JSON in any case')
    .addHelpText('after', '\nExample:\n  mailwarden rules coverage --rules my-rules --out layer.json\n')
    .action((options: CoverageOptions) => {
      const content = requireRules(options.rules === undefined ? [] : [options.rules]);
      const layer = renderLayer(content.rules.reporting, content.tuning);
      if (options.out === undefined) {
        writeJson(io, layer);
        return;
      }
      writeWhole(options.out, `${JSON.stringify(layer, null, 2)}\n`);
      const count = layer.techniques.length;
      if (options.json) writeJson(io, { file: options.out, techniques: count });
      else io.out(`${options.out}: ${counted(count, 'technique')}\n`);
    });
};
