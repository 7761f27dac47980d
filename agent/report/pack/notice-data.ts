import type { Exposure } from '../../model/exposure.js';
import type { JsonObject } from '../../model/json.js';
import type { NoticeJudgement } from '../../model/notice.js';
import { noticesOfAll } from '../notice/notices-of.js';
import type { ReportInput } from '../report-input.js';
import { toJson } from '../to-json.js';
import { isForPeople, type ListedCustomer } from './customer-lists.js';

/** Counts, categories and dates for whoever writes the notices: one incident or a campaign. */
export function noticeData(inputs: readonly ReportInput[], listed: readonly ListedCustomer[]): JsonObject {
  const exposures = inputs.flatMap(({ exposure }) => (exposure === null ? [] : [exposure]));
  const customers = listed.map((one) => one.customer);
  const isEverythingRead =
    exposures.length === inputs.length &&
    exposures.every((one) => one.verdict !== 'unknown' && one.unread.length === 0);
  return toJson({
    generatedAt: inputs[0]?.now,
    incidents: inputs.map(({ incident }) => incident.id),
    mailboxes: inputs.map(({ incident, exposure }) => ({
      ...incident.mailbox,
      verdict: exposure?.verdict ?? 'not-examined',
    })),
    complete: isEverythingRead,
    groups: {
      sensitive: customers.filter(({ group }) => group === 'sensitive').length,
      account: customers.filter(({ group }) => group === 'account').length,
    },
    forPeople: customers.filter(isForPeople).length,
    classes: countClasses(listed),
    proofs: countBy(customers.map(({ proof }) => proof)),
    firstAccess: customers.map((one) => one.firstAccess).sort()[0] ?? null,
    lastAccess:
      customers
        .map((one) => one.lastAccess)
        .sort()
        .at(-1) ?? null,
    unread: exposures.flatMap((one) => one.unread).length,
    index: exposures.flatMap(indexOf),
    notices: noticesOfAll(inputs).map(judgementData),
  });
}

function indexOf({ incident, index }: Exposure): readonly object[] {
  return index === undefined ? [] : [{ incident, version: index.version, reason: index.reason }];
}

function countClasses(listed: readonly ListedCustomer[]): Readonly<Record<string, number>> {
  return countBy(listed.flatMap(({ customer }) => customer.classes));
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}

/** A judgement with the regime by its name: the rule itself is in the rule directory. */
export function judgementData({ regime, duties, ...judged }: NoticeJudgement): object {
  return {
    id: regime.id,
    title: regime.title,
    jurisdiction: regime.jurisdiction,
    residentsOnly: regime.isForResidents,
    ...judged,
    duties: duties.map(({ duty, ...one }) => ({
      whom: duty.whom,
      text: duty.text,
      from: duty.from,
      moreThan: duty.moreThan,
      ...one,
    })),
    state: regime.state,
    sources: regime.sources,
    counsel: regime.counsel,
  };
}
