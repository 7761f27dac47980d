import type { Subscription as SubscriptionEntry } from '../../shapes/newer-shapes.js';
import { CONTENT_TYPES } from '../state/content-store.js';
import { refuse } from './management-error.js';

/** One app's subscription to one content type. */
interface Subscription {
  isOn: boolean;
  /** When it was stopped; before the first start, from ever. */
  stoppedMs: number;
  /** What was made available in these is not kept for the app: from the stop on to before the next start. */
  readonly off: { readonly fromMs: number; readonly toMs: number }[];
}

/** Which apps take which content. Each app registration has subscriptions of its own. */
export class Subscriptions {
  /** Subscriptions by content type, by app. */
  readonly #byApp = new Map<string, Map<string, Subscription>>();
  readonly #keepsForSubscribersOnly: boolean;

  /** @param keepsForSubscribersOnly Content of before an app's first start is not there for it. */
  constructor(keepsForSubscribersOnly: boolean) {
    this.#keepsForSubscribersOnly = keepsForSubscribersOnly;
  }

  /** Raises a Refusal when it is on already. */
  start(appId: string, contentType: string, nowMs: number): void {
    const known = this.#of(appId).get(contentType);
    if (known?.isOn === true) {
      throw refuse(400, 'AF20024', 'The subscription is already enabled. No property change.');
    }
    const own = known ?? { isOn: false, stoppedMs: Number.NEGATIVE_INFINITY, off: [] };
    if (known !== undefined || this.#keepsForSubscribersOnly)
      own.off.push({ fromMs: own.stoppedMs, toMs: nowMs });
    own.isOn = true;
    this.#of(appId).set(contentType, own);
  }

  stop(appId: string, contentType: string, nowMs: number): void {
    const own = this.need(appId, contentType);
    own.isOn = false;
    own.stoppedMs = nowMs;
  }

  list(appId: string): readonly SubscriptionEntry[] {
    return [...this.#of(appId)].map(([contentType, { isOn }]) => ({
      contentType,
      status: isOn ? 'enabled' : 'disabled',
      webhook: null,
    }));
  }

  /** Raises a Refusal without a subscription. */
  need(appId: string, contentType: string): Subscription {
    const own = this.#of(appId).get(contentType);
    if (own?.isOn === true) return own;
    throw refuse(400, 'AF20022', `No subscription found for the specified content type: ${contentType}.`);
  }

  /** Whether content of this creation is there for the app ("Stop a subscription"). Raises a Refusal without a subscription. */
  keeps(appId: string, contentType: string, createdMs: number): boolean {
    const { off } = this.need(appId, contentType);
    return !off.some(({ fromMs, toMs }) => createdMs >= fromMs && createdMs < toMs);
  }

  #of(appId: string): Map<string, Subscription> {
    const own = this.#byApp.get(appId) ?? new Map<string, Subscription>();
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
