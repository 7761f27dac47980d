import type { Finding } from '../../model/finding.js';
import { type ClientJudgement, describeClient } from './client-judge.js';
import { countOf, makeFinding, pointsOf } from './make-finding.js';
import { weighNovelty } from './novelty.js';
import type { AccountView } from './session-view.js';

type Novelty = Exclude<ClientJudgement['novelty'], null>;

const SHARE: Readonly<Record<Novelty, number>> = {
  system: 1,
  device: 1,
  program: 0.75,
  unregistered: 0.65,
  'mail-client': 0.55,
  'managed-device': 0.3,
};

const WORDS: Readonly<Record<Novelty, string>> = {
  system: 'this program and system were never seen here',
  device: 'its device was never seen here and is not managed by the company',
  program: 'the system is known here, the program is not',
  unregistered: 'this account used it only on registered devices before, and this one is not registered',
  'mail-client': 'no such program read this mailbox before',
  'managed-device': 'its device was never seen here, but is managed by the company',
};

/** Acts with a client that the account did not use before: device, system and program are one piece of evidence. */
export function detectNewClient(account: AccountView): readonly Finding[] {
  const points = pointsOf('new-client', account.tuning);
  return account.sessions.flatMap((view) => {
    const { client } = view;
    if (!view.isOwn || client === null || client.novelty === null) return [];
    const days = countOf(client.historyDays, 'active day');
    return makeFinding({
      name: 'new-client',
      title: 'New client for this account',
      subject: account.subject,
      family: 'client',
      points: weighNovelty(points * SHARE[client.novelty], client.historyDays),
      text: `Access with ${describeClient(client)}: ${WORDS[client.novelty]} (${days} of history).`,
      events: view.signIns.length > 0 ? view.signIns : view.mail,
      techniques: ['T1078.004'],
      sessions: [view.session.key],
    });
  });
}
