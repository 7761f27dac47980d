import { CONTENT_TYPES } from '../state/content-store.js';
import { refuse } from './management-error.js';

/** Which apps take which content. Each app registration has subscriptions of its own. */
export class Subscriptions {
  /** Content types by app; false when stopped. */
  readonly #byApp = new Map<string, Map<string, boolean>>();

  /** Raises a Refusal when it is on already. */
  start(appId: string, contentType: string): void {
    const own = this.#of(appId);
    if (own.get(contentType) === true) {
      throw refuse(400, 'AF20024', 'The subscription is already enabled. No property change.');
    }
    own.set(contentType, true);
  }

  stop(appId: string, contentType: string): void {
    this.need(appId, contentType);
    this.#of(appId).set(contentType, false);
  }

  list(appId: string): readonly object[] {
    return [...this.#of(appId)].map(([contentType, isOn]) => ({
      contentType,
      status: isOn ? 'enabled' : 'disabled',
      webhook: null,
    }));
  }

  /** Raises a Refusal without a subscription. */
  need(appId: string, contentType: string): void {
    if (this.#of(appId).get(contentType) === true) return;
    throw refuse(400, 'AF20022', `No subscription found for the specified content type: ${contentType}.`);
  }

  #of(appId: string): Map<string, boolean> {
    const own = this.#byApp.get(appId) ?? new Map<string, boolean>();
    this.#byApp.set(appId, own);
    return own;
  }
}

/** The `contentType` of a query. Raises a Refusal when it is missing or unknown. */
export function readContentType(query: URLSearchParams): string {
  const given = query.get('contentType');
  if (given === null || given === '') throw refuse(400, 'AF20001', 'Missing parameter: contentType.');
  const known = CONTENT_TYPES.find((type) => type.toLowerCase() === given.toLowerCase());
  if (known === undefined) {
    throw refuse(400, 'AF20020', `The specified content type is not valid: ${given}.`);
  }
  return known;
}
