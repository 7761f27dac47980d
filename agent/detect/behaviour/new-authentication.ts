import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeVisitor } from './describe.js';
import { countOf, makeFinding } from './make-finding.js';
import { weighContext } from './novelty.js';
import type { AccountView, SessionView } from './session-view.js';

interface Way {
  readonly name: 'new-device-code' | 'new-legacy-authentication';
  readonly words: string;
  readonly isUsedBy: (event: AccessEvent) => boolean;
}

const WAYS: readonly Way[] = [
  {
    name: 'new-device-code',
    words: 'A code that was entered on another device opened this session',
    isUsedBy: (event) => event.authentication?.protocol?.toLowerCase().replaceAll('-', '') === 'devicecode',
  },
  {
    name: 'new-legacy-authentication',
    words: 'A protocol that knows no second factor opened this session',
    isUsedBy: (event) => event.authentication?.isLegacy === true,
  },
];

/** Device code or legacy authentication by an account that did not use it before. */
export function detectNewAuthentication(account: AccountView): readonly Finding[] {
  return WAYS.flatMap((way) => detectWay(account, way));
}

/** Sessions until some days of use count as new: an intruder's second session is no habit yet. */
function detectWay(account: AccountView, way: Way): readonly Finding[] {
  const { points, parameters } = settingsOf(way.name, account.tuning);
  const days = new Set<number>();
  return account.sessions.flatMap((view) => {
    const used = view.isOwn ? view.signIns.filter(way.isUsedBy) : [];
    if (used.length === 0) return [];
    const isHabit = days.size >= parameters.habitDays;
    if (!view.isDisowned) for (const event of used) days.add(account.days.of(event.at));
    return isHabit
      ? []
      : firstUse(account, view, way, used, weighContext(points, view.historyDays, account.tuning));
  });
}

function firstUse(
  account: AccountView,
  view: SessionView,
  way: Way,
  events: readonly AccessEvent[],
  points: number,
): readonly Finding[] {
  return makeFinding({
    name: way.name,
    account,
    points,
    text: `${way.words}, by ${describeVisitor(view)}; not a habit of this account in ${countOf(view.historyDays, 'active day')}.`,
    events,
    sessions: [view.session.key],
  });
}
