import { isJsonObject } from '../../model/json.js';

/** What an error answer says of itself. Texts may name users: they are matched here and never passed on. */
export interface ErrorBody {
  readonly code: string | null;
  readonly text: string;
}

const LOOSE_CODE = /['"]?code['"]?\s*:\s*['"]([\w.-]+)['"]/i;
const LONGEST_TEXT = 8_192;

/**
 * Reads `{"error":{"code","message"}}`. The Management Activity API documents its throttle answer with single
 * quotes, which is not JSON: the code is then looked for in the text.
 */
export function readErrorBody(body: Uint8Array): ErrorBody {
  const text = Buffer.from(body.subarray(0, LONGEST_TEXT)).toString('utf8');
  return { code: codeOf(text) ?? LOOSE_CODE.exec(text)?.[1] ?? null, text };
}

function codeOf(text: string): string | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const error = isJsonObject(parsed) ? (parsed.error ?? parsed) : null;
    const code = isJsonObject(error) ? error.code : null;
    return typeof code === 'string' && code !== '' ? code : null;
  } catch {
    return null;
  }
}
