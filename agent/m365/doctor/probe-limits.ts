import type { RetryLimits } from '../calls/call-policy.js';

/** A person waits for the answer: what does not come soon is unknown. */
export const PROBE_LIMITS: RetryLimits = { maxAttempts: 2, maxWaitMs: 10_000 };
