import { type Static, Type } from 'typebox';
import type { ServeSettings } from '../model/serve-settings.js';
import { MINUTE_MS } from '../model/time.js';

/** The key `serve` of the configuration: who may ask for health and metrics. */
export const ServeSchema = Type.Object(
  {
    address: Type.Optional(
      Type.String({
        pattern: '^([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*|localhost)$',
        description:
          'The address to listen on: 127.0.0.1 by default, which only this machine reaches. There is no sign-in.',
      }),
    ),
    port: Type.Integer({ minimum: 0, maximum: 65_535, description: 'The TCP port; 0: any that is free.' }),
    staleMinutes: Type.Optional(
      Type.Number({
        minimum: 1,
        maximum: 10_080,
        description:
          'A log that was last read longer ago than this makes the agent not ready: 30 by default.',
      }),
    ),
  },
  { additionalProperties: false, description: 'Health, readiness and metrics over HTTP. Absent: off.' },
);

/** Null where the configuration does not ask for it. */
export function resolveServe(serve: Static<typeof ServeSchema> | undefined): ServeSettings | null {
  if (serve === undefined) return null;
  const { address = '127.0.0.1', port, staleMinutes = 30 } = serve;
  return { address, port, staleMs: staleMinutes * MINUTE_MS };
}
