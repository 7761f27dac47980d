import type { DataClass } from '../../model/exposure.js';
import type { LabelKind } from './vocabulary.js';

/** Which kind of label speaks for a class. */
export const LABEL_OF: Readonly<Record<DataClass, LabelKind>> = {
  name: 'name',
  'postal-address': 'address',
  phone: 'phone',
  'customer-email': 'email',
  'account-number': 'account',
  plan: 'plan',
  billing: 'billing',
  'device-id': 'device',
  pin: 'pin',
  ssn: 'ssn',
  'ssn-last4': 'ssn',
  'driver-licence': 'licence',
  'government-id': 'government-id',
  card: 'card',
  'bank-account': 'bank',
  'date-of-birth': 'birth',
  credential: 'credential',
  health: 'health',
  'legal-order': 'legal-order',
};
