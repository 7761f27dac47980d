import type { ContentEntry, Subscription } from '../../shapes/newer-shapes.js';
import type { AppToken } from '../authority/token-signer.js';
import { type Call, emptyReply, jsonReply, type Reply } from '../http/call.js';
import { SkipTokens } from '../odata/skip-tokens.js';
import type { Blob } from '../state/content-store.js';
import type { TenantState } from '../state/tenant-state.js';
import { readContentWindow } from './content-times.js';
import { refuse } from './management-error.js';
import { readContentType, Subscriptions } from './subscriptions.js';

/** A call that may pass, with what its path names. */
export interface FeedRequest {
  readonly call: Call;
  readonly token: AppToken;
  readonly params: Readonly<Record<string, string>>;
}

const BLOB_ID = /^\d{17}\$\d{17}\$[a-z_]+\$[0-9a-f]{32}\$\d{2,}$/;
const BLOB_LIFE_MS = 7 * 86_400_000;
const PAGE_SIZE = 200;

/** The operations of the feed. Each raises a Refusal for what it does not do. */
export class ActivityFeed {
  readonly #tenant: TenantState;
  readonly #origin: () => string;
  readonly #subscriptions: Subscriptions;
  readonly #pageTokens = new SkipTokens();

  constructor(tenant: TenantState, origin: () => string) {
    this.#tenant = tenant;
    this.#origin = origin;
    this.#subscriptions = new Subscriptions(tenant.troubles.keepsForSubscribersOnly);
  }

  start({ call, token }: FeedRequest): Reply {
    const contentType = readContentType(call.query);
    this.#subscriptions.start(token.appId, contentType, call.nowMs);
    const started: Subscription = { contentType, status: 'enabled', webhook: null };
    return jsonReply(200, started);
  }

  stop({ call, token }: FeedRequest): Reply {
    this.#subscriptions.stop(token.appId, readContentType(call.query), call.nowMs);
    return emptyReply(200);
  }

  listSubscriptions({ token }: FeedRequest): Reply {
    return jsonReply(200, this.#subscriptions.list(token.appId));
  }

  listContent({ call, token }: FeedRequest): Reply {
    const contentType = readContentType(call.query);
    this.#subscriptions.need(token.appId, contentType);
    const { fromMs, toMs } = readContentWindow(call.query, call.nowMs);
    const times = ['startTime', 'endTime'].map((name) => call.query.get(name));
    const query = JSON.stringify([contentType, ...times, token.appId]);
    const given = call.query.get('nextPage');
    const position = given === null ? { offset: 0, asOfMs: call.nowMs } : this.#pageTokens.read(given, query);
    if (position === null) throw refuse(400, 'AF20031', `Invalid nextPage Input: ${given}.`);
    const { offset, asOfMs } = position;
    const endMs = Math.min(toMs, this.#tenant.troubles.feedEndsMs);
    const blobs = this.#tenant
      .content(call.nowMs)
      .list(contentType, fromMs, endMs, asOfMs)
      .filter((blob) => this.#subscriptions.keeps(token.appId, contentType, blob.createdMs));
    const page = blobs.slice(offset, offset + PAGE_SIZE);
    const end = offset + page.length;
    const next = end < blobs.length ? this.#pageTokens.make({ offset: end, asOfMs }, query) : null;
    const headers = next === null ? {} : { NextPageUri: this.#nextPageUri(call, contentType, next) };
    return jsonReply(
      200,
      page.map((blob) => this.#entryOf(blob)),
      headers,
    );
  }

  fetchBlob({ call, token, params }: FeedRequest): Reply {
    const id = params.blob ?? '';
    if (!BLOB_ID.test(id)) throw refuse(400, 'AF20052', `Content ID ${id} in the URL is invalid.`);
    const blob = this.#tenant.content(call.nowMs).find(id);
    if (blob === null) throw refuse(404, 'AF20050', `The specified content (${id}) does not exist.`);
    if (blob.createdMs + BLOB_LIFE_MS < call.nowMs || this.#tenant.troubles.isGone(id)) {
      throw refuse(
        410,
        'AF20051',
        `Content requested with the key ${id} has already expired. Content older than 7 days cannot be retrieved.`,
      );
    }
    if (!this.#subscriptions.keeps(token.appId, blob.contentType, blob.createdMs))
      throw refuse(404, 'AF20050', `The specified content (${id}) does not exist.`);
    return jsonReply(200, blob.records);
  }

  /** As in the documentation's sample: version `v1`, and no publisher. */
  #nextPageUri(call: Call, contentType: string, token: string): string {
    const query = new URLSearchParams({ contentType });
    for (const name of ['startTime', 'endTime']) {
      const value = call.query.get(name);
      if (value !== null) query.set(name, value);
    }
    query.set('nextPage', token);
    return `${this.#root('v1')}/subscriptions/content?${query}`;
  }

  #entryOf(blob: Blob): ContentEntry {
    return {
      contentUri: `${this.#root('v1.0')}/audit/${blob.id}`,
      contentId: blob.id,
      contentType: blob.contentType,
      contentCreated: new Date(blob.createdMs).toISOString(),
      contentExpiration: new Date(blob.createdMs + BLOB_LIFE_MS).toISOString(),
    };
  }

  #root(version: string): string {
    return `${this.#origin()}/api/${version}/${this.#tenant.id}/activity/feed`;
  }
}
