import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterEach, describe, expect, it } from 'vitest';
import { OutsideError } from '../../agent/model/errors.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { traceBoundary } from '../../agent/runtime/trace-boundary.js';

afterEach(() => trace.disable());

function listen(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
  return exporter;
}

describe('the traced boundary', () => {
  it('gives the operator a span for each crossing, nested as they were made', async () => {
    const exporter = listen();
    const boundary = traceBoundary(openBoundary);
    const answer = { status: 429 };
    await boundary.cross('commit:decide', () => boundary.cross('graph:GET users', async () => answer));
    const [call, commit] = exporter.getFinishedSpans();
    expect(call).toMatchObject({
      name: 'graph:GET users',
      kind: SpanKind.CLIENT,
      attributes: { 'mailwarden.outcome': 'throttled' },
    });
    expect(commit).toMatchObject({ name: 'commit:decide', kind: SpanKind.INTERNAL });
    expect(call?.parentSpanContext?.spanId).toBe(commit?.spanContext().spanId);
  });

  it('says why a crossing failed in a closed word, and passes the error on as it is', async () => {
    const exporter = listen();
    const failure = new OutsideError('timeout', 'no answer for zoe@contoso.com');
    await expect(traceBoundary(openBoundary).cross('alert:soc', () => Promise.reject(failure))).rejects.toBe(
      failure,
    );
    const [span] = exporter.getFinishedSpans();
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'timeout' });
    expect(JSON.stringify([span?.attributes, span?.events, span?.status])).not.toContain('zoe');
  });

  it('does the same where nobody listens', async () => {
    expect(await traceBoundary(openBoundary).cross('graph:GET users', async () => 1)).toBe(1);
  });
});
