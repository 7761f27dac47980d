import type { Finding } from '../../model/finding.js';
import type { PeerAnswer, PeerQuestion } from '../../model/peers.js';
import type { Timeline } from '../../model/store.js';
import type { Tuning } from '../../model/tuning.js';
import { describeClient } from '../behaviour/client-judge.js';
import { settingsOf } from '../behaviour/declaration/settings-of.js';
import { describeNetwork } from '../behaviour/describe.js';
import { countOf, makeFinding } from '../behaviour/make-finding.js';
import { isRented } from '../behaviour/network-judge.js';
import { weighContext } from '../behaviour/novelty.js';
import { questionKey, type SessionQuestions, sessionQuestions } from './peer-questions.js';

const GROUP_WORDS: Readonly<Record<PeerAnswer['group'], string>> = {
  manager: 'with the same manager',
  department: 'of the same department',
  company: 'of the company',
};

/** What peers say of an account's new providers and clients. Sessions of which nobody could be asked are left out. */
export function detectPeers(
  timeline: Timeline,
  tuning: Tuning,
  answers: readonly PeerAnswer[],
): readonly Finding[] {
  const byKey = new Map(answers.map((one) => [questionKey(one), one]));
  const answerTo = (question: PeerQuestion | null): PeerAnswer | undefined =>
    question === null ? undefined : byKey.get(questionKey(question));
  const account = { subject: timeline.subject, tuning };
  return sessionQuestions(timeline, tuning).flatMap((asked) => [
    ...usedByPeers(account, asked, answerTo(asked.network)),
    ...rareAmongPeers(account, asked, { network: answerTo(asked.network), client: answerTo(asked.client) }),
  ]);
}

interface Account {
  readonly subject: string;
  readonly tuning: Tuning;
}

/**
 * A rented network that a good part of the peers uses is the company's: its proxy, its virtual desktops. Of an ordinary one it says
 * nothing: an intruder near the owner has the provider that half the town has.
 */
function usedByPeers(
  account: Account,
  { view }: SessionQuestions,
  answer: PeerAnswer | undefined,
): readonly Finding[] {
  const { points, parameters } = settingsOf('used-by-peers', account.tuning);
  if (answer === undefined || view.network === null || !isRented(view.network)) return [];
  if (answer.peers < parameters.peers || answer.users < answer.peers * parameters.share) return [];
  return makeFinding({
    name: 'used-by-peers',
    account,
    points,
    text: `${describeNetwork(view.network)} was used before by ${inWords(answer)}.`,
    events: view.events.filter(({ outcome }) => outcome !== 'failure'),
    sessions: [view.session.key],
  });
}

interface Answers {
  readonly network: PeerAnswer | undefined;
  readonly client: PeerAnswer | undefined;
}

/** Neither the account nor any of many peers ever used it. One finding a session: where both are so, of the client, which travels less. */
function rareAmongPeers(
  account: Account,
  { view }: SessionQuestions,
  { network, client }: Answers,
): readonly Finding[] {
  const { points, parameters } = settingsOf('rare-among-peers', account.tuning);
  const isRare = (answer: PeerAnswer | undefined): answer is PeerAnswer =>
    answer !== undefined && answer.peers >= parameters.peers && answer.users === 0;
  const rare = [
    ...(isRare(client) && view.client !== null
      ? [`${describeClient(view.client)} by ${inWords(client)}`]
      : []),
    ...(isRare(network) && view.network !== null
      ? [`${describeNetwork(view.network)} by ${inWords(network)}`]
      : []),
  ];
  if (rare.length === 0) return [];
  return makeFinding({
    name: 'rare-among-peers',
    account,
    points: weighContext(points, view.historyDays, account.tuning),
    text: `New for this account, and used before: ${rare.join('; ')}.`,
    events: view.events.filter(({ outcome }) => outcome !== 'failure'),
    sessions: [view.session.key],
    kind: { family: isRare(client) ? 'client' : 'network', techniques: ['T1078.004'] },
  });
}

/** `41 of 120 colleagues of the same department (34 %)`. */
function inWords({ users, peers, group }: PeerAnswer): string {
  const share = Math.round((users / peers) * 1_000) / 10;
  return `${users === 0 ? 'none' : users} of ${countOf(peers, 'colleague')} ${GROUP_WORDS[group]} (${share} %)`;
}
