import type { Finding } from '../../model/finding.js';
import type { Tuning } from '../../model/tuning.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeHabit, describeNetwork } from './describe.js';
import { makeFinding } from './make-finding.js';
import type { NetworkJudgement } from './network-judge.js';
import { weighContext, weighNovelty, weighVariety } from './novelty.js';
import { type AccountView, hasNewNetwork } from './session-view.js';

/** Acts from a network that the account did not use before: prefix, provider and country are one piece of evidence. */
export function detectNewNetwork(account: AccountView): readonly Finding[] {
  return account.sessions.flatMap((view) => {
    const { network } = view;
    if (!view.isOwn || network === null || !hasNewNetwork(view)) return [];
    return makeFinding({
      name: 'new-network',
      account,
      points: weigh(network, account.tuning),
      text: `Access from ${describeNetwork(network)}, new for this account: ${describeHabit(network)}.`,
      events: view.events.filter((event) => event.network.prefix !== null && event.outcome !== 'failure'),
      sessions: [view.session.key],
    });
  });
}

function weigh(network: NetworkJudgement, tuning: Tuning): number {
  const { novelty, historyDays } = network;
  if (novelty === null) return 0;
  const { points, parameters } = settingsOf('new-network', tuning);
  const share = { country: 1, provider: parameters.providerShare, prefix: parameters.prefixShare }[novelty];
  const base = points * share * (network.class === 'mobile' ? parameters.mobileShare : 1);
  const isNew = weighNovelty(
    weighVariety(base, network.knownProviders, historyDays, {
      rate: parameters.varietyRate,
      leastShare: parameters.varietyShare,
    }),
    historyDays,
    tuning,
  );
  return isNew + weighRental(network, tuning);
}

/** A rented network is unlikely for a person whatever the history, so the cold start takes only a part of it, on day one. */
function weighRental(network: NetworkJudgement, tuning: Tuning): number {
  const { points, parameters } = settingsOf('hosting-network', tuning);
  if (network.class === 'hosting' || network.class === 'vpn')
    return network.historyDays === 0 ? points * parameters.firstDayShare : points;
  return network.class === 'relay'
    ? weighContext(points * parameters.relayShare, network.historyDays, tuning)
    : 0;
}
