import { OutsideError } from '../../../model/errors.js';
import type { IdentityName } from '../../../model/ports.js';
import type { GraphCall } from '../graph.js';

/** Makes the calls of a response: urgent, and in a lane that waits for no other of ours. */
export function responseCall(
  identity: IdentityName,
  name: string,
  needs: string,
  path: readonly string[],
  signal: AbortSignal,
): GraphCall {
  return {
    name: `graph:${name}`,
    identity,
    needs,
    lane: 'containment',
    version: 'v1.0',
    path,
    priority: 'high',
    signal,
  };
}

/** Runs a call whose goal is reached already when the provider refuses it with one of `statuses`. */
export async function unlessAlready(statuses: readonly number[], act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof OutsideError && error.status !== null && statuses.includes(error.status)) return;
    throw error;
  }
}
