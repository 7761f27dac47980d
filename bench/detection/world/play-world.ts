import type { Campaign } from '../attack/campaign.js';
import { planCampaigns } from '../attack/schedule.js';
import { liveChanges } from '../benign/changes.js';
import { createArchive, liveCompanyDay } from '../benign/company-day.js';
import type { Life } from '../benign/life.js';
import { liveDay } from '../benign/work-day.js';
import { Random } from '../chance/random.js';
import { type Seed, seedName } from '../chance/seeds.js';
import type { Delivery } from '../logging/logbook.js';
import { type ThrottleStates, writeReads } from '../logging/write-reads.js';
import { raiseStorm, type StormName } from '../storm/storms.js';
import type { Person } from './people.js';
import { createStage, type Stage } from './stage.js';

const DAY_MS = 86_400_000;

export interface WorldOptions {
  readonly seed: Seed;
  readonly mailboxes: number;
  /** Judged days; history comes before them. */
  readonly days: number;
  readonly historyDays: number;
  readonly campaignsPerTechnique: number;
  /** Null: all. */
  readonly techniques: readonly string[] | null;
  readonly storm: StormName | null;
  readonly tenantName: string;
}

/** What the product gets of one day, and whether it is judged on it. */
export interface PlayedDay {
  readonly endMs: number;
  readonly isJudged: boolean;
  readonly deliveries: readonly Delivery[];
}

/** A company's life day by day; nothing of it is kept but what is not delivered yet. */
export interface World {
  readonly stage: Stage;
  readonly campaigns: readonly Campaign[];
  days(): Generator<PlayedDay>;
}

export function createWorld(options: WorldOptions): World {
  const { seed, mailboxes, days, historyDays, tenantName } = options;
  const random = new Random(seedName(seed));
  const stage = createStage(random, { split: seed.split, mailboxes, days, historyDays, tenantName });
  const planned = planCampaigns(stage, options.campaignsPerTechnique, options.techniques);
  const archive = createArchive(random.child('archive'));
  const lives = new Map<Person, Life>();
  const lifeOf = (person: Person): Life => {
    const life = lives.get(person) ?? new Map();
    lives.set(person, life);
    return life;
  };
  return {
    ...{ stage, campaigns: planned.map(({ campaign }) => campaign) },
    *days() {
      const throttles: ThrottleStates = new Map();
      for (let day = 0; day < stage.days; day += 1) {
        const dayMs = stage.firstDayMs + day * DAY_MS;
        if (options.storm !== null && day === historyDays + 1)
          raiseStorm(options.storm, stage, lifeOf, dayMs);
        for (const person of stage.people) {
          liveChanges(stage, person, lifeOf(person), dayMs);
          liveDay(stage, person, lifeOf(person), dayMs);
        }
        liveCompanyDay(stage, archive, dayMs);
        for (const one of planned) if (one.dayMs === dayMs) one.play();
        writeReads(stage, dayMs, throttles);
        const endMs = dayMs + DAY_MS;
        yield { endMs, isJudged: day >= historyDays, deliveries: stage.logbook.take(endMs) };
      }
      const lastMs = stage.firstDayMs + stage.days * DAY_MS;
      for (let late = 0; late < 2; late += 1) writeReads(stage, lastMs + late * DAY_MS, throttles);
      yield {
        endMs: lastMs + 2 * DAY_MS,
        isJudged: true,
        deliveries: stage.logbook.take(lastMs + 2 * DAY_MS),
      };
    },
  };
}
