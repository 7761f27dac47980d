import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Boundary } from '../model/ports.js';
import { answerOf, failureOf } from './metrics/count-outcomes.js';

/**
 * The same boundary; each crossing is a span where the operator has loaded an OpenTelemetry SDK into the process, and nothing
 * otherwise. A span says what the metrics say: the crossing's name, which carries no ids, and a closed word for how it ended. No
 * error text: it can name an account.
 */
export function traceBoundary(inner: Boundary): Boundary {
  const tracer = trace.getTracer('mailwarden');
  return {
    cross: (name, act) =>
      tracer.startActiveSpan(name, { kind: kindOf(name) }, async (span) => {
        try {
          const value = await inner.cross(name, act);
          span.setAttribute('mailwarden.outcome', answerOf(value));
          return value;
        } catch (cause) {
          const outcome = failureOf(cause);
          span.setAttribute('mailwarden.outcome', outcome);
          span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
          throw cause;
        } finally {
          span.end();
        }
      }),
  };
}

function kindOf(name: string): SpanKind {
  return name.startsWith('commit:') ? SpanKind.INTERNAL : SpanKind.CLIENT;
}
