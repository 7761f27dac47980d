import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeVisitor } from './describe.js';
import { countOf, makeFinding } from './make-finding.js';
import { weighContext } from './novelty.js';
import { type AccountView, hasNewNetwork, type SessionView } from './session-view.js';

/**
 * A person signed in with a password alone, from a network that is new, on an account that was always asked for a second factor.
 * `authenticationRequirement` says what conditional access asked for ("signIn resource type", Microsoft Graph), so a password alone is
 * usual wherever a policy leaves out an application or an office: an account that ever did so in a network that it knows is passed over.
 */
export function detectNoSecondFactor(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('no-second-factor', account.tuning);
  const askedDays = new Set<number>();
  const bareDays = new Set<number>();
  let isUsual = false;
  return account.sessions.flatMap((view) => {
    if (!view.isOwn) return [];
    const bare = view.signIns.filter((event) => isByHand(event) && isBare(event));
    const isStrange = hasNewNetwork(view);
    const isFinding =
      bare.length > 0 &&
      isStrange &&
      !isUsual &&
      askedDays.size >= parameters.askedDays &&
      bareDays.size < parameters.habitDays;
    if (!view.isDisowned) {
      for (const event of view.signIns.filter(isAsked)) askedDays.add(account.days.of(event.at));
      for (const event of bare) bareDays.add(account.days.of(event.at));
      if (bare.length > 0 && !isStrange) isUsual = true;
    }
    return isFinding ? toFinding(account, view, bare, askedDays.size, points) : [];
  });
}

function toFinding(
  account: AccountView,
  view: SessionView,
  events: readonly AccessEvent[],
  askedDays: number,
  points: number,
): readonly Finding[] {
  return makeFinding({
    name: 'no-second-factor',
    account,
    points: weighContext(points, view.historyDays, account.tuning),
    text: `A password alone opened this session, by ${describeVisitor(view)}; on ${countOf(askedDays, 'day')} this account was asked for a second factor, and never let in without one where it is known.`,
    events,
    sessions: [view.session.key],
  });
}

/** Old protocols and codes have behaviours of their own. */
function isByHand({ authentication }: AccessEvent): boolean {
  return authentication?.isInteractive === true && !authentication.isLegacy;
}

function isBare({ authentication }: AccessEvent): boolean {
  return authentication?.requirement === 'single-factor' && authentication.mfa === 'none';
}

function isAsked(event: AccessEvent): boolean {
  return isByHand(event) && event.authentication?.requirement === 'multi-factor';
}
