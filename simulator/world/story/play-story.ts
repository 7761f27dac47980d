import type { LiveStep } from '../../tenant.js';
import type { Random } from '../chance/random.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import type { Stage } from '../stage.js';
import type { Part, Technique } from './cast.js';
import { playCookieReplay } from './cookie-replay.js';
import { playFolderSync } from './folder-sync.js';
import type { Hideouts } from './intruder.js';
import { playLiveAct } from './live-act.js';
import type { Outcome } from './outcome.js';
import { playStolenSession } from './stolen-session.js';
import { playVendorApp } from './vendor-app.js';

/** What came of the story. */
export interface Story {
  readonly outcomes: readonly Outcome[];
  readonly live: readonly LiveStep[];
}

type Play = (stage: Stage, random: Random, part: Part, mailbox: WorldMailbox, hideouts: Hideouts) => Outcome;

const PLAYS: Readonly<Record<Exclude<Technique, 'live'>, Play>> = {
  'stolen-session': playStolenSession,
  'stolen-session-with-rules': playStolenSession,
  'folder-sync': playFolderSync,
  'cookie-replay': playCookieReplay,
  'vendor-app': playVendorApp,
};

/** Plays every part; the acts of the past go to the logs, those to come are given back as steps. */
export function playStory(stage: Stage, parts: readonly Part[], hideouts: Hideouts): Story {
  const outcomes: Outcome[] = [];
  const live: LiveStep[] = [];
  for (const [index, part] of parts.entries()) {
    const mailbox = stage.mailboxes.get(part.person.identity.upn);
    if (mailbox === undefined) throw new RangeError(`playStory: ${part.person.identity.upn} has no mailbox`);
    const random = stage.random.fork(`part/${index}`);
    if (part.technique === 'live') {
      const act = playLiveAct(stage, random, part, mailbox, hideouts);
      outcomes.push(act.outcome);
      live.push(...act.steps);
    } else {
      outcomes.push(PLAYS[part.technique](stage, random, part, mailbox, hideouts));
    }
  }
  return { outcomes, live };
}
