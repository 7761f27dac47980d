import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { Window } from '../../model/ports.js';
import { type Instant, parseInstant } from '../../model/time.js';
import type { ApiAnswer, ApiCaller } from '../calls/api-caller.js';
import type { Priority } from '../calls/budget.js';

/** One entry of a content listing. */
export interface ContentEntry {
  readonly id: string;
  readonly uri: string;
  readonly createdAt: Instant;
}

/** Office 365 Management Activity API, for one content type. Raises `OutsideError`. */
export interface ActivityApi {
  isSubscribed(signal: AbortSignal): Promise<boolean>;
  /** Safe to repeat: "already enabled" is success. */
  subscribe(signal: AbortSignal): Promise<void>;
  /** Whole seconds, at most 24 hours, begun at most seven days ago; selects on when the content became available. */
  list(window: Window, priority: Priority, signal: AbortSignal): Promise<readonly ContentEntry[]>;
  fetch(entry: ContentEntry, priority: Priority, signal: AbortSignal): Promise<JsonValue>;
}

export interface ActivityApiOptions {
  readonly origin: string;
  readonly tenantId: string;
  readonly contentType: string;
}

const ALREADY_ENABLED = 'AF20024';

/**
 * Calls carry the tenant as publisher, blob fetches too: those that carry none share one small quota with
 * every other program in the world that forgets it.
 */
export function createActivityApi(options: ActivityApiOptions, caller: ApiCaller): ActivityApi {
  const root = `${options.origin}/api/v1.0/${options.tenantId}/activity/feed`;

  function send(
    name: string,
    method: 'GET' | 'POST',
    address: string,
    query: Readonly<Record<string, string>>,
    { signal, priority = 'normal' }: { readonly signal: AbortSignal; readonly priority?: Priority },
  ): Promise<ApiAnswer> {
    return caller.call({
      name: `management:${method} ${name}`,
      resource: 'management',
      identity: 'reader',
      needs: 'ActivityFeed.Read (Office 365 Management APIs)',
      lane: 'management',
      priority,
      method,
      url: addressed(ownLink(name, address, options.origin), query, options.tenantId),
      expects: method === 'GET' ? 'json' : 'any',
      signal,
    });
  }

  return {
    async isSubscribed(signal) {
      const answer = await send('subscriptions', 'GET', `${root}/subscriptions/list`, {}, { signal });
      return valuesOf('subscriptions', answer).some(
        (one) => isJsonObject(one) && one.contentType === options.contentType && one.status === 'enabled',
      );
    },

    async subscribe(signal) {
      const query = { contentType: options.contentType };
      try {
        await send('subscription start', 'POST', `${root}/subscriptions/start`, query, { signal });
      } catch (error) {
        if (!(error instanceof OutsideError) || error.code !== ALREADY_ENABLED) throw error;
      }
    },

    async list(window, priority, signal) {
      const entries = new Map<string, ContentEntry>();
      const followed = new Set<string>();
      let next: string | undefined = `${root}/subscriptions/content`;
      let query: Readonly<Record<string, string>> = {
        contentType: options.contentType,
        startTime: listingTime(window.from),
        endTime: listingTime(window.to),
      };
      while (next !== undefined && next !== '') {
        if (followed.has(next)) throw malformed('content', 'the pages lead round in a circle');
        followed.add(next);
        const answer = await send('content', 'GET', next, query, { priority, signal });
        for (const value of valuesOf('content', answer)) {
          const entry = toEntry(value);
          entries.set(entry.id, entry);
        }
        next = answer.headers.nextpageuri;
        query = {};
      }
      return [...entries.values()];
    },

    async fetch(entry, priority, signal) {
      const answer = await send('blob', 'GET', entry.uri, {}, { priority, signal });
      return answer.json ?? null;
    },
  };
}

/** The documented form: seconds, no fraction, no zone; it is UTC. */
function listingTime(instant: Instant): string {
  return instant.slice(0, 19);
}

/** Links in answers are absolute. A token goes to the configured host or nowhere. */
function ownLink(name: string, link: string, origin: string): string {
  if (URL.canParse(link) && new URL(link).origin === origin) return link;
  throw new OutsideError(
    'refused',
    `management:${name}: the link lies on another host; the token stays here`,
    {
      code: 'foreign-link',
    },
  );
}

/** Adds to the query of a link, whose own parameters stay as they were written. */
function addressed(link: string, query: Readonly<Record<string, string>>, tenantId: string): string {
  const hasPublisher = /[?&]PublisherIdentifier=/i.test(link);
  const added = new URLSearchParams({ ...query, ...(hasPublisher ? {} : { PublisherIdentifier: tenantId }) });
  return added.size === 0 ? link : `${link}${link.includes('?') ? '&' : '?'}${added.toString()}`;
}

function valuesOf(name: string, answer: ApiAnswer): readonly JsonValue[] {
  if (Array.isArray(answer.json)) return answer.json;
  throw malformed(name, 'expected a list');
}

function toEntry(value: JsonValue): ContentEntry {
  const { contentId, contentUri, contentCreated } = isJsonObject(value) ? value : {};
  const createdAt = typeof contentCreated === 'string' ? parseInstant(contentCreated) : null;
  if (typeof contentId !== 'string' || typeof contentUri !== 'string' || createdAt === null) {
    throw malformed('content', 'an entry without contentId, contentUri or contentCreated');
  }
  return { id: contentId, uri: contentUri, createdAt };
}

function malformed(name: string, text: string): OutsideError {
  return new OutsideError('malformed-answer', `management:${name}: ${text}`);
}
