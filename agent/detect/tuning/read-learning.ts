import { isScalar, type Node } from 'yaml';
import type { ColdStartDay, LearningTuning } from '../../model/tuning.js';
import type { TuningContext } from './tuning-draft.js';
import type { TuningReader } from './tuning-reader.js';

const MAX_DAYS = 90;
const MAX_POINTS = 100_000;
const WHOLE_NUMBERS = ['wholeDays', 'suspectDays', 'suspectSpanDays'] as const;
const KEYS = ['coldStart', 'firstShare', ...WHOLE_NUMBERS];

/** Reads `learning`; what is not named stays as it was. `coldStart` is replaced whole: its length is the days of learning. */
export function readLearning(node: Node, { reader, draft }: TuningContext): void {
  const before = draft.learning;
  const pairs = reader.pairs(node, 'learning', KEYS);
  const read = <T>(key: string, by: (value: Node) => T | null, standard: T): T => {
    const value = pairs.get(key);
    return (value === undefined ? null : by(value)) ?? standard;
  };
  const days = (key: (typeof WHOLE_NUMBERS)[number]): number =>
    read(key, (value) => reader.integer(value, `learning.${key}`, 1, MAX_DAYS), before[key]);
  const learning: LearningTuning = {
    coldStart: read('coldStart', (value) => readColdStart(value, reader), before.coldStart),
    firstShare: read(
      'firstShare',
      (value) => readShare(value, 'learning.firstShare', reader),
      before.firstShare,
    ),
    wholeDays: days('wholeDays'),
    suspectDays: days('suspectDays'),
    suspectSpanDays: days('suspectSpanDays'),
  };
  if (learning.wholeDays > learning.coldStart.length) draft.learning = learning;
  else
    reader.fail(
      node,
      `learning.wholeDays must be above ${learning.coldStart.length}, the number of days in coldStart`,
    );
}

function readColdStart(node: Node, reader: TuningReader): readonly ColdStartDay[] | null {
  const items = reader.items(node, 'learning.coldStart');
  if (items.length === 0 || items.length > MAX_DAYS) {
    reader.fail(node, `learning.coldStart must have 1 to ${MAX_DAYS} days`);
    return null;
  }
  const days = items.flatMap((item) => readDay(item, reader) ?? []);
  return days.length === items.length ? days : null;
}

function readDay(node: Node, reader: TuningReader): ColdStartDay | null {
  const pairs = reader.pairs(node, 'a day of coldStart', ['noveltyCap', 'contextShare']);
  const noveltyCap = reader.integer(pairs.get('noveltyCap') ?? node, 'noveltyCap', 0, MAX_POINTS);
  const contextShare = readShare(pairs.get('contextShare') ?? node, 'contextShare', reader);
  return noveltyCap === null || contextShare === null ? null : { noveltyCap, contextShare };
}

function readShare(node: Node, name: string, reader: TuningReader): number | null {
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  reader.fail(node, `${name} must be a number from 0 to 1`);
  return null;
}
