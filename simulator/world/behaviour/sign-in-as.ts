import type { Random } from '../chance/random.js';
import { logSignIn } from '../logging/log-sign-in.js';
import type { SignInAct, SignInUser } from '../logging/sign-in-act.js';
import { addressOf } from '../network/network.js';
import type { Person } from '../people/person.js';
import type { Grant } from '../people/session.js';
import type { Stage } from '../stage.js';

/** A person as the sign-in log names them. */
export function signInUser(person: Pick<Person, 'user' | 'index'>): SignInUser {
  const { id, userPrincipalName, displayName, userType } = person.user;
  return { id, userPrincipalName, displayName, userType, index: person.index };
}

/** A sign-in without the parts that follow from the others. */
export type SignInPlan = Omit<SignInAct, 'user' | 'address' | 'errorCode'> & {
  readonly errorCode?: number;
  readonly address?: string;
};

/** Signs a person in and logs it. */
export function signInAs(
  stage: Stage,
  random: Random,
  person: Pick<Person, 'user' | 'index'>,
  plan: SignInPlan,
): Grant {
  return logSignIn(stage, random, {
    ...plan,
    user: signInUser(person),
    address: plan.address ?? addressOf(plan.network, random, plan.day),
    errorCode: plan.errorCode ?? 0,
  });
}
