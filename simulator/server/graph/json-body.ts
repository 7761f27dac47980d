import type { Body } from '../../shapes/show.js';
import { refuse } from './graph-error.js';
import type { GraphRequest } from './graph-route.js';

/** The JSON object in the body, read by the names that its type has. Raises a Refusal with 400. */
export function jsonBody<T>(request: GraphRequest): Body<T> {
  try {
    const parsed: unknown = JSON.parse(request.call.body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Body<T>;
  } catch {
    // Answered below.
  }
  throw refuse(
    request.call,
    400,
    'BadRequest',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
}
