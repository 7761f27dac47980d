import { RateWindows, retryAfterSeconds } from '../throttle/rate-window.js';
import { refuse } from './graph-error.js';
import type { GraphRequest, Lane } from './graph-route.js';

const MAILBOX_CONCURRENCY = 4;

/** "Microsoft Graph service-specific throttling limits". Windows are divided by the speed. */
export class GraphThrottle {
  readonly #reports: RateWindows;
  readonly #risk: RateWindows;
  readonly #mailboxes: RateWindows;
  readonly #directory: RateWindows;
  readonly #underWay = new Map<string, number>();

  constructor(speed: number) {
    this.#reports = new RateWindows(5, 10_000 / speed);
    this.#risk = new RateWindows(1, 1_000 / speed);
    this.#mailboxes = new RateWindows(10_000, 600_000 / speed);
    // A tenant of the middle size: 5,000 resource units in 10 s.
    this.#directory = new RateWindows(5_000, 10_000 / speed);
  }

  /** Counts a call and gives the act that ends it. Raises a Refusal with 429. */
  enter(lane: Lane, request: GraphRequest): () => void {
    const { appId } = request.token;
    switch (lane) {
      case 'reports':
        return this.#count(request, this.#reports, appId, 'Tenant_Application/ReadWrite/reports');
      case 'identity-protection':
        // One budget of the tenant for all apps, and never a Retry-After.
        if (this.#risk.admit('tenant', request.call.nowMs) === null) return () => {};
        throw refuse(request.call, 429, 'TooManyRequests', 'Too many requests.');
      case 'directory':
        return this.#count(request, this.#directory, appId, 'Tenant_Application/ReadWrite/directory');
      case 'mailbox':
        return this.#enterMailbox(request);
    }
  }

  #count(request: GraphRequest, windows: RateWindows, key: string, scope: string): () => void {
    const waitMs = windows.admit(key, request.call.nowMs);
    if (waitMs === null) return () => {};
    throw refuse(request.call, 429, 'TooManyRequests', 'Too Many Requests', {
      'retry-after': retryAfterSeconds(waitMs),
      'x-ms-throttle-scope': scope,
    });
  }

  #enterMailbox(request: GraphRequest): () => void {
    const key = `${request.token.appId}/${(request.params.user ?? '').toLowerCase()}`;
    const underWay = this.#underWay.get(key) ?? 0;
    if (underWay >= MAILBOX_CONCURRENCY) {
      throw refuse(
        request.call,
        429,
        'ApplicationThrottled',
        'Application is over its MailboxConcurrency limit.',
        { 'retry-after': '1' },
      );
    }
    this.#count(request, this.#mailboxes, key, 'Mailbox');
    this.#underWay.set(key, underWay + 1);
    return () => {
      const left = (this.#underWay.get(key) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(key);
      else this.#underWay.set(key, left);
    };
  }
}
