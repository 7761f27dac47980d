import type {
  AccountControl,
  AuthenticationMethod,
  GrantControl,
  InboxRule,
  MethodControl,
  PermissionGrant,
  RuleControl,
} from '../../agent/model/response-ports.js';

/** Raised or done around one call of the provider, by name. */
export type CallHook = (name: string, when: 'before' | 'after') => void;

/** What an account has at the provider, in memory. Every change that has an effect is written down. */
export class FakeObjects implements RuleControl, GrantControl, MethodControl, AccountControl {
  rules: InboxRule[] = [];
  consents: PermissionGrant[] = [];
  methods: AuthenticationMethod[] = [];
  isEnabled: boolean | null = true;
  readonly groups = new Set<string>();
  isCompromised = false;
  /** Changes that made a difference, in order. */
  readonly changes: string[] = [];
  /** Names of all calls, in order. */
  readonly calls: string[] = [];
  onCall: CallHook = () => {};

  protected async call<T>(name: string, act: () => T): Promise<T> {
    this.calls.push(name);
    this.onCall(name, 'before');
    const answer = act();
    this.onCall(name, 'after');
    return answer;
  }

  #change(isNew: boolean, text: string): void {
    if (isNew) this.changes.push(text);
  }

  inboxRules() {
    return this.call('inboxRules', () => [...this.rules]);
  }

  setInboxRuleEnabled(_userId: string, ruleId: string, isEnabled: boolean) {
    return this.call('setInboxRuleEnabled', () => {
      this.#change(
        this.rules.some((rule) => rule.id === ruleId && rule.isEnabled !== isEnabled),
        `rule ${ruleId} ${isEnabled ? 'on' : 'off'}`,
      );
      this.rules = this.rules.map((rule) => (rule.id === ruleId ? { ...rule, isEnabled } : rule));
    });
  }

  servicePrincipal(appId: string) {
    return this.call('servicePrincipal', () => (appId === '' ? null : `sp-${appId}`));
  }

  grants() {
    return this.call('grants', () => [...this.consents]);
  }

  removeGrant(grantId: string) {
    return this.call('removeGrant', () => {
      this.#change(
        this.consents.some((one) => one.id === grantId),
        `grant ${grantId} removed`,
      );
      this.consents = this.consents.filter((one) => one.id !== grantId);
    });
  }

  restoreGrant(_userId: string, grant: Pick<PermissionGrant, 'clientId' | 'resourceId' | 'scope'>) {
    return this.call('restoreGrant', () => {
      const id = `grant-${grant.clientId}`;
      this.#change(!this.consents.some((one) => one.id === id), `grant ${id} restored`);
      this.consents = [
        ...this.consents.filter((one) => one.id !== id),
        { id, ...grant, isTenantWide: false },
      ];
    });
  }

  authenticationMethods() {
    return this.call('authenticationMethods', () => [...this.methods]);
  }

  removeAuthenticationMethod(_userId: string, { id }: Pick<AuthenticationMethod, 'id'>) {
    return this.call('removeAuthenticationMethod', () => {
      this.#change(
        this.methods.some((one) => one.id === id),
        `method ${id} removed`,
      );
      this.methods = this.methods.filter((one) => one.id !== id);
    });
  }

  isAccountEnabled() {
    return this.call('isAccountEnabled', () => this.isEnabled);
  }

  setAccountEnabled(_userId: string, isEnabled: boolean) {
    return this.call('setAccountEnabled', () => {
      this.#change(this.isEnabled !== isEnabled, `account ${isEnabled ? 'on' : 'off'}`);
      this.isEnabled = isEnabled;
    });
  }

  isInGroup(_userId: string, groupId: string) {
    return this.call('isInGroup', () => this.groups.has(groupId));
  }

  setInGroup(_userId: string, groupId: string, isMember: boolean) {
    return this.call('setInGroup', () => {
      this.#change(this.groups.has(groupId) !== isMember, `group ${isMember ? 'in' : 'out'}`);
      if (isMember) this.groups.add(groupId);
      else this.groups.delete(groupId);
    });
  }

  isConfirmedCompromised() {
    return this.call('isConfirmedCompromised', () => this.isCompromised);
  }

  setConfirmedCompromised(_userId: string, isCompromised: boolean) {
    return this.call('setConfirmedCompromised', () => {
      this.#change(this.isCompromised !== isCompromised, `compromised ${isCompromised}`);
      this.isCompromised = isCompromised;
    });
  }
}

/** A rule that forwards and is named as intruders name theirs, altered by `change`. */
export function ruleOf(change: Partial<InboxRule> = {}): InboxRule {
  return {
    id: 'rule-1',
    name: '.',
    isEnabled: true,
    isReadOnly: false,
    forwards: true,
    hides: false,
    contentHash: 'h',
    ...change,
  };
}
