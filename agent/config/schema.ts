import { type Static, Type } from 'typebox';
import { RoutingSchema, SinkSchema } from './alert-schema.js';
import { BrakeSchema } from './brake.js';
import { ResponseActionsSchema } from './response-actions.js';
import { ServeSchema } from './serve.js';

const closed = { additionalProperties: false } as const;

const Secret = Type.Union(
  [
    Type.Object({ env: Type.String({ minLength: 1 }) }, closed),
    Type.Object({ file: Type.String({ minLength: 1 }) }, closed),
  ],
  {
    description: 'Where a secret is found: {"env": "NAME"} or {"file": "path"}. Never a plain value.',
  },
);

const KeyCommand = Type.Object(
  {
    command: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      description: 'A program and its arguments; its output is the key.',
    }),
  },
  closed,
);

const Uuid = Type.String({ format: 'uuid' });
const Path = Type.String({ minLength: 1, description: 'A path; a relative one is relative to this file.' });
const Origin = Type.String({
  pattern: '^https://[^/?#]+$',
  description: 'An https origin, such as https://127.0.0.1:8443.',
});

const Identity = Type.Object(
  {
    clientId: Uuid,
    clientSecret: Type.Optional(Secret),
    certificate: Type.Optional(Type.Object({ file: Path, keyFile: Path }, closed)),
    federatedToken: Type.Optional(Type.Object({ file: Path }, closed)),
  },
  {
    ...closed,
    description: 'One app registration, with exactly one of clientSecret, certificate, federatedToken.',
    oneOf: [{ required: ['clientSecret'] }, { required: ['certificate'] }, { required: ['federatedToken'] }],
  },
);

const sourceKeys = {
  schedule: Type.Optional(
    Type.String({ minLength: 1, description: 'Cron expression of five or six fields, seconds first.' }),
  ),
  enabled: Type.Optional(Type.Boolean()),
  overlapMinutes: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 10080,
      description: 'How far behind its cursor each read begins, since records arrive late.',
    }),
  ),
};

const Source = Type.Object(sourceKeys, closed);
const SearchableSource = Type.Object(
  {
    ...sourceKeys,
    historyDays: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 180,
        description:
          'How many days before the first start are read by audit search, which is slow; 0: none. Incidents that ended more than 30 days before the first start are written down, but raise no alarm.',
      }),
    ),
  },
  closed,
);

const Seconds = Type.Number({ minimum: 0, maximum: 2_592_000 });

/** The configuration file. Its JSON form is published as schemas/config.schema.json. */
export const ConfigSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    tenant: Type.Object(
      {
        id: Uuid,
        domains: Type.Array(Type.String({ pattern: '^[^@\\s]+\\.[^@\\s]+$' }), {
          minItems: 1,
          description: 'Every accepted domain of the tenant, exactly.',
        }),
        cloud: Type.Optional(
          Type.Union([
            Type.Enum(['global', 'gcc', 'gcc-high', 'dod', 'china']),
            Type.Object({ authority: Origin, graph: Origin, management: Origin }, closed),
          ]),
        ),
        caFile: Type.Optional(Path),
        limits: Type.Optional(
          Type.Object(
            {
              scale: Type.Number({
                minimum: 1,
                maximum: 100_000,
                description: 'Only a simulated tenant raises it.',
              }),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    identities: Type.Object(
      { reader: Identity, responder: Type.Optional(Identity), examiner: Type.Optional(Identity) },
      closed,
    ),
    sources: Type.Optional(
      Type.Object(
        {
          signIns: Type.Optional(Source),
          directoryAudits: Type.Optional(Source),
          riskDetections: Type.Optional(Source),
          riskyUsers: Type.Optional(Source),
          exchangeAudit: Type.Optional(SearchableSource),
          entraAudit: Type.Optional(SearchableSource),
          generalAudit: Type.Optional(Source),
        },
        closed,
      ),
    ),
    rules: Type.Optional(Type.Object({ directories: Type.Array(Path, { minItems: 1 }) }, closed)),
    response: Type.Optional(
      Type.Object(
        {
          mode: Type.Optional(Type.Enum(['observe', 'approve', 'enforce'])),
          protected: Type.Optional(
            Type.Array(
              Type.Union([
                Type.String({ minLength: 1 }),
                Type.Object({ role: Type.String({ minLength: 1 }) }, closed),
              ]),
              {
                description:
                  'User principal names, object ids, or {"role": "display name"}: never touched without a person.',
              },
            ),
          ),
          actions: Type.Optional(ResponseActionsSchema),
          hardTierFactor: Type.Optional(
            Type.Number({
              minimum: 1,
              maximum: 10,
              description: 'How many times the points of containment the hard tier takes: 1.5 by default.',
            }),
          ),
          quarantineGroup: Type.Optional(
            Type.String({
              format: 'uuid',
              description: 'Object id of the group whose members conditional access blocks.',
            }),
          ),
          learningDays: Type.Optional(Type.Number({ minimum: 0, maximum: 365 })),
          brake: Type.Optional(BrakeSchema),
          approvalHours: Type.Optional(
            Type.Number({
              minimum: 0.1,
              maximum: 720,
              description: "How long a person's approval stands that names no time: 24 by default.",
            }),
          ),
          killFile: Type.Optional(Path),
          timing: Type.Optional(
            Type.Object(
              {
                verifyAfterSeconds: Type.Optional(Seconds),
                verifyRetrySeconds: Type.Optional(Seconds),
                verifyAttempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
                evaluatedSeconds: Type.Optional(Seconds),
                tokenLifeSeconds: Type.Optional(Seconds),
                watchDays: Type.Optional(Type.Number({ minimum: 0, maximum: 90 })),
                watchEverySeconds: Type.Optional(Seconds),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    exposure: Type.Optional(
      Type.Object(
        {
          customers: Type.Optional(
            Type.Object(
              { index: Type.Optional(Path), key: Type.Optional(Type.Union([...Secret.anyOf, KeyCommand])) },
              closed,
            ),
          ),
          // ISO 3166-1 alpha-2: where numbers without a country code are dialled from.
          region: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
          wholeMailbox: Type.Optional(
            Type.Boolean({
              description:
                'Whether the rest of a suspect mailbox is looked through, beside what was reached. true unless set.',
            }),
          ),
          ocr: Type.Optional(
            Type.Object(
              {
                enabled: Type.Optional(
                  Type.Boolean({
                    description: 'Whether pictures are read where an engine is installed. true unless set.',
                  }),
                ),
                command: Type.Optional(
                  Type.String({
                    minLength: 1,
                    description:
                      'A program with the command line of Tesseract 4 or 5: an absolute path, or a name that is looked for in PATH. tesseract unless set.',
                  }),
                ),
                languages: Type.Optional(
                  Type.Array(Type.String({ pattern: '^[a-z]{3}(_[a-z]{1,10})?$' }), {
                    minItems: 1,
                    maxItems: 8,
                    description:
                      'Languages by their names in the engine; each makes it slower. ["eng"] unless set.',
                  }),
                ),
                timeoutSeconds: Type.Optional(
                  Type.Number({
                    minimum: 1,
                    maximum: 600,
                    description: 'For all pictures of one document together. 60 unless set.',
                  }),
                ),
                memoryMb: Type.Optional(
                  Type.Integer({
                    minimum: 64,
                    maximum: 16_384,
                    description: 'What the engine may take for one picture. 512 unless set.',
                  }),
                ),
              },
              closed,
            ),
          ),
          classes: Type.Optional(
            Type.Record(
              Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
              Type.Object(
                {
                  pattern: Type.Optional(Type.String({ minLength: 1, format: 'linear-regex' })),
                  context: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
                  words: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
                },
                closed,
              ),
            ),
          ),
        },
        closed,
      ),
    ),
    enrichment: Type.Optional(
      Type.Object(
        {
          mmdb: Type.Optional(
            Type.Array(Path, {
              minItems: 1,
              maxItems: 8,
              description:
                'MaxMind DB files (.mmdb) that say which network and country an address belongs to, where the log does not; the first that knows is believed.',
            }),
          ),
        },
        closed,
      ),
    ),
    alerts: Type.Optional(
      Type.Array(SinkSchema, { description: 'Who is told: each entry is one receiver of alerts.' }),
    ),
    alertRoutes: Type.Optional(RoutingSchema),
    store: Type.Object(
      {
        file: Path,
        key: Type.Optional(Secret),
        ledgerKey: Type.Optional(Secret),
        retentionDays: Type.Optional(
          Type.Number({
            minimum: 1,
            maximum: 3650,
            description: 'How long raw records are kept. Default 90.',
          }),
        ),
        pastDays: Type.Optional(
          Type.Number({
            minimum: 30,
            maximum: 3650,
            description:
              'By how many days before its newest event an account is judged. Older events are dropped, but for those of cases. Default 180.',
          }),
        ),
      },
      closed,
    ),
    serve: Type.Optional(ServeSchema),
    reports: Type.Optional(
      Type.Object(
        {
          directory: Path,
          url: Type.Optional(
            Type.String({
              pattern: '^https://[^?#]*/$',
              description: 'Where people find the files of that folder; ends with a slash.',
            }),
          ),
        },
        closed,
      ),
    ),
  },
  {
    ...closed,
    $id: 'https://mailwarden.example/schemas/config.schema.json',
    title: 'mailwarden configuration',
  },
);

export type ConfigFile = Static<typeof ConfigSchema>;
export type SecretReference = Static<typeof Secret> | Static<typeof KeyCommand>;
export type IdentityConfig = Static<typeof Identity>;
export type SourceName = keyof NonNullable<ConfigFile['sources']>;
