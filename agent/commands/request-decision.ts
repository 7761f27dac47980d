import type { Config } from '../config.js';
import type { StoreRequest } from '../model/store.js';
import { askWriter } from './ask-writer.js';

export interface Decision {
  readonly kind: 'approve' | 'reject';
  readonly incident: string;
  readonly reason: string | null;
}

/** Has a person's decision on an incident carried out by whoever writes to the store. Raises `StoreError`. */
export function requestDecision(config: Config, decision: Decision): Promise<StoreRequest> {
  const { kind, incident, reason } = decision;
  return askWriter(config, { kind, payload: { incident, reason } });
}
