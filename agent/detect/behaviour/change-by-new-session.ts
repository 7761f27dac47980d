import type { AccessEvent } from '../../model/access-event.js';
import type { EvidenceFamily, Finding } from '../../model/finding.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeVisitor } from './describe.js';
import { makeFinding } from './make-finding.js';
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

interface Deed {
  readonly family: EvidenceFamily;
  readonly techniques: readonly string[];
  readonly words: string;
  readonly isOf: (event: AccessEvent) => boolean;
}

const DEEDS: readonly Deed[] = [
  {
    family: 'consent',
    techniques: ['T1528'],
    words: 'A lasting change',
    isOf: (event) => isLastingChange(event) && event.kind === 'consent',
  },
  {
    family: 'persistence',
    techniques: ['T1098'],
    words: 'A lasting change',
    isOf: (event) => isLastingChange(event) && event.kind !== 'consent',
  },
  {
    family: 'mail',
    techniques: ['T1114.002'],
    words: "An administrator's search or export of mailboxes",
    isOf: isAdministratorsSearch,
  },
];

/**
 * A rule, forwarding, permission, device, sign-in method or consent, or a search over mailboxes, by a session that is new here. Most sessions that
 * are new in one of network and client only are owners on the road or with a new phone. Its technique is that of the change, whatever
 * its file lists.
 */
export function detectChangeByNewSession(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('change-by-new-session', account.tuning);
  const moved = new Set(findMovedParts(account).map((part) => part.view.session.key));
  return account.sessions.flatMap((view) => {
    if (!view.isOwn) return [];
    const isForeign = isStranger(view) || moved.has(view.session.key);
    if (!isForeign && !hasNewNetwork(view) && !hasNewClient(view)) return [];
    const worth = weighContext(
      isForeign ? points : points * parameters.halfNewShare,
      view.historyDays,
      account.tuning,
    );
    return DEEDS.flatMap((deed) => deedFinding(account, view, deed, worth));
  });
}

/** What is looked at of a content search, and exports; a search in one's own mailbox is `SearchQueryInitiated…`. */
function isAdministratorsSearch({ kind, operation, outcome }: AccessEvent): boolean {
  return (
    kind === 'mail-search' && outcome !== 'failure' && !operation.toLowerCase().startsWith('searchquery')
  );
}

function deedFinding(
  account: AccountView,
  view: SessionView,
  { isOf, words, ...kind }: Deed,
  points: number,
): readonly Finding[] {
  const events = view.events.filter(isOf);
  const kinds = [...new Set(events.map((event) => event.kind))].sort().join(', ');
  return makeFinding({
    name: 'change-by-new-session',
    account,
    points,
    text: `${words} (${kinds}) was made by ${describeVisitor(view)}, a session that is new for this account.`,
    events,
    sessions: [view.session.key],
    kind,
  });
}
