import type { Config } from '../config.js';
import type { CaseRequestKind } from '../daemon/requests.js';
import type { JsonObject } from '../model/json.js';
import type { StoreRequest } from '../model/store.js';
import { askWriter } from './ask-writer.js';
import type { CommandIo } from './io.js';
import { type AddVerb, writeJson } from './verb.js';

/** Has a person's decision carried out by whoever writes to the store, with the name under which it was asked. Raises `StoreError`. */
export function requestDecision(
  config: Config,
  io: CommandIo,
  kind: CaseRequestKind,
  asked: JsonObject,
): Promise<StoreRequest> {
  const by = io.env.SUDO_USER ?? io.env.USER ?? io.env.USERNAME ?? null;
  return askWriter(config, { kind, payload: { ...asked, by } });
}

/** Prints what became of a request beside what it was about, and gives the exit code. */
export function tellAnswer(
  io: CommandIo,
  answer: StoreRequest,
  about: unknown,
  isJson: boolean,
  done: Parameters<AddVerb>[2],
): void {
  const { status, result } = answer;
  if (isJson) writeJson(io, about);
  else io.out(`${status}: ${result ?? 'the running agent will carry it out'}\n`);
  if (isJson && status !== 'done') io.err(`${status}: ${result ?? 'the running agent will carry it out'}\n`);
  done(status === 'refused' ? 1 : 0);
}
