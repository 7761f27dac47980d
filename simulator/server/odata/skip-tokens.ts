import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Where a paged reading stands. */
export interface PagePosition {
  readonly offset: number;
  /** The collection is shown as it stood at this moment, so that pages do not shift. */
  readonly asOfMs: number;
}

/** Makes and checks page tokens. They hold for the query that they were made for and for this run only. */
export class SkipTokens {
  readonly #key = randomBytes(32);

  /** @param query The path and parameters without the token. */
  make(position: PagePosition, query: string): string {
    const body = Buffer.from(JSON.stringify([position.offset, position.asOfMs, digest(query)])).toString(
      'base64url',
    );
    return `${body}.${this.#sign(body)}`;
  }

  /** Null for a token that was not made here or was made for another query. */
  read(token: string, query: string): PagePosition | null {
    const [body = '', signature = ''] = token.split('.');
    if (signature !== this.#sign(body)) return null;
    const [offset, asOfMs, queryDigest] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
      number,
      number,
      string,
    ];
    return queryDigest === digest(query) ? { offset, asOfMs } : null;
  }

  #sign(body: string): string {
    return createHmac('sha256', this.#key).update(body).digest('base64url').slice(0, 24);
  }
}

function digest(query: string): string {
  return createHash('sha256').update(query).digest('base64url').slice(0, 16);
}
