import { asnValue, kindValue, type PeerQuestion } from '../../model/peers.js';
import type { Timeline } from '../../model/store.js';
import { DAY_MS, toMs } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import type { SessionView } from '../behaviour/session-view.js';
import { viewAccount } from '../behaviour/view-account.js';

/** What peers are asked about one session: its provider and its kind of client, as far as they are new for the account. */
export interface SessionQuestions {
  readonly view: SessionView;
  readonly network: PeerQuestion | null;
  readonly client: PeerQuestion | null;
}

/** Questions about every session of the account's own that is new in provider or kind of client, oldest first. */
export function sessionQuestions(timeline: Timeline, tuning: Tuning): readonly SessionQuestions[] {
  return viewAccount(timeline, tuning).sessions.flatMap((view) => {
    const asked = { view, network: aboutNetwork(view, tuning), client: aboutClient(view, tuning) };
    return !view.isOwn || (asked.network === null && asked.client === null) ? [] : [asked];
  });
}

/** Each question of an account once. */
export function peerQuestions(timeline: Timeline, tuning: Tuning): readonly PeerQuestion[] {
  const all = sessionQuestions(timeline, tuning).flatMap(({ network, client }) =>
    [network ?? [], client ?? []].flat(),
  );
  return [...new Map(all.map((one) => [questionKey(one), one])).values()];
}

export function questionKey({ value, day }: PeerQuestion): string {
  return `${day} ${value}`;
}

function aboutNetwork(view: SessionView, tuning: Tuning): PeerQuestion | null {
  const { network } = view;
  if (network === null || network.isKnown || network.asn === null) return null;
  return { value: asnValue(network.asn), day: settledDay(view, tuning) };
}

/** Devices are everybody's own; programs and systems are a company's. */
function aboutClient(view: SessionView, tuning: Tuning): PeerQuestion | null {
  const { client } = view;
  if (client?.novelty !== 'system' && client?.novelty !== 'program') return null;
  return { value: kindValue(client), day: settledDay(view, tuning) };
}

/** The last whole day before the session of which all records are there by the time that it is looked at. */
function settledDay({ session }: SessionView, { latenessMs }: Tuning): number {
  return Math.floor((toMs(session.firstAt) - latenessMs) / DAY_MS) - 1;
}
