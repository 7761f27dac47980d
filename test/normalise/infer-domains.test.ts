import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../agent/model/json.js';
import { inferDomains } from '../../agent/normalise/infer-domains.js';
import { bind, eventOf, signIn } from './record-builder.js';

const person = (upn: string, own: JsonObject = {}) =>
  eventOf('graph-sign-in', signIn({ userPrincipalName: upn, ...own }));

describe('inferDomains', () => {
  it('takes the domains of people who got in, and of mailboxes', () => {
    const events = [
      person('ada@contoso.com'),
      person('bob@contoso.com'),
      eventOf(
        'audit-record',
        bind({ UserId: 'ada@contoso.com', MailboxOwnerUPN: 'billing@shared.contoso.com' }),
      ),
    ];
    expect(inferDomains(events)).toEqual(['contoso.com', 'shared.contoso.com']);
  });

  it('leaves out guests, failed sign-ins and applications', () => {
    const events = [
      person('ada@contoso.com'),
      person('eve@partner.example', { userType: 'guest' }),
      person('eve_other.example#EXT#@tenant.example'),
      person('guess@guessed.example', { status: { errorCode: 50034 } }),
    ];
    expect(inferDomains(events)).toEqual(['contoso.com']);
  });

  it('leaves out a domain of one among many, since v1.0 does not mark guests', () => {
    const many = Array.from({ length: 60 }, (_, index) => person(`user${index}@contoso.com`));
    expect(inferDomains([...many, person('eve@partner.example')])).toEqual(['contoso.com']);
  });

  it('says nothing of nothing', () => {
    expect(inferDomains([])).toEqual([]);
  });
});
