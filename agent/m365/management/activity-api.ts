import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { Window } from '../../model/ports.js';
import { type Instant, MINUTE_MS, parseInstant } from '../../model/time.js';
import type { ApiAnswer, ApiCall, ApiCaller } from '../calls/api-caller.js';
import type { Priority } from '../calls/budget.js';
import { MalformedAnswer } from '../calls/malformed-answer.js';
import { pumped } from '../calls/pumped.js';
import { BrokenArray, splitArray } from './split-array.js';

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
  /** A content that is held whole. Raises with the code `ANSWER_TOO_LONG` for a larger one. */
  fetch(entry: ContentEntry, priority: Priority, signal: AbortSignal): Promise<JsonValue>;
  /** A content of any size, some records at a time; begun anew after a failure, so that some come twice. */
  stream(entry: ContentEntry, priority: Priority, signal: AbortSignal): AsyncIterable<readonly JsonValue[]>;
}

interface SendOptions extends Pick<ApiCall, 'signal' | 'priority' | 'take' | 'maxBytes' | 'timeoutMs'> {}

export interface ActivityApiOptions {
  readonly origin: string;
  readonly tenantId: string;
  readonly contentType: string;
}

const ALREADY_ENABLED = 'AF20024';
/** Contents have no stated size; usual ones are far smaller, and several are held at a time. */
const LARGEST_HELD_BYTES = 16 * 1024 * 1024;
/** A large one is read no faster than its records are stored. */
const STREAM_TIMEOUT_MS = 30 * MINUTE_MS;

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
    { signal, priority = 'normal', ...more }: SendOptions,
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
      expects: method === 'GET' && more.take === undefined ? 'json' : 'any',
      ...more,
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
        // The reference writes NextPageUri, the FAQ NextPageUrl.
        next = answer.headers.nextpageuri ?? answer.headers.nextpageurl;
        query = {};
      }
      return [...entries.values()];
    },

    async fetch(entry, priority, signal) {
      const held = { priority, signal, maxBytes: LARGEST_HELD_BYTES };
      const answer = await send('blob', 'GET', entry.uri, {}, held);
      return answer.json ?? null;
    },

    stream(entry, priority, signal) {
      return pumped(async (give) => {
        const take = (chunks: AsyncIterable<Uint8Array>): Promise<void> => takeArray(chunks, give);
        const timeoutMs = STREAM_TIMEOUT_MS;
        await send('blob', 'GET', entry.uri, {}, { priority, signal, take, timeoutMs });
      });
    },
  };
}

/** What is no array is an answer that is asked for again; its bytes are not kept, since they may be without end. */
async function takeArray(
  chunks: AsyncIterable<Uint8Array>,
  give: (values: readonly JsonValue[]) => Promise<void>,
): Promise<void> {
  try {
    for await (const values of splitArray(chunks)) await give(values);
  } catch (cause) {
    if (!(cause instanceof BrokenArray)) throw cause;
    throw new MalformedAnswer(`management:GET blob: ${cause.message}`, new Uint8Array(), cause);
  }
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
