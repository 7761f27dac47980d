import { type Static, Type } from 'typebox';
import { type BrakeSettings, USUAL_BRAKE } from '../model/brake.js';
import { HOUR_MS, MINUTE_MS } from '../model/time.js';

/** What `response.brake` may say. */
export const BrakeSchema = Type.Object(
  {
    accountCoolDownMinutes: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1_440,
        description:
          'From one act on an account to the next of its kind: 30 by default. A new session of the intruder ends it.',
      }),
    ),
    accountPerDay: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        description: 'Acts of one kind on one account in a day: 3 by default.',
      }),
    ),
    tenantBurst: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100_000,
        description:
          'Accounts that may be acted on at once without a person: by default 1 in 100 of the tenant, and never fewer than 20.',
      }),
    ),
    tenantRefillHours: Type.Optional(
      Type.Number({
        minimum: 1,
        maximum: 168,
        description: 'In so many hours a used-up budget is full again: 24 by default.',
      }),
    ),
    breakerWindowMinutes: Type.Optional(
      Type.Number({
        minimum: 1,
        maximum: 1_440,
        description:
          'Accounts that rest on one cause are counted together where their last acts lie no further apart: 60 by default.',
      }),
    ),
    breakerMinimum: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 1_000,
        description: 'Fewer accounts with one cause never trip the breaker: 5 by default.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'How many accounts the agent may act on without a person. See docs/response.md.',
  },
);

/** Fills in what is not said. */
export function resolveBrake(said: Static<typeof BrakeSchema> = {}): BrakeSettings {
  const { accountCoolDownMinutes, tenantRefillHours, breakerWindowMinutes } = said;
  const inMs = (count: number | undefined, unitMs: number, usual: number): number =>
    count === undefined ? usual : count * unitMs;
  return {
    accountCoolDownMs: inMs(accountCoolDownMinutes, MINUTE_MS, USUAL_BRAKE.accountCoolDownMs),
    accountPerDay: said.accountPerDay ?? USUAL_BRAKE.accountPerDay,
    tenantBurst: said.tenantBurst ?? USUAL_BRAKE.tenantBurst,
    tenantRefillMs: inMs(tenantRefillHours, HOUR_MS, USUAL_BRAKE.tenantRefillMs),
    breakerWindowMs: inMs(breakerWindowMinutes, MINUTE_MS, USUAL_BRAKE.breakerWindowMs),
    breakerMinimum: said.breakerMinimum ?? USUAL_BRAKE.breakerMinimum,
  };
}
