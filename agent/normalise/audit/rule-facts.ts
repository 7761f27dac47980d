import { countRecipients } from './recipients.js';

/** What an inbox rule does, whoever wrote it. */
export interface RuleEffects {
  /** Every recipient of a forward or redirect, as written. */
  readonly forwardsTo: readonly string[];
  readonly deletes: boolean;
  readonly marksAsRead: boolean;
  /** Name or path of the folder that mail is moved to. */
  readonly movesTo: string | null;
  readonly stopsProcessing: boolean;
  readonly hasConditions: boolean;
  readonly name: string | null;
}

export type RuleAct = 'create' | 'change' | 'remove' | 'enable' | 'disable' | 'unknown';

/**
 * Folders where nobody looks, in the languages of the mail program: RSS feeds, conversation history, archive, deleted items,
 * junk, notes, synchronisation issues. Compared in lower case with what stands after the last separator.
 */
const QUIET_FOLDERS = [
  'rss',
  'conversation history',
  'archiv',
  'deleted',
  'trash',
  'junk',
  'spam',
  'notes',
  'sync issues',
  'gel\u00f6scht',
  'unterhaltung',
  'notizen',
  'supprim',
  'ind\u00e9sirable',
  'historique',
  'corbeille',
  'eliminad',
  'no deseado',
  'historial',
  'papelera',
  'posta eliminata',
  'indesiderata',
  'verwijderd',
  'ongewenst',
  'itens exclu',
  'lixo',
  'usuni\u0119te',
  '\u0443\u0434\u0430\u043b\u0435\u043d\u043d\u044b\u0435',
  '\u5df2\u5220\u9664',
  '\u524a\u9664\u6e08\u307f',
];

/** Facts of a rule. Its name, words and recipients are people's own text and stay in the raw record. */
export function ruleFacts(
  effects: RuleEffects,
  act: RuleAct,
  domains: ReadonlySet<string>,
): Readonly<Record<string, string | number | boolean | null>> {
  const recipients = countRecipients(effects.forwardsTo, domains);
  const isQuiet = effects.movesTo !== null && isQuietFolder(effects.movesTo);
  return {
    ruleAct: act,
    forwards: effects.forwardsTo.length > 0,
    forwardsOutside: recipients.outside > 0,
    outsideRecipients: recipients.outside === 0 ? null : recipients.outside,
    unresolvedRecipients: recipients.unresolved === 0 ? null : recipients.unresolved,
    deletesMessages: effects.deletes,
    movesMessages: effects.movesTo !== null,
    marksAsRead: effects.marksAsRead,
    hidesMessages: effects.deletes || isQuiet || (effects.movesTo !== null && effects.marksAsRead),
    stopsProcessing: effects.stopsProcessing,
    hasConditions: effects.hasConditions,
    hasMeaninglessName: effects.name === null ? null : isMeaningless(effects.name),
  };
}

function isQuietFolder(path: string): boolean {
  const folder = path.slice(
    Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'), path.lastIndexOf(':')) + 1,
  );
  const lower = folder.toLowerCase();
  return QUIET_FOLDERS.some((name) => lower.includes(name));
}

/** Names like `.`, `,,` or `aa`: typed by someone who wanted a rule that is overlooked. */
function isMeaningless(name: string): boolean {
  const letters = name.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters === 0 || (letters <= 2 && new Set(name.toLowerCase()).size <= 1);
}
