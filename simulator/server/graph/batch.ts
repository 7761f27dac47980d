import type { AppToken } from '../authority/token-signer.js';
import { type Answer, type Call, jsonReply, type Reply } from '../http/call.js';
import type { GraphDispatcher } from './graph-dispatcher.js';
import { refuse } from './graph-error.js';
import type { Version } from './graph-route.js';

const MOST_ITEMS = 20;
const AT_ONCE = 4;

interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

interface BatchResponse {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** `POST /$batch` ("Combine multiple requests in one HTTP call using JSON batching"). Raises a Refusal with 400. */
export async function runBatch(
  dispatcher: GraphDispatcher,
  call: Call,
  version: Version,
  token: AppToken,
): Promise<Reply> {
  const items = readItems(call);
  const responses = new Map<string, BatchResponse>();
  const pending = [...items];
  while (pending.length > 0) {
    const ready = pending.filter((item) => item.dependsOn.every((id) => responses.has(id))).slice(0, AT_ONCE);
    if (ready.length === 0) throw malformed(call, 'The dependsOn graph of the batch has a circle.');
    for (const item of ready) pending.splice(pending.indexOf(item), 1);
    await Promise.all(
      ready.map(async (item) => {
        const hasFailedBefore = item.dependsOn.some((id) => (responses.get(id)?.status ?? 0) >= 400);
        responses.set(
          item.id,
          hasFailedBefore ? failedDependency(item) : await runItem(dispatcher, call, version, token, item),
        );
      }),
    );
  }
  return jsonReply(200, { responses: [...responses.values()] });
}

async function runItem(
  dispatcher: GraphDispatcher,
  outer: Call,
  version: Version,
  token: AppToken,
  item: BatchItem,
): Promise<BatchResponse> {
  const [path = '', query = ''] = item.url.split(/\?(.*)/s);
  const call: Call = {
    ...outer,
    method: item.method,
    segments: path.split('/').filter(Boolean).map(decodeLoosely),
    query: new URLSearchParams(query),
    headers: item.headers,
    body: Buffer.from(item.body === undefined ? '' : JSON.stringify(item.body)),
  };
  const { reply } = await dispatcher.dispatch({ call, version, path: call.segments, token });
  return { id: item.id, status: reply.status, headers: reply.headers, body: bodyOf(reply) };
}

/** What is no percent-encoding stands for itself: it then names nothing. */
function decodeLoosely(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function bodyOf(reply: Answer['reply']): unknown {
  if (reply.body.length === 0) return null;
  if (
    typeof reply.body === 'string' &&
    (reply.headers['content-type'] ?? '').startsWith('application/json')
  ) {
    return JSON.parse(reply.body);
  }
  return Buffer.from(reply.body).toString('base64');
}

function failedDependency(item: BatchItem): BatchResponse {
  const error = { code: 'FailedDependency', message: 'A request that this one depends on failed.' };
  return { id: item.id, status: 424, headers: {}, body: { error } };
}

function readItems(call: Call): readonly BatchItem[] {
  let parsed: { readonly requests?: unknown };
  try {
    parsed = JSON.parse(call.body.toString('utf8')) as { requests?: unknown };
  } catch {
    throw malformed(call, 'Invalid batch payload format.');
  }
  const { requests } = parsed;
  if (!Array.isArray(requests) || requests.length === 0)
    throw malformed(call, 'Invalid batch payload format.');
  if (requests.length > MOST_ITEMS) {
    throw malformed(call, `Number of batch request steps exceeds the maximum value of ${MOST_ITEMS}.`);
  }
  const items = requests.map((one) => readItem(call, one as Record<string, unknown>));
  const ids = new Set(items.map((item) => item.id));
  if (ids.size < items.length) throw malformed(call, 'The ids of the batch are not unique.');
  if (items.some((item) => item.dependsOn.some((id) => !ids.has(id))))
    throw malformed(call, 'A dependsOn names an id that the batch does not have.');
  return items;
}

function readItem(call: Call, one: Record<string, unknown>): BatchItem {
  const { id, method, url, headers, body, dependsOn } = one ?? {};
  if (
    typeof id !== 'string' ||
    typeof method !== 'string' ||
    typeof url !== 'string' ||
    !url.startsWith('/')
  ) {
    throw malformed(call, 'Each request of a batch needs an id, a method and a relative url.');
  }
  if (url.toLowerCase().startsWith('/$batch')) throw malformed(call, 'A batch cannot hold a batch.');
  const given = Object.entries((headers ?? {}) as Record<string, unknown>);
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)])),
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}

function malformed(call: Call, text: string): Error {
  return refuse(call, 400, 'BadRequest', text);
}
