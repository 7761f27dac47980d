import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../simulator/server/http/call.js';
import { Subscriptions } from '../../../simulator/server/management/subscriptions.js';

const TYPE = 'Audit.Exchange';

describe('what a subscription keeps for its app', () => {
  it('nothing of between a stop and the next start, and all before and after', () => {
    const subscriptions = new Subscriptions(false);
    subscriptions.start('app', TYPE, 1_000);
    subscriptions.stop('app', TYPE, 2_000);
    expect(() => subscriptions.keeps('app', TYPE, 500)).toThrow(Refusal);
    subscriptions.start('app', TYPE, 3_000);
    expect([500, 1_999, 2_000, 2_999, 3_000].map((at) => subscriptions.keeps('app', TYPE, at))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('nothing of before its first start, where the tenant is so', () => {
    const subscriptions = new Subscriptions(true);
    subscriptions.start('app', TYPE, 1_000);
    expect([999, 1_000].map((at) => subscriptions.keeps('app', TYPE, at))).toEqual([false, true]);
  });

  it('for each app by itself', () => {
    const subscriptions = new Subscriptions(true);
    subscriptions.start('one', TYPE, 1_000);
    subscriptions.start('two', TYPE, 2_000);
    expect(subscriptions.keeps('one', TYPE, 1_500)).toBe(true);
    expect(subscriptions.keeps('two', TYPE, 1_500)).toBe(false);
  });
});
