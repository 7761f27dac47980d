/**
 * Logs that hold records of every day in every tenant: people sign in, telephones fetch mail, and Exchange's own services write
 * rows of theirs. One that answers and never brings any is not being written. The others may be empty for good reason.
 */
export const EVERYDAY_LOGS: ReadonlySet<string> = new Set(['signIns', 'exchangeAudit', 'entraAudit']);
