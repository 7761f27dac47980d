import type { HttpClient } from '../../runtime/http.js';

/**
 * Asks a receiver for its options, which delivers nothing: it was reached, by TLS where its address says so; whether it takes
 * alerts is not known from this. Raises `OutsideError`.
 */
export async function reachReceiver(url: string, http: HttpClient, signal: AbortSignal): Promise<string> {
  const answer = await http.send({
    name: 'alert:OPTIONS',
    method: 'OPTIONS',
    url,
    timeoutMs: 15_000,
    maxBytes: 1024 * 1024,
    signal,
  });
  return `it was reached (${answer.status}); whether it takes alerts shows with the first one`;
}
