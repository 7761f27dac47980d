import type { PictureReader } from '../../model/document-text.js';
import type { DocumentLimits, DocumentText } from './document.js';
import type { InflateBudget } from './zip-parts.js';

/** How far one document has been entered: what is in it draws on the same limits, however deep it lies. */
export interface Descent {
  readonly limits: DocumentLimits;
  /** Shared by all archives of the document. */
  readonly budget: InflateBudget;
  /** Files that may still be taken out of others. */
  readonly files: { left: number };
  readonly depth: number;
  /** Null where no engine reads pictures. */
  readonly pictures: PictureReader | null;
}

/** Reads a file that lies in another: given in, since any kind can lie in any other. */
export type PartReading = (
  bytes: Uint8Array,
  name: string,
  contentType: string | null,
) => Promise<DocumentText>;

/** An archive below this may grow to it, whatever the ratio. */
const SMALL_INFLATED_BYTES = 10_000_000;

export function beginDescent(limits: DocumentLimits, pictures: PictureReader | null): Descent {
  return {
    limits,
    budget: { leftBytes: limits.inflatedBytes },
    files: { left: limits.archiveFiles },
    depth: 0,
    pictures,
  };
}

export function deeper(descent: Descent): Descent {
  return { ...descent, depth: descent.depth + 1 };
}

/** What an archive of so many bytes may inflate to; to be handed back with `settle` after each pass. */
export function allowance(bytes: Uint8Array, { limits, budget }: Descent): InflateBudget {
  const byRatio = Math.max(SMALL_INFLATED_BYTES, bytes.length * limits.inflationRatio);
  return { leftBytes: Math.min(budget.leftBytes, byRatio) };
}

/** Charges what was inflated out of an allowance to the whole document. */
export function settle(descent: Descent, allowed: number, left: InflateBudget): void {
  descent.budget.leftBytes -= allowed - Math.max(0, left.leftBytes);
}
