import { definitionsOf } from '../detect/correlation/definitions.js';
import { sha256 } from '../model/ids.js';
import { canonicalJson, type JsonValue } from '../model/json.js';
import type { StoreTx } from '../model/store.js';
import { noteUnread } from './correlate/read-past.js';
import type { DecideSettings } from './settings.js';

type Rules = Pick<DecideSettings, 'rules' | 'tuning'>;

const HASH = 'rules.hash';
const RESCORED_TO = 'rules.rescored-to';
const ACCOUNTS_AT_ONCE = 1_000;
/** No account has a name like this. */
const NOBODY = '';

/**
 * Makes the store fit a set of rules and tuning, at every start and reload: what correlations saw that are no longer there, or
 * have changed, is forgotten, and of new ones the past is noted as unread. When what rules are worth, or the tuning, has
 * changed, every account is to be scored anew.
 */
export async function adoptRules(settings: Rules, tx: StoreTx): Promise<void> {
  await adoptCorrelations(settings, tx);
  const hash = hashOf(settings);
  if ((await tx.meta(HASH)) === hash) return;
  await tx.putMeta(HASH, hash);
  await tx.putMeta(RESCORED_TO, NOBODY);
}

/** Marks the next accounts that are to be scored anew under changed rules. False when there are none left. */
export async function markForRescore(tx: StoreTx): Promise<boolean> {
  const from = await tx.meta(RESCORED_TO);
  if (from === null || from === DONE) return false;
  const accounts = await tx.accountKeys(from, ACCOUNTS_AT_ONCE);
  await tx.markDirty(accounts);
  await tx.putMeta(RESCORED_TO, accounts.at(-1) ?? DONE);
  return accounts.length > 0;
}

const DONE = '\u{10FFFF}';

async function adoptCorrelations({ rules: { correlations } }: Rules, tx: StoreTx): Promise<void> {
  const wanted = definitionsOf(correlations);
  const stored = new Map((await tx.correlationDefinitions()).map((one) => [one.correlation, one.definition]));
  const stale = [...stored.keys()].filter((id) => stored.get(id) !== wanted.get(id));
  const fresh = [...wanted.keys()].filter((id) => stored.get(id) !== wanted.get(id));
  for (const id of stale) await tx.dropCorrelation(id);
  for (const id of fresh) {
    const definition = wanted.get(id) ?? '';
    await tx.putCorrelationDefinition({ correlation: id, definition, purgedTo: null });
  }
  await noteUnread(fresh, correlations, tx);
}

/**
 * Of all that a finding takes from a rule, of the tuning, and of what correlations rest on. Which records match a rule is told by
 * the stored matches.
 */
function hashOf({ rules, tuning }: Rules): string {
  const told = rules.reporting.map(({ file: _file, line: _line, ...rule }) => rule);
  const correlations = Object.fromEntries(definitionsOf(rules.correlations));
  return sha256(canonicalJson({ told, tuning, correlations } as unknown as JsonValue));
}
