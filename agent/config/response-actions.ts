import { Type } from 'typebox';
import type { ActionModes } from '../model/response-modes.js';

const closed = { additionalProperties: false } as const;
const Mode = Type.Enum(['off', 'observe', 'approve', 'enforce']);
const ByClass = Type.Object(
  {
    default: Mode,
    user: Type.Optional(Mode),
    shared: Type.Optional(Mode),
    service: Type.Optional(Mode),
    guest: Type.Optional(Mode),
    synced: Type.Optional(Mode),
    privileged: Type.Optional(Mode),
    protected: Type.Optional(Mode),
  },
  { ...closed, description: 'A mode for everybody, and others for some classes of account.' },
);
const Modes = Type.Optional(Type.Union([Mode, ByClass]));

/** `response.actions`: by whose word each kind of step is done. `response.mode` is the ceiling of all. */
export const ResponseActionsSchema = Type.Object(
  {
    'revoke-sessions': Modes,
    'disable-inbox-rule': Modes,
    'remove-grant': Modes,
    'remove-authentication-method': Modes,
    'confirm-compromised': Modes,
    quarantine: Modes,
    'disable-account': Modes,
  },
  {
    ...closed,
    description:
      'By whose word each kind of step is done, up to response.mode. Usual: sessions and inbox rules enforce, consents and sign-in methods approve, all else off.',
  },
);

type Given = { readonly [K in keyof ActionModes]?: string | { readonly default: string } };

/** Fills a mode for everybody in where only one word was given. What is not named keeps its usual mode. */
export function resolveActions(given: Given = {}): Partial<ActionModes> {
  const entries = Object.entries(given).map(([kind, modes]) => [
    kind,
    typeof modes === 'string' ? { default: modes } : modes,
  ]);
  return Object.fromEntries(entries) as Partial<ActionModes>;
}

/** A quarantine needs a group; says so where it is missing. */
export function missingGroup(given: Given | undefined, group: string | undefined): string | null {
  const mode = given?.quarantine;
  if (mode === undefined || mode === 'off' || group !== undefined) return null;
  return 'response.actions.quarantine is on, but response.quarantineGroup is missing: name the object id of the group that conditional access blocks';
}
