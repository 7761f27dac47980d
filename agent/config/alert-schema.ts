import { type Static, type TSchema, Type } from 'typebox';
import { TARGET_CLASSES } from '../model/containment.js';
import { SEVERITIES } from '../model/severity.js';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1 });
const Path = Type.String({ minLength: 1, description: 'A path; a relative one is relative to this file.' });
const Minutes = Type.Number({ minimum: 0, maximum: 10_080 });
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });

/** The same shape that every secret of the configuration has. */
const Secret = Type.Union([Type.Object({ env: Text }, closed), Type.Object({ file: Text }, closed)], {
  description: 'Where a secret is found: {"env": "NAME"} or {"file": "path"}. Never a plain value.',
});

/** What every sink may have. */
const common = {
  name: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
      description: 'By which routes, logs and records know it; else type and position, such as slack-1.',
    }),
  ),
  groupMinutes: Type.Optional({
    ...Minutes,
    description: 'News about one thing within this time go into one message; 0: each alert by itself.',
  }),
  repeatMinutes: Type.Optional({
    ...Minutes,
    description: 'A critical alert is told again after this time until it is acknowledged; 0: never.',
  }),
  caFile: Type.Optional(Path),
} as const;

const Webhook = sink('webhook', { url: Type.String({ pattern: '^https?://' }), secret: Secret });
const Slack = sink('slack', { url: Secret });
const Teams = sink('teams', { url: Secret });
const PagerDuty = sink('pagerduty', {
  routingKey: Secret,
  url: Type.Optional(Type.String({ pattern: '^https?://' })),
});
const Email = sink('email', {
  host: Text,
  port: Type.Optional(Port),
  tls: Type.Optional(Type.Enum(['implicit', 'starttls'])),
  user: Type.Optional(Text),
  password: Type.Optional(Secret),
  from: Type.String({ pattern: '^[^\\r\\n]*[^@\\s]+@[^@\\s]+$' }),
  to: Type.Array(Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$' }), { minItems: 1 }),
});
const Syslog = sink('syslog', {
  host: Text,
  port: Type.Optional(Port),
  format: Type.Optional(Type.Enum(['rfc5424', 'cef'])),
  facility: Type.Optional(Type.Integer({ minimum: 0, maximum: 23 })),
  certificate: Type.Optional(Type.Object({ file: Path, keyFile: Path }, closed)),
});
const Splunk = sink('splunk', {
  url: Type.String({ pattern: '^https?://[^/?#]+/?$' }),
  token: Secret,
  index: Type.Optional(Text),
  acknowledge: Type.Optional(Type.Boolean()),
});
const Sentinel = sink('sentinel', {
  endpoint: Type.String({ pattern: '^https?://[^/?#]+/?$' }),
  ruleId: Text,
  stream: Text,
  identity: Type.Optional(Type.Enum(['reader', 'responder', 'examiner'])),
});
const File = sink('file', { path: Path });

const SinkUnion = Type.Union([Webhook, Slack, Teams, PagerDuty, Email, Syslog, Splunk, Sentinel, File]);

/** One receiver of alerts. The type decides which keys it has, so that a mistake is told of that type alone. */
export const SinkSchema = Type.Unsafe<Static<typeof SinkUnion>>({
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: SinkUnion.anyOf,
});

const Match = Type.Object(
  {
    severity: Type.Optional(Type.Array(Type.Enum([...SEVERITIES]), { minItems: 1 })),
    kind: Type.Optional(Type.Array(Type.Enum(['mailbox', 'actor', 'system']), { minItems: 1 })),
    milestone: Type.Optional(
      Type.Array(
        Type.Enum([
          'opened',
          'updated',
          'contained',
          'containment-failed',
          'proven-out',
          'cannot-tell',
          'watch-ended',
          'held',
          'exposure',
          'withdrawn',
          'acknowledged',
          'closed',
          'system',
        ]),
        { minItems: 1 },
      ),
    ),
    mailbox: Type.Optional(
      Type.Array(Text, { minItems: 1, description: 'User principal names or ids; * stands for any text.' }),
    ),
    class: Type.Optional(Type.Array(Type.Enum([...TARGET_CLASSES]), { minItems: 1 })),
    rule: Type.Optional(Type.Array(Text, { minItems: 1, description: 'Rule ids; * stands for any text.' })),
  },
  { ...closed, description: 'Every key that is there must match; a key matches with any of its values.' },
);

const routing = {
  routes: Type.Optional(
    Type.Array(
      Type.Object(
        {
          name: Text,
          match: Type.Optional(Match),
          sinks: Type.Array(Text),
          groupMinutes: Type.Optional(Minutes),
          repeatMinutes: Type.Optional(Minutes),
          continue: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
    ),
  ),
  silences: Type.Optional(
    Type.Array(
      Type.Object(
        { owner: Text, reason: Text, until: Type.String({ format: 'date-time' }), match: Match },
        closed,
      ),
    ),
  ),
} as const;

/** Who gets what: in the configuration, or in a YAML file of its own that it names. */
export const RoutingSchema = Type.Object({ file: Type.Optional(Path), ...routing }, closed);

/** The file of its own. */
export const RoutingFileSchema = Type.Object(routing, closed);

export type SinkConfig = Static<typeof SinkSchema>;
export type RoutingConfig = Static<typeof RoutingFileSchema>;
export type MatchConfig = Static<typeof Match>;

function sink<const Name extends string, Keys extends Record<string, TSchema>>(type: Name, keys: Keys) {
  return Type.Object({ type: Type.Literal(type), ...common, ...keys }, closed);
}
