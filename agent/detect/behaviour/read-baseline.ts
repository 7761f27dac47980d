import type { AccessEvent } from '../../model/access-event.js';
import type { Timeline } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { createMemory, type Memory } from './memory.js';
import { readTimeline } from './view-account.js';

/** One thing that an account is used to, or may become used to, and what it was learned from. */
export interface LearnedValue {
  /** `prefix`, `asn`, `country`, `device`, `kind`, `app`, `actor`... */
  readonly kind: string;
  readonly value: string;
  /** False while it was only shown by sessions that look like a stranger's, on too few days. */
  readonly isKnown: boolean;
  /** The first use that counts, and the days of use. */
  readonly since: Instant;
  readonly days: number;
  readonly firstEvent: string;
  readonly lastEvent: string;
}

/** What a baseline is made of. */
export interface Baseline {
  readonly activeDays: number;
  /** By kind, then value. */
  readonly values: readonly LearnedValue[];
}

interface Draft {
  isKnown: boolean;
  readonly since: Instant;
  lastDay: number;
  days: number;
  readonly firstEvent: string;
  lastEvent: string;
}

/** The log of what an account's timeline taught, read anew: the same that its sessions are judged by. */
export function readBaseline(timeline: Timeline, tuning: Tuning): Baseline {
  const drafts = new Map<string, Draft>();
  let current = '';
  let last: Instant = '';
  const inner = createMemory(tuning);
  const note = (value: string, day: number): void => {
    noteDay(drafts, value, { day, event: current, at: last, isKnown: inner.knows(value) });
  };
  const memory: Memory = {
    ...inner,
    learn(value, day) {
      inner.learn(value, day);
      note(value, day);
    },
    learnSlowly(value, day) {
      inner.learnSlowly(value, day);
      note(value, day);
    },
  };
  const onEvent = ({ id, at }: AccessEvent): void => {
    current = id;
    last = at;
  };
  const { days } = readTimeline(timeline, tuning, { memory, onEvent });
  return {
    activeDays: last === '' ? 0 : inner.historyDays(days.of(last) + 1),
    values: [...drafts].map(toValue).sort(byValue),
  };
}

interface Use {
  readonly day: number;
  readonly event: string;
  readonly at: Instant;
  readonly isKnown: boolean;
}

function noteDay(drafts: Map<string, Draft>, value: string, { day, event, at, isKnown }: Use): void {
  const draft = drafts.get(value);
  if (draft === undefined) {
    drafts.set(value, {
      isKnown,
      since: at,
      lastDay: day,
      days: 1,
      firstEvent: event,
      lastEvent: event,
    });
    return;
  }
  if (draft.lastDay !== day) draft.days += 1;
  draft.lastDay = day;
  draft.lastEvent = event;
  draft.isKnown ||= isKnown;
}

function toValue([text, draft]: readonly [string, Draft]): LearnedValue {
  const colon = text.indexOf(':');
  const { isKnown, since, days, firstEvent, lastEvent } = draft;
  return {
    ...{ kind: text.slice(0, colon), value: text.slice(colon + 1), isKnown },
    ...{ since, days, firstEvent, lastEvent },
  };
}

function byValue(left: LearnedValue, right: LearnedValue): number {
  const [a, b] = [`${left.kind}:${left.value}`, `${right.kind}:${right.value}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
