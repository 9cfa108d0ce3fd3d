import {
  addedPersonSchema,
  addedProgramSchema,
  auditPageSchema,
  classesSchema,
  deskCountsSchema,
  deskOverviewSchema,
  deskPageSchema,
  devicesSchema,
  invitationsSchema,
  linkSchema,
  membersPageSchema,
  meSchema,
  peoplePageSchema,
  personLinkSchema,
  personRecordSchema,
  pushKeySchema,
  roomsPageSchema,
  rosterCheckSchema,
  rosterImportedSchema,
  schoolSchema,
  schoolSettingsSchema,
  searchPageSchema,
  studentDetailsSchema,
} from "@encrptalk/protocol";
import * as z from "zod/mini";
import { systemClock } from "../clock.ts";
import { isKnown } from "../rooms/stretch.ts";
import { Http } from "../transport/http.ts";
import type { Api, Authentication } from "./api.ts";
import { readEventPage } from "./read-page.ts";

export interface ApiOptions {
  /** The school's address, such as `https://chat.school.example`; in a browser `location.origin`. */
  readonly url: string;
  readonly authentication: Authentication;
  readonly fetch?: typeof fetch;
}

/** Plain HTTP, for pages that need no connection, such as signing in. */
export const createApi = ({ url, authentication, fetch = globalThis.fetch }: ApiOptions): Api =>
  apiOver(new Http({ url, authentication, clock: systemClock, fetch }));

/** How long a list of students may be on its way. */
const ROSTER_WITHIN_MS = 5 * 60_000;

/** What a route answers that has nothing to say. */
const nothingSchema = z.unknown();

export function apiOver(http: Http): Api {
  const get = <S extends z.ZodMiniType>(path: string, result: S, query: object = {}) =>
    http.request({ method: "GET", path, result, query: { ...query } });
  const post = <S extends z.ZodMiniType>(path: string, result: S, body: unknown = {}) =>
    http.request({ method: "POST", path, result, body });
  const postRoster = <S extends z.ZodMiniType>(path: string, result: S, body: object) =>
    http.request({ method: "POST", path, result, body, withinMs: ROSTER_WITHIN_MS });

  return {
    school: () => get("/api/school", schoolSchema),
    setUp: (input) => post("/api/set-up", meSchema, input),
    signIn: (input) => post("/api/sign-in", meSchema, input),
    signOut: async () => void (await post("/api/sign-out", nothingSchema)),
    me: () => get("/api/me", meSchema),
    saveSettings: async (body) =>
      void (await http.request({ method: "PATCH", path: "/api/me/settings", body, result: nothingSchema })),
    changePassword: async (input) => void (await post("/api/me/password", nothingSchema, input)),

    inspectLink: (token) => post("/api/links/inspect", linkSchema, { token }),
    redeemLink: (input) => post("/api/links/redeem", meSchema, input),

    devices: async () => (await get("/api/devices", devicesSchema)).devices,
    addProgram: (name) => post("/api/devices", addedProgramSchema, { name }),
    removeDevice: async (deviceId) =>
      void (await http.request({
        method: "DELETE",
        path: `/api/devices/${deviceId}`,
        result: nothingSchema,
      })),
    signOutOthers: async () => void (await post("/api/devices/sign-out-others", nothingSchema)),

    people: (query) => get("/api/people", peoplePageSchema, query),
    addPerson: (input) => post("/api/people", addedPersonSchema, input),
    updatePerson: (accountId, body) =>
      http.request({ method: "PATCH", path: `/api/people/${accountId}`, body, result: personRecordSchema }),
    deactivatePerson: (accountId) => post(`/api/people/${accountId}/deactivate`, personRecordSchema),
    reactivatePerson: (accountId) => post(`/api/people/${accountId}/reactivate`, personRecordSchema),
    makePersonLink: (accountId) => post(`/api/people/${accountId}/link`, personLinkSchema),

    checkRoster: (roster) => postRoster("/api/roster/check", rosterCheckSchema, roster),
    importRoster: (roster) => postRoster("/api/roster/import", rosterImportedSchema, roster),
    inviteStudents: (input) => postRoster("/api/roster/invitations", invitationsSchema, input),

    rooms: (query) => get("/api/rooms", roomsPageSchema, query),
    async events(roomId, query = {}) {
      const page = await readEventPage(http, roomId, query);
      return { ...page, events: page.events.filter(isKnown) };
    },
    members: (roomId, query) => get(`/api/rooms/${roomId}/members`, membersPageSchema, query),

    search: (query) => get("/api/search", searchPageSchema, query),

    deskStudents: (query) => get("/api/desk/students", deskPageSchema, query),
    studentDetails: (studentId) => get(`/api/desk/students/${studentId}`, studentDetailsSchema),
    deskCounts: () => get("/api/desk/counts", deskCountsSchema),
    deskOverview: () => get("/api/desk/overview", deskOverviewSchema),
    classes: async () => (await get("/api/desk/classes", classesSchema)).classes,

    audit: (query) => get("/api/audit", auditPageSchema, query),

    schoolSettings: () => get("/api/school/settings", schoolSettingsSchema),
    updateSchoolSettings: (body) =>
      http.request({ method: "PATCH", path: "/api/school/settings", body, result: schoolSettingsSchema }),

    pushKey: () => get("/api/push/key", pushKeySchema),
    subscribePush: async (body) =>
      void (await http.request({
        method: "PUT",
        path: "/api/push/subscription",
        body,
        result: nothingSchema,
      })),
    unsubscribePush: async () =>
      void (await http.request({
        method: "DELETE",
        path: "/api/push/subscription",
        result: nothingSchema,
      })),
  };
}
