import { createExposition } from './expose.js';
import { measure, type Observation } from './measure.js';

/** What is sent back, whoever asked. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface AnswerParts {
  readonly observe: () => Promise<Observation>;
  readonly isLeaseHeld: () => boolean;
  readonly productVersion: string;
}

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Answers by exact path; null: there is no such path. */
export function createAnswers(parts: AnswerParts): (path: string) => Promise<Answer | null> {
  const exposition = createExposition();
  const answers = new Map<string, () => Promise<Answer>>([
    // Alive is no more than this: a restart cures neither a closed log nor a full disk.
    [
      '/healthz',
      async () =>
        parts.isLeaseHeld()
          ? { status: 200, contentType: TEXT, body: 'ok\n' }
          : { status: 503, contentType: TEXT, body: "the writer's lease is lost\n" },
    ],
    ['/readyz', async () => readyAnswer(await parts.observe())],
    [
      '/metrics',
      async () => ({
        status: 200,
        contentType: exposition.contentType,
        body: await exposition.text(measure(await parts.observe(), parts.productVersion)),
      }),
    ],
  ]);
  return async (path) => (await answers.get(path)?.()) ?? null;
}

function readyAnswer({ readiness }: Observation): Answer {
  const isReady = readiness.every((check) => check.isOk);
  const body = `${JSON.stringify({ ready: isReady, checks: readiness })}\n`;
  return { status: isReady ? 200 : 503, contentType: JSON_TYPE, body };
}
