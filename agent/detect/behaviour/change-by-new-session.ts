import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { describeVisitor } from './describe.js';
import { makeFinding, pointsOf } from './make-finding.js';
import { findMovedParts } from './moved-session.js';
import { weighContext } from './novelty.js';
import {
  type AccountView,
  hasNewClient,
  hasNewNetwork,
  isLastingChange,
  isStranger,
  type SessionView,
} from './session-view.js';

/** New in one of network and client only: most of these are owners on the road or with a new phone. */
const HALF_NEW_SHARE = 0.4;

const FAMILIES = [
  { family: 'consent', technique: 'T1528', isOf: (event: AccessEvent) => event.kind === 'consent' },
  { family: 'persistence', technique: 'T1098', isOf: (event: AccessEvent) => event.kind !== 'consent' },
] as const;

/** A rule, forwarding, permission, device, sign-in method or consent that was made by a session that is new here. */
export function detectChangeByNewSession(account: AccountView): readonly Finding[] {
  const points = pointsOf('change-by-new-session', account.tuning);
  const moved = new Set(findMovedParts(account).map((part) => part.view.session.key));
  return account.sessions.flatMap((view) => {
    if (!view.isOwn) return [];
    const isForeign = isStranger(view) || moved.has(view.session.key);
    if (!isForeign && !hasNewNetwork(view) && !hasNewClient(view)) return [];
    const worth = weighContext(isForeign ? points : points * HALF_NEW_SHARE, view.historyDays);
    return FAMILIES.flatMap((one) => {
      const events = view.events.filter((event) => isLastingChange(event) && one.isOf(event));
      return changeFinding(account, view, one, events, worth);
    });
  });
}

function changeFinding(
  account: AccountView,
  view: SessionView,
  one: (typeof FAMILIES)[number],
  events: readonly AccessEvent[],
  points: number,
): readonly Finding[] {
  const kinds = [...new Set(events.map((event) => event.kind))].sort().join(', ');
  return makeFinding({
    name: 'change-by-new-session',
    title: 'Lasting change by a new session',
    subject: account.subject,
    family: one.family,
    points,
    text: `A lasting change (${kinds}) was made by ${describeVisitor(view)}, a session that is new for this account.`,
    events,
    techniques: [one.technique],
    sessions: [view.session.key],
  });
}
