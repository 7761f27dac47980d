/** What a scenario makes of the tenant's logs and feeds. In any other tenant nothing of it is so. */
export interface Troubles {
  /** Unified auditing was never switched on. */
  readonly isAuditOff: boolean;
  /** The feed lists nothing that was created at this moment or later, and says so with 200. */
  readonly feedEndsMs: number;
  /** All that a day brings lies in one content. */
  readonly isOversized: boolean;
  /** The feed has no content of before an app's first subscription. */
  readonly keepsForSubscribersOnly: boolean;
  /** Pages hold no more than this, whatever is asked for. */
  readonly largestPage: number;
  /** Whether a content that is listed is gone when it is fetched. */
  isGone(contentId: string): boolean;
}

const HOUR_MS = 3_600_000;
/** The feed stalls so long before the live act. */
const STALLED_FOR_MS = 6 * HOUR_MS;
/** Small enough that every tenant has following pages. */
const SMALL_PAGE = 40;
/** One content in so many is gone. */
const GONE = 7;

/** @param startMs The moment of the live act. */
export function troublesOf(scenario: string | null, startMs: number): Troubles {
  return {
    isAuditOff: scenario === 'audit-off',
    feedEndsMs: scenario === 'stalled-feed' ? startMs - STALLED_FOR_MS : Number.POSITIVE_INFINITY,
    isOversized: scenario === 'oversized-blob',
    keepsForSubscribersOnly: scenario === 'new-subscription',
    largestPage: scenario === 'token-revoked-mid-page' ? SMALL_PAGE : Number.POSITIVE_INFINITY,
    isGone: (contentId) => scenario === 'expired-content' && placeOf(contentId) === 0,
  };
}

/** By the hash within the id, which follows from type, moment and part. */
function placeOf(contentId: string): number {
  const [, , , hash = ''] = contentId.split('$');
  return Number.parseInt(hash.slice(0, 8), 16) % GONE;
}
