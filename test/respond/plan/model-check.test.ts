import { expect, it } from 'vitest';
import type { Action } from '../../../agent/model/action.js';
import { shift } from '../../../agent/model/time.js';
import { EVALUATED_MS, FIRST, movesOf, type World } from './model-world.js';

const DEPTH = 9;

/** Every state that `DEPTH` moves lead to, each once, with the one before it. */
function* explore(): Generator<readonly [before: World, after: World]> {
  const seen = new Set<string>();
  let layer: readonly World[] = [FIRST];
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const next: World[] = [];
    for (const world of layer) {
      for (const move of movesOf(world)) {
        const after = move({ ...world, call: null });
        if (after === null) continue;
        yield [world, after];
        const key = keyOf(after);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(after);
      }
    }
    layer = next;
  }
}

function keyOf({ call: _, state, actions, events, ...world }: World): string {
  const { standing, plan } = state;
  const told = actions.map((one) => [
    one.id,
    one.status,
    one.verified,
    one.isApproved,
    one.doneAt,
    one.resumedAt,
    one.heldBy,
    one.approvedUntil,
  ]);
  return JSON.stringify([world, told, events.at(-1)?.at, standing, plan.target]);
}

const isHard = ({ kind }: Action): boolean => kind === 'disable-account';
const isOfPerson = ({ isApproved, resumedAt }: Action): boolean => isApproved || resumedAt !== undefined;

/** What is wrong with the call of a move. */
function breachesOfCall({ call }: World, before: World): readonly string[] {
  if (call === null) return [];
  const { action, isAnswered } = call;
  const found: string[] = [];
  if (action.status !== 'approved') found.push('a call without a standing decision');
  if (before.isKilled) found.push('a call while the kill file exists');
  if (before.isProtected && !action.isApproved) found.push('a call on a protected account');
  if (action.approvedUntil !== undefined && action.approvedUntil < before.now)
    found.push('a call after the approval had ended');
  if (isOfPerson(action)) return found;
  if (before.ceiling !== 'enforce') found.push('a call that takes a person by now');
  if (!isHard(action)) return found;
  if (before.mailbox === 'shared') found.push('a shared mailbox was shut');
  if (!isAnswered) found.push('an account was shut of which nobody knew what its mailbox is for');
  if (before.isPrivileged) found.push('a privileged account was shut');
  return found;
}

/** What is wrong with how actions stand. */
function breachesOfActions(before: World, { actions, paged, wasStillIn }: World): readonly string[] {
  const found: string[] = [];
  for (const action of actions) {
    const was = before.actions.find(({ id }) => id === action.id);
    if (isHard(action) && !wasStillIn) found.push('the hard tier before anybody came back');
    if (action.status === 'failed' && !paged.includes(action.id)) found.push('a failure without a page');
    if (action.verified === 'no' && !paged.includes(action.id)) found.push('unverified in silence');
    if (action.status === 'undone' && was?.status !== 'undone' && was?.status !== 'done')
      found.push('something was taken back that was not done');
    if (action.status === 'undone' && action.kind === 'revoke-sessions')
      found.push('a revocation was taken back');
    if (was === undefined && before.isProtected && action.status === 'approved')
      found.push('decided on a protected account without a person');
  }
  const again = actions.filter(({ kind }) => kind !== 'revoke-sessions').map(({ kind }) => kind);
  if (again.length > new Set(again).size) found.push('a step that stands or was taken back is decided again');
  return found;
}

/** What is wrong with what is said of the intruder. */
function breachesOfStanding(before: World, { actions, state, events }: World): readonly string[] {
  const found: string[] = [];
  const revoke = actions.findLast((one) => one.kind === 'revoke-sessions' && one.doneAt !== null);
  const { lastSeenAt, verdict } = state.standing;
  if (state.standing !== before.state.standing && verdict === 'proven-out') {
    if (revoke?.verified !== 'yes') found.push('proven out, and the last revocation is not shown');
    if (events.some(({ at }) => at > shift(revoke?.doneAt ?? '', EVALUATED_MS)))
      found.push('proven out over an act of the intruder');
  }
  const answers = actions.filter(
    ({ kind, doneAt, decidedAt }) =>
      kind === 'revoke-sessions' && (doneAt === null || decidedAt >= (lastSeenAt ?? '')),
  );
  if (verdict === 'still-in' && answers.length === 0) found.push('a return that nothing answers');
  return found;
}

it('no order of decisions, acts, verifications, returns, approvals and undoings leads past a guard', {
  timeout: 300_000,
}, () => {
  const reached = new Set<string>();
  let steps = 0;
  for (const [before, after] of explore()) {
    steps += 1;
    const found = [
      ...breachesOfCall(after, before),
      ...breachesOfActions(before, after),
      ...breachesOfStanding(before, after),
    ];
    if (found.length > 0) expect(found, JSON.stringify([before, after], null, 1)).toEqual([]);
    reached.add(after.state.standing.verdict);
    for (const { kind, status, heldBy } of after.actions) {
      reached.add(`${kind} ${status}`);
      if (heldBy !== undefined) reached.add(`${kind} held by ${heldBy}`);
    }
  }
  // The law would hold of nothing if these had not been met.
  expect([...reached]).toEqual(
    expect.arrayContaining([
      ...['waiting', 'proven-out', 'still-in', 'cannot-tell'],
      ...['disable-account done', 'disable-account undone', 'disable-account held by mailbox-kind'],
      ...['disable-account held by mode', 'revoke-sessions held by approval-expired'],
      ...['disable-inbox-rule undone', 'revoke-sessions failed', 'revoke-sessions held by kill-file'],
    ]),
  );
  expect(steps).toBeGreaterThan(10_000);
});
