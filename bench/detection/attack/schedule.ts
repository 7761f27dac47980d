import type { Person } from '../world/people.js';
import type { Stage } from '../world/stage.js';
import { type Campaign, createCampaign } from './campaign.js';
import { TECHNIQUES } from './catalogue.js';
import { beginRaid } from './raid.js';

const DAY_MS = 86_400_000;

/** Some campaigns write their first records days before they succeed. */
const LEAD_DAYS = 3;

/** A campaign, and the day on which it is written: some days before it begins. */
export interface Planned {
  readonly campaign: Campaign;
  readonly dayMs: number;
  play(): void;
}

/**
 * So many campaigns of each technique, each on a mailbox of its own as far as there are enough, over the judged days but for
 * the last two, so that all of them come to their end.
 */
export function planCampaigns(
  stage: Stage,
  perTechnique: number,
  techniques: readonly string[] | null,
): readonly Planned[] {
  const random = stage.random.child('campaigns');
  const judgedDays = stage.days - stage.historyDays;
  const victims = shuffle(stage.people.filter(isWorthIt), (most) => random.int(0, most));
  const chosen = TECHNIQUES.filter(({ id }) => techniques === null || techniques.includes(id));
  const planned: Planned[] = [];
  for (let round = 0; round < perTechnique; round += 1) {
    for (const technique of chosen) {
      const victim = victims[planned.length % victims.length];
      if (victim === undefined) return planned;
      const campaign = createCampaign(`${technique.id}-${round + 1}`, technique.id);
      const day = stage.historyDays + random.int(0, Math.max(judgedDays - 3, 0));
      const dayMs = stage.firstDayMs + day * DAY_MS;
      const startMs = dayMs + Math.round(random.between(0.25, 0.9) * DAY_MS);
      const own = random.child(campaign.id);
      planned.push({
        campaign,
        dayMs: dayMs - LEAD_DAYS * DAY_MS,
        play: () => technique.play(beginRaid(stage, own, campaign, victim, startMs)),
      });
    }
  }
  return planned;
}

/** Somebody with a life of their own; the dormant have a technique to themselves. */
function isWorthIt({ role, isDormant }: Person): boolean {
  return role !== 'service' && role !== 'it' && !isDormant;
}

function shuffle<T>(list: readonly T[], draw: (most: number) => number): readonly T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = draw(at);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
