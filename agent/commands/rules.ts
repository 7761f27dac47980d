import { addBacktest } from './rules/add-backtest.js';
import { addCheck } from './rules/add-check.js';
import { addCorrelations } from './rules/add-correlations.js';
import { addCoverage } from './rules/add-coverage.js';
import { addExplain } from './rules/add-explain.js';
import { addMatch } from './rules/add-match.js';
import { addNew } from './rules/add-new.js';
import { addPromote } from './rules/add-promote.js';
import { addPropose } from './rules/add-propose.js';
import { addShadow } from './rules/add-shadow.js';
import { addTest } from './rules/add-test.js';
import type { AddVerb } from './verb.js';

/** In the order of the loop that docs/tuning.md walks through. */
const RULES_VERBS: readonly AddVerb[] = [
  addCheck,
  addTest,
  addMatch,
  addExplain,
  addBacktest,
  addNew,
  addShadow,
  addPromote,
  addPropose,
  addCoverage,
  addCorrelations,
];

/** `mailwarden rules`: writing rules, trying them, and tuning them. */
export const addRules: AddVerb = (program, io, done) => {
  const rules = program
    .command('rules')
    .description('Checks, tries and tunes rules.')
    .addHelpText('after', '\nExample:\n  mailwarden rules check rules\n');
  for (const addVerb of RULES_VERBS) addVerb(rules, io, done);
};
