import { isJsonObject, type JsonValue } from '../../../model/json.js';
import type { AuthenticationMethod, MethodControl } from '../../../model/response-ports.js';
import { parseInstant } from '../../../model/time.js';
import type { Graph } from '../graph.js';
import { responseCall, unlessAlready } from './response-call.js';

const NEEDS = 'UserAuthenticationMethod.ReadWrite.All';

/** By type: the collection that a method is deleted from. A password is none that can be. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  emailAuthenticationMethod: 'emailMethods',
  fido2AuthenticationMethod: 'fido2Methods',
  microsoftAuthenticatorAuthenticationMethod: 'microsoftAuthenticatorMethods',
  phoneAuthenticationMethod: 'phoneMethods',
  platformCredentialAuthenticationMethod: 'platformCredentialMethods',
  softwareOathAuthenticationMethod: 'softwareOathMethods',
  temporaryAccessPassAuthenticationMethod: 'temporaryAccessPassMethods',
  windowsHelloForBusinessAuthenticationMethod: 'windowsHelloForBusinessMethods',
};

/**
 * Ways to sign in ("Microsoft Entra authentication methods API overview"). The list counts against the narrow throttle of the
 * sign-in log, so it is read in that lane: it waits for a turn.
 */
export function graphMethods(graph: Graph): MethodControl {
  return {
    async authenticationMethods(userId, signal) {
      const at = ['users', userId, 'authentication', 'methods'];
      const call = responseCall('responder', 'GET authentication methods', NEEDS, at, signal);
      const methods: AuthenticationMethod[] = [];
      for await (const values of graph.pages({ ...call, lane: 'reports' }))
        methods.push(...values.flatMap(toMethod));
      return methods;
    },

    async removeAuthenticationMethod(userId, { id, collection }, signal) {
      const at = ['users', userId, 'authentication', collection, id];
      const call = responseCall('responder', 'DELETE authentication method', NEEDS, at, signal);
      await unlessAlready([404], () => graph.remove({ ...call, lane: 'reports' }));
    },
  };
}

function toMethod(value: JsonValue): readonly AuthenticationMethod[] {
  if (!isJsonObject(value) || typeof value.id !== 'string') return [];
  const type = String(value['@odata.type'] ?? '').replace('#microsoft.graph.', '');
  const collection = Object.hasOwn(COLLECTIONS, type) ? COLLECTIONS[type] : undefined;
  if (collection === undefined) return [];
  const { createdDateTime } = value;
  return [
    {
      id: value.id,
      collection,
      createdAt: typeof createdDateTime === 'string' ? parseInstant(createdDateTime) : null,
    },
  ];
}
