import { peerQuestions } from '../detect/peer/peer-questions.js';
import type { PeerAnswer } from '../model/peers.js';
import type { StoreReads, Timeline } from '../model/store.js';
import type { Tuning } from '../model/tuning.js';

/** Fewer are no company to be compared with. */
const LEAST_PEERS = 10;

/** What an account's peers use of that which is new for it. Few accounts have anything new, so few ask. */
export async function askPeers(
  timeline: Timeline,
  reads: StoreReads,
  tuning: Tuning,
): Promise<readonly PeerAnswer[]> {
  const answers: PeerAnswer[] = [];
  for (const question of peerQuestions(timeline, tuning)) {
    const answer = await reads.peerAnswer(timeline.subject, question, LEAST_PEERS);
    if (answer !== null) answers.push(answer);
  }
  return answers;
}
