import type { Random } from '../chance/random.js';

export type Platform = 'windows' | 'macos' | 'ios' | 'android' | 'linux';

/** A machine in somebody's hands, as sign-ins describe it. */
export interface Device {
  readonly platform: Platform;
  /** Null where it is not registered with the tenant. */
  readonly id: string | null;
  readonly name: string | null;
  /** As `deviceDetail.operatingSystem`. */
  readonly operatingSystem: string;
  readonly isManaged: boolean;
  readonly isCompliant: boolean;
  readonly trustType: string;
}

/** A laptop or desktop of the company: joined, managed, compliant. */
export function companyComputer(random: Random, platform: 'windows' | 'macos'): Device {
  return {
    platform,
    id: random.guid(),
    name: `NWM-${platform === 'windows' ? 'W' : 'M'}${random.digits(5)}`,
    operatingSystem: platform === 'windows' ? 'Windows10' : 'MacOs',
    isManaged: true,
    isCompliant: true,
    trustType: platform === 'windows' ? 'Azure AD joined' : 'Azure AD registered',
  };
}

/** A phone; a registered one is managed by the company. */
export function phone(random: Random, isRegistered: boolean): Device {
  const platform = random.chance(0.6) ? 'ios' : 'android';
  return {
    platform,
    id: isRegistered ? random.guid() : null,
    name: isRegistered ? `${platform === 'ios' ? 'iPhone' : 'Android'}_${random.digits(4)}` : null,
    operatingSystem: platform === 'ios' ? `Ios 17.${random.int(2, 6)}` : `Android ${random.int(12, 14)}`,
    isManaged: isRegistered,
    isCompliant: isRegistered,
    trustType: isRegistered ? 'Azure AD registered' : '',
  };
}

/** A machine that the tenant does not know. */
export function strangerComputer(platform: 'windows' | 'linux' | 'macos'): Device {
  const operatingSystem = { windows: 'Windows10', linux: 'Linux', macos: 'MacOs' }[platform];
  return {
    platform,
    id: null,
    name: null,
    operatingSystem,
    isManaged: false,
    isCompliant: false,
    trustType: '',
  };
}
