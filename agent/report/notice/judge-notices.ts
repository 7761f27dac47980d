import type { ExposedCustomer, Exposure } from '../../model/exposure.js';
import type { NoticeDuty, NoticeDutyJudgement, NoticeJudgement, NoticeRegime } from '../../model/notice.js';
import type { Instant } from '../../model/time.js';
import { countText } from '../page/format.js';
import { uniteCustomers } from '../total-customers.js';
import { type Affected, affectedBy } from './affected.js';
import { dueInstant } from './due-instant.js';

/** What the regimes are asked about: one mailbox, or all mailboxes of a campaign. */
export interface NoticeFacts {
  /** Null for a mailbox that nobody has examined. */
  readonly exposures: readonly (Exposure | null)[];
  /** When the first case was opened. */
  readonly openedAt: Instant;
  /** When an examination first found customer data; null while none has. */
  readonly determinedAt: Instant | null;
}

/** What each regime says. A regime that is not triggered is listed too, and one that nobody can answer yet. */
export function judgeNotices(
  regimes: readonly NoticeRegime[],
  facts: NoticeFacts,
): readonly NoticeJudgement[] {
  const people = uniteCustomers(facts.exposures.flatMap((one) => one?.customers ?? []));
  return regimes.map((regime) => judge(regime, people, facts));
}

function judge(
  regime: NoticeRegime,
  people: readonly (readonly ExposedCustomer[])[],
  facts: NoticeFacts,
): NoticeJudgement {
  const affected = people.flatMap((person) => affectedBy(regime, person) ?? []);
  const certain = affected.filter(({ met }) => met.size > 0);
  const possible = affected.length - certain.length;
  const isOpen = facts.exposures.some(mayHoldMore);
  const verdict = certain.length > 0 ? 'yes' : possible > 0 || isOpen ? 'unknown' : 'no';
  return {
    regime,
    verdict,
    why: wordingOf(certain.length, possible, isOpen),
    customers: {
      account: certain.filter(({ group }) => group === 'account').length,
      sensitive: certain.filter(({ group }) => group === 'sensitive').length,
    },
    possible,
    triggers: regime.triggers.map(({ id }) => ({
      id,
      customers: affected.filter(({ met }) => met.has(id)).length,
    })),
    duties: regime.duties.map((duty) => judgeDuty(duty, regime, affected, isOpen, facts)),
  };
}

/** "Could not look" is never "nothing found". */
function mayHoldMore(exposure: Exposure | null): boolean {
  return exposure === null || exposure.verdict === 'unknown' || exposure.unread.length > 0;
}

function wordingOf(certain: number, possible: number, isOpen: boolean): string {
  const more = isOpen ? '; not everything could be examined, so there may be more' : '';
  const unlinked = `of ${countText(possible, 'customer')} only a linking element, such as the name, was not found beside it`;
  if (certain > 0)
    return `data of ${countText(certain, 'customer')} calls for it${possible > 0 ? `; ${unlinked}` : ''}${more}`;
  if (possible > 0) return `${unlinked}${more}`;
  return isOpen
    ? 'nothing that calls for it was found, but not everything could be examined'
    : 'nothing that calls for it was reached';
}

function judgeDuty(
  duty: NoticeDuty,
  regime: NoticeRegime,
  affected: readonly Affected[],
  isOpen: boolean,
  facts: NoticeFacts,
): NoticeDutyJudgement {
  const counts = (ids: ReadonlySet<string>): boolean =>
    duty.triggers === null ? ids.size > 0 : duty.triggers.some((id) => ids.has(id));
  const customers = affected.filter(({ met }) => counts(met)).length;
  const atMost = affected.filter(({ met, possible }) => counts(met) || counts(possible)).length;
  const startsAt = duty.from === 'opened' ? facts.openedAt : facts.determinedAt;
  const dueAt = startsAt === null || duty.due === null ? null : dueInstant(startsAt, duty.due);
  return { duty, customers, startsAt, dueAt, verdict: dutyVerdict() };

  function dutyVerdict(): NoticeDutyJudgement['verdict'] {
    // How many of them live there is not known: a figure above the limit leaves it open.
    if (customers > duty.moreThan) return regime.isForResidents && duty.moreThan > 0 ? 'unknown' : 'yes';
    return atMost > duty.moreThan || isOpen ? 'unknown' : 'no';
  }
}
