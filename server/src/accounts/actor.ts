import type { AccountId, DeviceId, Role, Timestamp } from "@encrptalk/protocol";

/** Who is asking: an account on one of its devices, as authenticated by the gateway. */
export interface Actor {
  accountId: AccountId;
  deviceId: DeviceId;
  role: Role;
  name: string;
  /** When the device's session ends unless it is used. */
  expiresAt: Timestamp;
  /** The IP address that they ask from. */
  address: string;
}
