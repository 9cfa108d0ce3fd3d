import {
  classesSchema,
  deskCountsSchema,
  deskOverviewSchema,
  deskPageSchema,
  deskQuerySchema,
  studentDetailsSchema,
} from "@encrptalk/protocol";
import { deskCounts, deskOverview, listClasses, listStudents, studentDetails } from "../../../desk/index.ts";
import type { Gateway } from "../../gateway.ts";
import { parseAccountId } from "../account-id.ts";
import { type Route, route } from "../route.ts";

/** The desk: all students and their conversations, for staff. */
export const deskRoutes = ({ desk, largeReads }: Gateway): Route[] => [
  route({
    method: "GET",
    path: "/api/desk/students",
    summary: "Students with their conversations, in the order of the desk",
    access: "admin",
    query: deskQuerySchema,
    result: deskPageSchema,
    handle: async ({ actor, query }) => ({
      result: await largeReads.take(actor, () => listStudents(desk, actor, query)),
    }),
  }),
  route({
    method: "GET",
    path: "/api/desk/students/:studentId",
    summary: "One student, their conversation and their devices",
    access: "admin",
    result: studentDetailsSchema,
    handle: async ({ actor, params }) => ({
      result: await studentDetails(desk, actor, parseAccountId(params.studentId)),
    }),
  }),
  route({
    method: "GET",
    path: "/api/desk/counts",
    summary: "How many students each filter of the list has, and how many wait",
    access: "admin",
    result: deskCountsSchema,
    handle: async ({ actor }) => ({ result: await deskCounts(desk, actor) }),
  }),
  route({
    method: "GET",
    path: "/api/desk/overview",
    summary: "How it stands at the desk, and the last 30 days",
    access: "admin",
    result: deskOverviewSchema,
    handle: async ({ actor }) => ({ result: await deskOverview(desk, actor) }),
  }),
  route({
    method: "GET",
    path: "/api/desk/classes",
    summary: "The classes that listed students are in, by name",
    access: "admin",
    result: classesSchema,
    handle: async ({ actor }) => ({ result: await listClasses(desk, actor) }),
  }),
];
