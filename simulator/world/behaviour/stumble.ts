import type { PersonDay } from './day.js';
import { type SignInPlan, signInAs } from './sign-in-as.js';

const SHARE_TYPO = 0.07;
const SHARE_KEEP_SIGNED_IN = 0.1;
const SHARE_PROMPT_MISSED = 0.015;

/** The first request of a sign-in that then asks for the second factor is logged as a failure of its own. */
export function askForSecondFactor(about: PersonDay, plan: Omit<SignInPlan, 'mfa'>): void {
  const { stage, random, person } = about;
  const atMs = plan.atMs - random.int(6_000, 25_000);
  signInAs(stage, random, person, { ...plan, atMs, errorCode: 50074, mfa: 'none' });
}

/** What goes wrong or gets in the way before a sign-in succeeds: typing errors, a missed prompt, "stay signed in?". */
export function stumble(about: PersonDay, plan: Omit<SignInPlan, 'mfa'>): void {
  const { stage, random, person } = about;
  const fail = (errorCode: number, beforeMs: number, mfa: 'none' | 'fresh') =>
    signInAs(stage, random, person, { ...plan, atMs: plan.atMs - beforeMs, errorCode, mfa });
  if (random.chance(SHARE_TYPO)) {
    for (let left = random.int(1, 3); left > 0; left -= 1)
      fail(50126, left * random.int(9_000, 16_000), 'none');
  }
  if (random.chance(SHARE_PROMPT_MISSED)) fail(500121, 75_000, 'fresh');
  if (random.chance(SHARE_KEEP_SIGNED_IN)) fail(50140, random.int(2_000, 5_000), 'fresh');
}
