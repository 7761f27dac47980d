import { hostname } from 'node:os';
import { emailSink } from '../alert/sinks/email.js';
import { fileSink } from '../alert/sinks/file.js';
import { pagerDutySink } from '../alert/sinks/pagerduty.js';
import { sentinelSink } from '../alert/sinks/sentinel.js';
import { slackSink } from '../alert/sinks/slack.js';
import { splunkSink } from '../alert/sinks/splunk.js';
import { syslogSink } from '../alert/sinks/syslog.js';
import { teamsSink } from '../alert/sinks/teams.js';
import { webhookSink } from '../alert/sinks/webhook.js';
import type { Config } from '../config.js';
import type { Boundary, Clock, Tokens } from '../model/ports.js';
import type { ReachableSink } from '../model/reachable-sink.js';
import type { SinkSettings } from '../model/sink-settings.js';
import { createHttpClient, type HttpClient } from '../runtime/http.js';

interface SinkDeps {
  readonly boundary: Boundary;
  readonly clock: Clock;
  readonly tokens: Tokens;
}

/** The configured sinks in order; one that calls by HTTP may call its own origin and no other. */
export function openSinks(
  config: Config,
  deps: SinkDeps,
): { readonly sinks: readonly ReachableSink[]; close(): Promise<void> } {
  const clients: HttpClient[] = [];
  const client = (settings: { readonly caFile: string | null }, url: string): HttpClient => {
    const http = createHttpClient({
      boundary: deps.boundary,
      allowedOrigins: [new URL(url).origin],
      ...(settings.caFile === null ? {} : { caFile: settings.caFile }),
    });
    clients.push(http);
    return http;
  };
  return {
    sinks: config.alerts.map((settings) => openSink(settings, deps, client)),
    async close() {
      await Promise.all(clients.map((http) => http.close()));
    },
  };
}

function openSink(
  settings: SinkSettings,
  { boundary, clock, tokens }: SinkDeps,
  client: (settings: { readonly caFile: string | null }, url: string) => HttpClient,
): ReachableSink {
  switch (settings.type) {
    case 'webhook':
      return webhookSink(settings, client(settings, settings.url), clock);
    case 'slack':
      return slackSink(settings, client(settings, settings.url), clock);
    case 'teams':
      return teamsSink(settings, client(settings, settings.url), clock);
    case 'pagerduty':
      return pagerDutySink(settings, client(settings, settings.url), clock);
    case 'splunk':
      return splunkSink(settings, client(settings, settings.url), clock);
    case 'sentinel':
      return sentinelSink(settings, client(settings, settings.endpoint), tokens, clock);
    case 'email':
      return emailSink(settings, boundary);
    case 'syslog':
      return syslogSink(settings, boundary, hostname());
    case 'file':
      return fileSink(settings, boundary);
  }
}
