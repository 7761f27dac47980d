import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { describeVisitor } from './describe.js';
import { countOf, makeFinding, pointsOf } from './make-finding.js';
import { weighContext } from './novelty.js';
import type { AccountView, SessionView } from './session-view.js';

interface Way {
  readonly name: 'new-device-code' | 'new-legacy-authentication';
  readonly title: string;
  readonly words: string;
  readonly techniques: readonly string[];
  readonly isUsedBy: (event: AccessEvent) => boolean;
}

const WAYS: readonly Way[] = [
  {
    name: 'new-device-code',
    title: 'First sign-in by device code',
    words: 'A code that was entered on another device opened this session',
    techniques: ['T1566', 'T1528'],
    isUsedBy: (event) => event.authentication?.protocol?.toLowerCase().replaceAll('-', '') === 'devicecode',
  },
  {
    name: 'new-legacy-authentication',
    title: 'First sign-in by legacy authentication',
    words: 'A protocol that knows no second factor opened this session',
    techniques: ['T1078.004'],
    isUsedBy: (event) => event.authentication?.isLegacy === true,
  },
];

/** Device code or legacy authentication by an account that did not use it before. */
export function detectNewAuthentication(account: AccountView): readonly Finding[] {
  return WAYS.flatMap((way) => detectWay(account, way));
}

/** Sessions until the third day of use count as new: an intruder's second session is no habit yet. */
const HABIT_DAYS = 3;

function detectWay(account: AccountView, way: Way): readonly Finding[] {
  const points = pointsOf(way.name, account.tuning);
  const days = new Set<string>();
  return account.sessions.flatMap((view) => {
    const used = view.isOwn ? view.signIns.filter(way.isUsedBy) : [];
    if (used.length === 0) return [];
    const isHabit = days.size >= HABIT_DAYS;
    for (const event of used) days.add(event.at.slice(0, 10));
    return isHabit ? [] : firstUse(account, view, way, used, weighContext(points, view.historyDays));
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
    title: way.title,
    subject: account.subject,
    family: 'authentication',
    points,
    text: `${way.words}, by ${describeVisitor(view)}; not a habit of this account in ${countOf(view.historyDays, 'active day')}.`,
    events,
    techniques: way.techniques,
    sessions: [view.session.key],
  });
}
