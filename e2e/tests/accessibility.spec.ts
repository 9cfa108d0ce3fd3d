import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";
import { fillWithEverything } from "../support/full-room.ts";
import { PASSWORD } from "../support/school.ts";
import { ServerProcess } from "../support/server-process.ts";

// Many screens in each, and axe takes its time.
test.describe.configure({ timeout: 150_000 });

for (const width of [360, 1440]) {
  const look = { viewport: { width, height: 900 }, colorScheme: "light" } as const;
  const phone = width < 720;

  test.describe(`${width} px wide, light and dark: axe finds nothing`, () => {
    test("before signing in: set-up, sign-in, an invitation, a link that does not work", async ({
      school,
      newContext,
    }) => {
      const page = await (await newContext(look)).newPage();
      const fresh = await ServerProcess.start();
      await page.goto(fresh.url);
      await page.getByRole("button", { name: "Set up" }).click();
      await expect(page.getByText("Fill this in.").first()).toBeVisible();
      await expectAccessible(page, "set-up, not filled in");
      await fresh.close();
      await page.goto("about:blank");

      await page.goto(school.server.url);
      await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
      await expectAccessible(page, "sign-in");
      await page.getByLabel("E-mail or roll ID").fill("nobody@hill.example");
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expectAccessible(page, "sign-in, refused");

      await page.goto(await school.invite("Asha Verma"));
      await expect(page.getByText("Welcome, Asha Verma")).toBeVisible();
      await expectAccessible(page, "an invitation");
      await page.goto("about:blank");
      await page.goto(`${school.server.url}/link#no-such-link`);
      await expect(page.getByText("This link does not work")).toBeVisible();
      await expectAccessible(page, "a link that does not work");
    });

    test("in a room with everything in it, and in what opens over it", async ({
      school,
      arrive,
      layWire,
    }) => {
      const wire = await layWire();
      const room = await school.createRoom("Science fair");
      const asha = await school.enrol("Asha Verma");
      await asha.join(room.roomId);
      await fillWithEverything(room, school.rao, asha);
      const person = await arrive(asha, { path: `/rooms/${room.roomId}`, wire, ...look });
      const { page, dialog } = person;
      await person.sees("Last of all");
      await expectAccessible(page, "a room");

      await person.choose("Last of all", "Reply");
      await expectAccessible(page, "answering a message");
      await page.getByRole("button", { name: "Cancel" }).click();
      await person.message("Last of all").hover();
      await person.message("Last of all").getByRole("button", { name: "Message menu" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page, "the menu of a message");
      await page.keyboard.press("Escape");

      await page.getByRole("button", { name: "Show members" }).click();
      await expect(page.getByRole("listitem").filter({ hasText: "Ms Rao" }).last()).toBeVisible();
      await expectAccessible(page, "the members");
      await (phone
        ? page.keyboard.press("Escape")
        : page.getByRole("button", { name: "Hide members" }).click());
      await expect(dialog).toHaveCount(0);
      await person.chooseForRoom("Leave room");
      await expect(dialog).toBeVisible();
      await expectAccessible(page, "leaving a room");
      await page.keyboard.press("Escape");

      await person.composer.fill("x".repeat(8_001));
      await expectAccessible(page, "a message that is too long");
      wire.cut();
      await person.say("This waits");
      await school.rao.command({ type: "room.archive", roomId: room.roomId });
      await expect(person.tryNow).toBeVisible({ timeout: 25_000 });
      await expectAccessible(page, "offline");
      wire.mend();
      await person.tryNow.click();
      await expect(person.message("This waits").getByRole("alert")).toBeVisible();
      await expectAccessible(page, "a refused message, in an archived room");
    });

    test("in the lists of rooms and people, the settings, and their dialogs", async ({ school, arrive }) => {
      const room = await school.createRoom();
      const left = await school.createRoom("Choir");
      await school.rao.leave(left.roomId);
      const rao = await arrive(school.rao, { path: "/rooms", ...look });
      const { page, dialog } = rao;
      const shows = async (screen: string, text: string) => {
        await expect(page.getByText(text).first()).toBeVisible();
        await expectAccessible(page, screen);
      };
      const close = async () => {
        await page.keyboard.press("Escape");
        await expect(dialog).toHaveCount(0);
      };
      await expect(rao.row(room.title)).toBeVisible();
      await expectAccessible(page, "the list of rooms");
      await page.keyboard.press("Shift+?");
      await expect(dialog).toBeVisible();
      await shows("the keys", "Previous room");
      await close();
      await page.keyboard.press("Control+k");
      await expect(dialog.getByRole("option").first()).toBeVisible();
      await expectAccessible(page, "going to a room");
      await close();
      await page.getByRole("button", { name: "Browse rooms" }).click();
      await expect(rao.roomToJoin(room.title)).toBeVisible();
      await expectAccessible(page, "rooms to join");
      await close();
      await page.goto(`${rao.url}/rooms/${left.roomId}`);
      await shows("a room one is not in", "You are not in this room");

      await page.goto(`${rao.url}/people`);
      await shows("people", "rao@hill.example");
      await page.getByRole("button", { name: "Add person" }).click();
      await dialog.getByRole("button", { name: "Add and get link" }).click();
      await shows("adding a person", "Fill this in.");
      for (const section of ["display", "devices", "password", "programs"]) {
        await page.goto(`${rao.url}/settings/${section}`);
        await expect(rao.connection("Connected")).toBeVisible();
        await expectAccessible(page, `settings: ${section}`);
      }
    });
  });
}

test("A password is not shown while it is typed, unless one asks for it", async ({ school, newContext }) => {
  const page = await (await newContext()).newPage();
  await page.goto(school.server.url);
  const field = page.getByLabel("Password", { exact: true });
  await field.fill(PASSWORD);
  await expect(field).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(field).toHaveAttribute("type", "text");
});
