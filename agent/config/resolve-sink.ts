import type { SinkSettings } from '../model/sink-settings.js';
import type { SinkConfig } from './alert-schema.js';
import type { SecretReference } from './schema.js';

/** Reads what a sink's settings name; what is wrong is kept there. */
export interface SinkReader {
  path(path: string): string;
  existingPath(at: readonly string[], path: string): string;
  secret(at: readonly string[], reference: SecretReference): string;
  text(at: readonly string[], path: string): string;
  report(at: readonly string[], message: string): void;
}

const PAGERDUTY_URL = 'https://events.pagerduty.com/v2/enqueue';
const SYSLOG_TLS_PORT = 6514;
/** "Log audit" (RFC 5424, 6.2.1). */
const AUDIT_FACILITY = 13;

/** One sink with defaults filled in and secrets read. */
export function resolveSink(sink: SinkConfig, name: string, index: string, reader: SinkReader): SinkSettings {
  const at = ['alerts', index];
  const caFile = sink.caFile === undefined ? null : reader.existingPath([...at, 'caFile'], sink.caFile);
  switch (sink.type) {
    case 'webhook': {
      const secret = reader.secret([...at, 'secret'], sink.secret);
      return { type: 'webhook', name, url: address([...at, 'url'], sink.url, reader, false), secret, caFile };
    }
    case 'slack':
    case 'teams': {
      const url = reader.secret([...at, 'url'], sink.url);
      return { type: sink.type, name, url: address([...at, 'url'], url, reader), caFile };
    }
    case 'pagerduty': {
      const routingKey = reader.secret([...at, 'routingKey'], sink.routingKey);
      const url = address([...at, 'url'], sink.url ?? PAGERDUTY_URL, reader);
      return { type: 'pagerduty', name, url, routingKey, caFile };
    }
    case 'splunk': {
      const token = reader.secret([...at, 'token'], sink.token);
      const url = address([...at, 'url'], sink.url, reader);
      const { index: splunkIndex = null, acknowledge = false } = sink;
      return { type: 'splunk', name, url, token, index: splunkIndex, acknowledges: acknowledge, caFile };
    }
    case 'sentinel': {
      const endpoint = address([...at, 'endpoint'], sink.endpoint, reader);
      const { ruleId, stream, identity = 'reader' } = sink;
      return { type: 'sentinel', name, endpoint, ruleId, stream, identity, caFile };
    }
    case 'file':
      return { type: 'file', name, path: reader.path(sink.path) };
    case 'email':
      return emailOf(sink, name, at, caFile, reader);
    case 'syslog':
      return syslogOf(sink, name, at, caFile, reader);
  }
}

function emailOf(
  sink: Extract<SinkConfig, { type: 'email' }>,
  name: string,
  at: readonly string[],
  caFile: string | null,
  reader: SinkReader,
): SinkSettings {
  const tls = sink.tls ?? (sink.port === 465 ? 'implicit' : 'starttls');
  const { user, password } = sink;
  if ((user === undefined) !== (password === undefined))
    reader.report(at, `${at.join('.')} has only one of user and password; give both, or none`);
  const login =
    user === undefined || password === undefined
      ? null
      : { user, password: reader.secret([...at, 'password'], password) };
  const { host, from, to } = sink;
  const port = sink.port ?? (tls === 'implicit' ? 465 : 587);
  return { type: 'email', name, host, port, tls, login, from, to, caFile };
}

function syslogOf(
  sink: Extract<SinkConfig, { type: 'syslog' }>,
  name: string,
  at: readonly string[],
  caFile: string | null,
  reader: SinkReader,
): SinkSettings {
  const { certificate } = sink;
  return {
    type: 'syslog',
    name,
    host: sink.host,
    port: sink.port ?? SYSLOG_TLS_PORT,
    format: sink.format ?? 'rfc5424',
    facility: sink.facility ?? AUDIT_FACILITY,
    certificate:
      certificate === undefined
        ? null
        : {
            certificatePem: reader.text([...at, 'certificate', 'file'], certificate.file),
            privateKeyPem: reader.secret([...at, 'certificate', 'keyFile'], { file: certificate.keyFile }),
          },
    caFile,
  };
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** An address that can be called; in the clear only on this machine, and where a signature protects what is sent. */
function address(at: readonly string[], url: string, reader: SinkReader, needsTls = true): string {
  if (url === '') return url;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isWeb = parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
  // The value is not repeated: it may be the secret.
  if (parsed === null || !isWeb)
    reader.report(at, `${at.join('.')} is no web address; it begins with https://`);
  else if (needsTls && parsed.protocol !== 'https:' && !LOOPBACK.includes(parsed.hostname))
    reader.report(at, `${at.join('.')} must begin with https://; http:// is for this machine alone`);
  return url;
}
