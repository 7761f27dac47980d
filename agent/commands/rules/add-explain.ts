import type { LoadedContent } from '../../detect/content/load-content.js';
import type { Correlation } from '../../detect/correlation/correlation.js';
import { renderExplanation } from '../../detect/loop/render-explanation.js';
import { InputError } from '../../model/errors.js';
import type { CommandIo } from '../io.js';
import { requireRules } from '../load-rules.js';
import { type AddVerb, wholeNumber, writeJson } from '../verb.js';
import type { FoundWindows } from './correlation-windows.js';
import {
  type ExplainedRule,
  type ExplainTerms,
  explainOrSay,
  explainRecordRule,
  readBy,
  type UnseenRecord,
} from './explain-rules.js';
import { findAny } from './find-any.js';
import { findRule } from './find-rule.js';
import { readHistory } from './read-history.js';
import { type FileRecord, recordAt, recordOf } from './record-at.js';
import { rulesByMapping } from './rules-by-mapping.js';
import { showBehaviour } from './show-behaviour.js';
import { type ShowTerms, windowsAsJson, windowsInWords } from './show-windows.js';
import { windowsInFile } from './windows-in-file.js';
import { windowsInStore } from './windows-in-store.js';

interface ExplainOptions {
  readonly config?: string;
  readonly record?: number;
  readonly map?: string;
  readonly rules?: string;
  readonly showValues?: true;
  readonly json?: true;
}

/** A record, and how the windows of correlations around it are found. */
interface Explained {
  readonly record: FileRecord;
  readonly content: LoadedContent;
  readonly directory: string;
  readonly windows: (correlations: readonly Correlation[]) => Promise<FoundWindows>;
}

/** `mailwarden rules explain`. */
export const addExplain: AddVerb = (rules, io) => {
  rules
    .command('explain')
    .argument('<rule>', 'its id, name, title or file name')
    .argument(
      '[record]',
      'an exported log, or any JSON; with --config the id of a stored event; none for a behaviour',
    )
    .description(
      'Tells which part of a rule holds for a record and which does not, value by value; of a correlation, the window of the record, and the same for each rule that it reads; of a behaviour, what it is and its numbers.',
    )
    .option('--config <file>', 'the configuration file: the record and its windows are read from the store')
    .option('--record <n>', 'zero-based position of the record in the file', wholeNumber(0))
    .option('--map <name>', '"none": no taxonomy, the log source is ignored; else the one mapping to use')
    .option('--rules <dir>', 'a rule directory; the configured ones, or the built-in one, if not given')
    .option('--show-values', "print the record's own values, which may be a customer's")
    .option(
      '--json',
      'print {matches, mapping, detection, filters}; of a correlation {correlation, windows, rules}; of a behaviour {behaviour, points, parameters}',
    )
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden rules explain inbox-rule-deletes-mail audit.json --record 3\n',
    )
    .action(async (wanted: string, record: string | undefined, options: ExplainOptions) => {
      if (record === undefined) return explainWithoutRecord(wanted, options, io);
      if (options.config === undefined) return explain(wanted, inFile(record, options), options, io);
      refuseForStore(options);
      return readHistory(options.config, io, async (reads, config) => {
        const content = requireRules(options.rules === undefined ? config.ruleDirectories : [options.rules]);
        const found = await recordOf(record, reads);
        const windows = (list: readonly Correlation[]): Promise<FoundWindows> =>
          windowsInStore(found, list, content.rules, reads);
        const directory = options.rules ?? 'the configured rules';
        return explain(wanted, { record: found, content, directory, windows }, options, io);
      });
    });
};

function inFile(file: string, options: ExplainOptions): Explained {
  const content = requireRules(options.rules === undefined ? [] : [options.rules]);
  const record = recordAt(file, options.record ?? 0);
  const rules = rulesByMapping(content, options.map);
  const isPlain = options.map === 'none';
  return {
    record,
    content,
    directory: options.rules ?? 'the built-in rules',
    windows: async (list) => windowsInFile(record, list, rules, isPlain),
  };
}

/** The store holds each record once, and its windows as they were judged through every mapping. */
function refuseForStore({ record, map }: ExplainOptions): void {
  const given = record !== undefined ? '--record' : map !== undefined ? '--map' : null;
  if (given === null) return;
  const message = 'is for records of a file; leave it out with --config';
  throw new InputError([{ file: given, line: null, column: null, message }]);
}

/** Of a behaviour everything is told without a record. Raises `InputError` for a rule, and for what is neither. */
async function explainWithoutRecord(wanted: string, options: ExplainOptions, io: CommandIo): Promise<void> {
  const { rules, config, json } = options;
  const content =
    rules !== undefined || config === undefined
      ? requireRules(rules === undefined ? [] : [rules])
      : await readHistory(config, io, async (_reads, { ruleDirectories }) => requireRules(ruleDirectories));
  const named = findAny(wanted, content, rules ?? 'the rules');
  if ('behaviour' in named) return showBehaviour(named.behaviour, json === true, io);
  const message = 'is a rule; name a record too: an exported log, or with --config the id of a stored event';
  throw new InputError([{ file: named.rule.title, line: null, column: null, message }]);
}

async function explain(
  wanted: string,
  { record, content, directory, windows }: Explained,
  options: ExplainOptions,
  io: CommandIo,
): Promise<void> {
  const { correlations } = content.rules.correlations;
  const named = findAny(wanted, content, directory);
  if ('behaviour' in named) return showBehaviour(named.behaviour, options.json === true, io);
  const terms: ExplainTerms = { map: options.map ?? null, showsValues: options.showValues === true };
  const correlation = correlations.find(({ rule }) => rule.id === named.rule.id);
  if (correlation === undefined) {
    const compiled = findRule(named.rule.id, content.compiled, directory);
    const explained = explainRecordRule(compiled, record, content, terms);
    if (options.json) writeJson(io, toJson(explained));
    else io.out(inWords(explained));
    return;
  }
  const read = readBy(correlation, content);
  const parts = read.rules.map((one) => explainOrSay(one, record, content, terms));
  const found = await windows(read.correlations);
  const titles = new Map([...content.compiled, ...correlations].map(({ rule }) => [rule.id, rule.title]));
  const show: ShowTerms = { showsValues: terms.showsValues, titleOf: (id) => titles.get(id) ?? id };
  if (options.json) {
    const shown = windowsAsJson(found, show);
    writeJson(io, { correlation: correlation.rule.id, windows: shown, rules: parts.map(toJson) });
  } else io.out(`${windowsInWords(found, show)}it reads these rules:\n${parts.map(inWords).join('')}`);
}

function toJson(part: ExplainedRule | UnseenRecord): object {
  if ('reason' in part) return { matches: false, ...part };
  return { mapping: part.mapping, ...part.explanation };
}

function inWords(part: ExplainedRule | UnseenRecord): string {
  if ('reason' in part) return `does not match: ${part.title}: the record ${part.reason}\n`;
  const { mapping, explanation } = part;
  return `${mapping === null ? '' : `read by the mapping ${mapping}\n`}${renderExplanation(explanation)}`;
}
