import { describe, expect, test } from "bun:test";
import { isPushService } from "./push-services.ts";

const OWN = ["http://localhost:8030", "https://push.hill.example"];

describe("pushes go", () => {
  test.each([
    "https://fcm.googleapis.com/fcm/send/dGVzdA:APA91b",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAA",
    "https://web.push.apple.com/QGuQyavXutnMH",
    "https://FCM.googleapis.com:443/fcm/send/abc",
    "http://localhost:8030/push/1",
    "https://push.hill.example/1",
  ])("to %s", (endpoint) => {
    expect(isPushService(endpoint, OWN)).toBe(true);
  });
});

describe("pushes never go", () => {
  test.each([
    "http://fcm.googleapis.com/fcm/send/abc",
    "https://fcm.googleapis.com:8443/fcm/send/abc",
    "https://fcm.googleapis.com.attacker.example/",
    "https://fcm.googleapis.com@attacker.example/",
    "https://attacker.example\\@fcm.googleapis.com/",
    "https://attacker.example/fcm.googleapis.com",
    "https://attacker.example#.push.apple.com",
    "https://attacker.example?.notify.windows.com",
    "https://user:pass@web.push.apple.com/",
    "https://evilpush.apple.com/",
    "https://push.apple.com.evil.example/",
    "https://evilnotify.windows.com/",
    "https://xpush.services.mozilla.com.evil.example/",
    "https://notfcm.googleapis.com/",
    "https://storage.googleapis.com/",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://2130706433/",
    "http://localhost:8031/push/1",
    "http://localhost:8030@attacker.example/",
    "https://localhost:8030/push/1",
    "http://push.hill.example/1",
    "file:///etc/passwd",
    "ftp://fcm.googleapis.com/",
    "javascript:alert(1)",
    "data:text/plain,fcm.googleapis.com",
    "//fcm.googleapis.com/",
    "fcm.googleapis.com",
    "",
  ])("to %s", (endpoint) => {
    expect(isPushService(endpoint, OWN)).toBe(false);
  });
});
