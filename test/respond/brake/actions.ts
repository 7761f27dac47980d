import type { Action } from '../../../agent/model/action.js';
import { shift } from '../../../agent/model/time.js';
import { actionOf } from '../incidents.js';

export const NOW = '2026-03-01T12:00:00.000Z';

type Basis = NonNullable<Action['basis']>;

/** The time of what happened is that of the decision where it is not given. */
type StandingChange = Omit<Partial<Action>, 'basis'> & {
  readonly basis?: Omit<Basis, 'lastEvent'> & Partial<Basis>;
};

function ownBasis(n: number): Omit<Basis, 'lastEvent'> {
  return { causes: ['rule:r1'], intruder: [`address:198.51.${n % 250}.0/24`, `session:sid:${n}`] };
}

/** A standing revoke of account `n`, decided `minutesAgo`, that rests on one rule and one intruder of its own. */
export function standing(n: number, minutesAgo = 0, change: StandingChange = {}): Action {
  const at = shift(NOW, -minutesAgo * 60_000);
  const { basis = ownBasis(n), ...more } = change;
  return actionOf({
    id: `act-${String(n).padStart(4, '0')}-${minutesAgo}`,
    incident: `inc-${n}`,
    target: { id: `account-${n}`, upn: `user${n}@contoso.com` },
    decidedAt: at,
    basis: { lastEvent: at, ...basis },
    ...more,
  });
}

/** Such an action of a campaign: the same intruder for all. */
export function ofCampaign(n: number, minutesAgo = 0): Action {
  return standing(n, minutesAgo, {
    basis: { causes: ['rule:r1'], intruder: ['address:203.0.113.0/24', `session:sid:${n}`] },
  });
}

export function many(count: number, make: (n: number) => Action): readonly Action[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
