/** The three origins of one Microsoft cloud, without a trailing slash. */
export interface CloudEndpoints {
  readonly authority: string;
  readonly graph: string;
  /** Null where the cloud offers no Management Activity API. */
  readonly management: string | null;
}

/** How one app registration proves itself. */
export type M365Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly certificatePem: string; readonly privateKeyPem: string }
  /** Called whenever a new token is needed, so that a rotated assertion is picked up. */
  | { readonly kind: 'federated'; readonly readToken: () => Promise<string> };

export interface M365Identity {
  readonly clientId: string;
  readonly credential: M365Credential;
}

/** One app registration each, least privilege; the reader alone is enough to observe. */
export interface M365Identities {
  readonly reader: M365Identity;
  readonly responder: M365Identity | null;
  readonly examiner: M365Identity | null;
}

export interface M365Options {
  /** GUID; `common` and the like cannot be used without a user. */
  readonly tenantId: string;
  readonly endpoints: CloudEndpoints;
  readonly identities: M365Identities;
  /** 1 for every real tenant. A simulated one that runs N times as fast has its throttle windows and waits divided by N. */
  readonly scale: number;
}
