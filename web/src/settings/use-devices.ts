import type { Device, DeviceId } from "@encrptalk/protocol";
import { useCallback, useState } from "preact/compat";
import { useClient } from "../app/signed-in.ts";
import { type Loaded, useLoaded } from "../app/use-loaded.ts";
import { showToast } from "../design/toast.ts";
import { sentenceOf } from "../text/error-sentence.ts";

interface Devices {
  devices: Loaded<Device[]>;
  reload: () => void;
  /** The one that is being signed out. */
  removing: DeviceId | null;
  remove: (deviceId: DeviceId) => Promise<void>;
}

/** One's own devices of one kind, the one in use first. */
export function useDevices(kind: Device["kind"]): Devices {
  const { api } = useClient();
  const load = useCallback(async () => {
    const devices = (await api.devices()).filter((device) => device.kind === kind);
    return devices.sort((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt - a.lastSeenAt);
  }, [api, kind]);
  const [devices, reload] = useLoaded(load);
  const [removing, setRemoving] = useState<DeviceId | null>(null);
  const remove = async (deviceId: DeviceId) => {
    setRemoving(deviceId);
    try {
      await api.removeDevice(deviceId);
      reload();
    } catch (error) {
      showToast({ title: sentenceOf(error), tone: "danger" });
    }
    setRemoving(null);
  };
  return { devices, reload, removing, remove };
}
