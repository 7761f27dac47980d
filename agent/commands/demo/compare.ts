import type { Exposure } from '../../model/exposure.js';
import { totalCustomers } from '../../report/total-customers.js';
import type { Summary } from '../summary.js';
import type { Labels } from './labels.js';

/** One thing that the labels say, and whether the run agrees. */
export interface Check {
  readonly name: string;
  readonly isMet: boolean;
  readonly detail: string;
}

/** Holds a run against the labels: nobody missed, nobody else contained, both notice groups exact. Pure. */
export function compareWithLabels(summary: Summary, labels: Labels): readonly Check[] {
  const attacked = new Set(labels.attacked.map((one) => one.mailbox.toLowerCase()));
  const contained = new Set(
    summary.actions
      .filter((action) => action.status === 'done' && action.verified === 'yes')
      .map((action) => action.target.upn ?? ''),
  );
  const missed = [...attacked].filter((mailbox) => !contained.has(mailbox));
  const wrong = [...contained].filter((mailbox) => !attacked.has(mailbox));
  return [
    {
      name: 'attacked mailboxes contained',
      isMet: missed.length === 0,
      detail: `${attacked.size - missed.length} of ${attacked.size}${listed('missed', missed)}`,
    },
    {
      name: 'other mailboxes left alone',
      isMet: wrong.length === 0,
      detail:
        wrong.length === 0 ? `${labels.lookAlikes.length} look-alikes spared` : listed('contained', wrong),
    },
    ...verdictChecks(summary, labels),
    groupCheck(summary, labels),
  ];
}

function verdictChecks(summary: Summary, labels: Labels): readonly Check[] {
  const wrong = labels.attacked.flatMap((one) => {
    const exposure = exposureOf(summary, one.mailbox);
    return exposure?.verdict === one.verdict
      ? []
      : [`${one.mailbox}: ${exposure?.verdict ?? 'not assessed'}`];
  });
  return [
    {
      name: 'which of them held customer data',
      isMet: wrong.length === 0,
      detail: `${labels.attacked.length - wrong.length} of ${labels.attacked.length}${listed('differ', wrong)}`,
    },
  ];
}

function groupCheck(summary: Summary, labels: Labels): Check {
  const found = totalCustomers(summary.exposures);
  const wanted = labels.customersByGroup;
  return {
    name: 'customers per notice',
    isMet: found.account === wanted.account && found.sensitive === wanted.sensitive,
    detail: `account ${found.account} of ${wanted.account}, sensitive ${found.sensitive} of ${wanted.sensitive}`,
  };
}

function exposureOf(summary: Summary, mailbox: string): Exposure | null {
  const wanted = mailbox.toLowerCase();
  return summary.exposures.find((one) => one.mailbox.upn === wanted) ?? null;
}

function listed(word: string, names: readonly string[]): string {
  return names.length === 0 ? '' : ` (${word}: ${names.join(', ')})`;
}
