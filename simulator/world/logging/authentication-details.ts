import type { AuthenticationDetail } from '../../shapes/beta.js';
import type { SignInAct } from './sign-in-act.js';

/** The steps of a sign-in, as `authenticationDetails` lists them. */
export function authenticationDetails(act: SignInAct, at: string): AuthenticationDetail[] {
  if (act.mfa === 'previous') {
    return [
      step(
        at,
        'Previously satisfied',
        null,
        true,
        'MFA requirement satisfied by claim in the token',
        'Primary authentication',
      ),
    ];
  }
  if (act.errorCode === 50126) {
    return [
      step(
        at,
        'Password',
        'Password in the cloud',
        false,
        'Invalid username or password.',
        'Primary authentication',
      ),
    ];
  }
  const password = step(
    at,
    'Password',
    'Password in the cloud',
    true,
    'Correct password',
    'Primary authentication',
  );
  if (act.mfa !== 'fresh') return [password];
  const isDone = act.errorCode === 0;
  return [
    password,
    step(
      at,
      'Mobile app notification',
      null,
      isDone,
      isDone ? 'MFA completed in Azure AD' : 'Authentication in progress',
      'Secondary authentication',
    ),
  ];
}

function step(
  at: string,
  method: string,
  detail: string | null,
  succeeded: boolean,
  result: string,
  requirement: string,
): AuthenticationDetail {
  return {
    authenticationStepDateTime: at,
    authenticationMethod: method,
    authenticationMethodDetail: detail,
    succeeded,
    authenticationStepResultDetail: result,
    authenticationStepRequirement: requirement,
  };
}
