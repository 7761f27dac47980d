/**
 * Milliseconds to wait by a `Retry-After` header: seconds, decimals allowed, or an HTTP date. Null when the
 * header is absent, not readable or names no future.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (text === '') return null;
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= nowMs ? null : at - nowMs;
}
