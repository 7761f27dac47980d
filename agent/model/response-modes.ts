import type { ActionKind, ResponseMode } from './action.js';
import type { TargetClass } from './containment.js';

/** `off`: no part of any plan. */
export type StepMode = ResponseMode | 'off';

/** A mode for everybody, and others for some classes of account. */
export type ModesByClass = { readonly default: StepMode } & Readonly<Partial<Record<TargetClass, StepMode>>>;

export type ActionModes = Readonly<Record<ActionKind, ModesByClass>>;
