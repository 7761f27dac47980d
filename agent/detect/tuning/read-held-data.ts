import type { Node } from 'yaml';
import { DATA_CLASSES } from '../../model/exposure.js';
import type { HeldDataTuning, HeldKind } from '../../model/tuning.js';
import type { TuningContext } from './tuning-draft.js';
import type { TuningReader } from './tuning-reader.js';

const NAME = 'thresholds.customerData';
const KINDS: readonly HeldKind[] = ['account', 'sensitive', ...DATA_CLASSES];
const KEYS = ['least', 'open', 'contain'] as const;
const MOST = 1_000_000_000;
const LOWEST_CHANGE = -100_000;
/** One customer or message is enough, and nothing changes, until a file says otherwise. */
const UNNAMED: HeldDataTuning = { least: 1, open: 0, contain: 0 };

/** Reads `thresholds.customerData`: by how much the thresholds are lower of mailboxes in which customers' data was found. */
export function readHeldData(node: Node, { reader, draft }: TuningContext): void {
  const kinds = reader.pairs(node, NAME, KINDS);
  for (const kind of KINDS) {
    const part = kinds.get(kind);
    if (part === undefined) continue;
    const change = readChange(part, `${NAME}.${kind}`, draft.heldData[kind] ?? UNNAMED, reader);
    draft.heldData = { ...draft.heldData, [kind]: change };
  }
}

function readChange(node: Node, name: string, before: HeldDataTuning, reader: TuningReader): HeldDataTuning {
  const pairs = reader.pairs(node, name, KEYS);
  const read = (key: (typeof KEYS)[number], min: number, max: number): number => {
    const value = pairs.get(key);
    return (value === undefined ? null : reader.integer(value, `${name}.${key}`, min, max)) ?? before[key];
  };
  return {
    least: read('least', 1, MOST),
    open: read('open', LOWEST_CHANGE, 0),
    contain: read('contain', LOWEST_CHANGE, 0),
  };
}
