import type { Finding } from '../../model/finding.js';
import { type ClientJudgement, describeClient } from './client-judge.js';
import { type BehaviourSettings, settingsOf } from './declaration/settings-of.js';
import { countOf, makeFinding } from './make-finding.js';
import { weighNovelty } from './novelty.js';
import type { AccountView } from './session-view.js';

type Novelty = Exclude<ClientJudgement['novelty'], null>;

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
  const { points, parameters } = settingsOf('new-client', account.tuning);
  return account.sessions.flatMap((view) => {
    const { client } = view;
    if (!view.isOwn || client === null || client.novelty === null) return [];
    const days = countOf(client.historyDays, 'active day');
    return makeFinding({
      name: 'new-client',
      account,
      points: weighNovelty(
        points * sharesOf(client, parameters)[client.novelty],
        client.historyDays,
        account.tuning,
      ),
      text: `Access with ${describeClient(client)}: ${WORDS[client.novelty]} (${days} of history).`,
      events: view.signIns.length > 0 ? view.signIns : view.mail,
      sessions: [view.session.key],
    });
  });
}

type Parameters = BehaviourSettings<'new-client'>['parameters'];

function sharesOf(client: ClientJudgement, parameters: Parameters): Readonly<Record<Novelty, number>> {
  return {
    system: 1,
    device: 1,
    program: parameters.programShare,
    unregistered: unregisteredShare(client, parameters),
    'mail-client': parameters.mailClientShare,
    'managed-device': parameters.managedDeviceShare,
  };
}

/** Every day on which this kind of client came on a registered device, and never without, makes one without it rarer. */
function unregisteredShare(
  { kindDays }: ClientJudgement,
  { unregisteredShare: least, alwaysRegisteredShare: most, registeredDays }: Parameters,
): number {
  return least + (most - least) * Math.min(1, kindDays / registeredDays);
}
