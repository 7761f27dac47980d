import type { DataClass, ExposedCustomer, NoticeGroup } from '../../model/exposure.js';
import type { NoticeRegime, NoticeTrigger } from '../../model/notice.js';

/** What a regime finds in one person. */
export interface Affected {
  readonly group: NoticeGroup;
  /** Ids of the triggers that are met, and of those that lack a linking element only. */
  readonly met: ReadonlySet<string>;
  readonly possible: ReadonlySet<string>;
}

/** Null when nothing of the person calls for notice. The person is given by what each mailbox held of them. */
export function affectedBy(regime: NoticeRegime, person: readonly ExposedCustomer[]): Affected | null {
  const reached = person.filter(({ proof }) => regime.proofs.includes(proof));
  const classes = new Set(reached.flatMap((one) => one.classes));
  const answers = regime.triggers.map((trigger) => ({ id: trigger.id, answer: isMet(trigger, classes) }));
  const idsOf = (wanted: string): ReadonlySet<string> =>
    new Set(answers.filter(({ answer }) => answer === wanted).map(({ id }) => id));
  const [met, possible] = [idsOf('yes'), idsOf('unknown')];
  if (met.size + possible.size === 0) return null;
  const group = reached.some((one) => one.group === 'sensitive') ? 'sensitive' : 'account';
  return { group, met, possible };
}

function isMet({ all, linking }: NoticeTrigger, classes: ReadonlySet<DataClass>): 'yes' | 'no' | 'unknown' {
  const missing = all.filter((choices) => !choices.some((one) => classes.has(one)));
  if (missing.length === 0) return 'yes';
  // Elements that are more than a link must all be there, or every name would be a doubt.
  const isLink = (choices: readonly DataClass[]): boolean => choices.some((one) => linking.includes(one));
  const substance = all.filter((choices) => !isLink(choices));
  const isSubstanceMet = substance.length > 0 && substance.every((choices) => !missing.includes(choices));
  return isSubstanceMet ? 'unknown' : 'no';
}
