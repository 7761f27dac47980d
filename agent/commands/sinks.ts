import { webhookSink } from '../alert/webhook.js';
import type { Config } from '../config.js';
import type { Sink } from '../model/alert.js';
import type { Boundary, Clock } from '../model/ports.js';
import { createHttpClient } from '../runtime/http.js';

/** The configured sinks, each with a client that may call its own origin and no other. */
export function openSinks(
  config: Config,
  deps: { readonly boundary: Boundary; readonly clock: Clock },
): { readonly sinks: readonly Sink[]; close(): Promise<void> } {
  const opened = config.alerts.map((settings) => {
    const http = createHttpClient({
      boundary: deps.boundary,
      allowedOrigins: [new URL(settings.url).origin],
      ...(settings.caFile === null ? {} : { caFile: settings.caFile }),
    });
    return { sink: webhookSink(settings, http, deps.clock), http };
  });
  return {
    sinks: opened.map(({ sink }) => sink),
    async close() {
      await Promise.all(opened.map(({ http }) => http.close()));
    },
  };
}
