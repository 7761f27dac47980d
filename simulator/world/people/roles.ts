import type { Department } from './person.js';

export const JOB_TITLES: Readonly<Record<Department, readonly string[]>> = {
  'call-centre': ['Care Specialist', 'Senior Care Specialist', 'Care Supervisor', 'Retention Specialist'],
  retail: ['Store Manager', 'Mobile Expert', 'Assistant Store Manager'],
  field: ['Field Technician', 'Site Acquisition Agent', 'Network Technician'],
  corporate: [
    'Billing Analyst',
    'Credit Analyst',
    'Fraud Investigator',
    'Marketing Manager',
    'HR Partner',
    'Business Sales Executive',
    'Accountant',
  ],
  it: ['Systems Engineer', 'Help Desk Analyst', 'Messaging Engineer'],
  executive: ['Vice President', 'Senior Vice President', 'Chief Financial Officer'],
  assistant: ['Executive Assistant'],
};
