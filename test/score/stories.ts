import type { AccessEvent } from '../../agent/model/access-event.js';
import { type Act, event, habit } from '../detect/behaviour/timeline-builder.js';

/** Two weeks of ordinary life of the owner. */
export const FORTNIGHT = habit(14);
export const FRESH = { auth: { mfa: 'fresh' as const } };

/** Mail reads two minutes apart, beginning five minutes after the hour. */
export function reads(parts: Omit<Act, 'kind' | 'minute'>, count = 5): readonly AccessEvent[] {
  return Array.from({ length: count }, (_, index) =>
    event({ kind: 'mail-read', minute: 5 + index * 2, ...parts }),
  );
}

export interface Case {
  readonly name: string;
  readonly events: readonly AccessEvent[];
  readonly subject?: string;
}
