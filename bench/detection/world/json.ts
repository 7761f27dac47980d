/** A value of a provider record. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export type JsonRecord = { readonly [name: string]: Json };

/** `2026-03-03T09:15:00Z`, as Graph writes sign-ins. */
export function toSecond(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** `2026-03-03T09:15:00`, as the unified log writes time: UTC without saying so. */
export function toAuditTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}
