/** Reasons as the sign-in log gives them, for the codes that occur here. */
export const FAILURE_REASONS: Readonly<Record<number, string>> = {
  0: 'Other.',
  50074: 'Strong Authentication is required.',
  50076:
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
  50126: 'Error validating credentials due to invalid username or password.',
  50140:
    "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in. This is an expected part of the sign in flow.",
  50173:
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  50053:
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  500121: 'Authentication failed during strong authentication request.',
};
