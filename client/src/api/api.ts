import type {
  AccountId,
  AddedPerson,
  AddedProgram,
  AddPerson,
  AuditPage,
  AuditQuery,
  ChangePassword,
  Classes,
  CursorQuery,
  DeskCounts,
  DeskOverview,
  DeskPage,
  DeskQuery,
  Device,
  DeviceId,
  DisplaySettings,
  EventPage,
  EventsQuery,
  Invitations,
  InviteStudents,
  Link,
  Me,
  MembersPage,
  PeoplePage,
  PeopleQuery,
  PersonLink,
  PersonRecord,
  PushKey,
  PushSubscriptionInput,
  RedeemLink,
  RoomId,
  RoomsPage,
  Roster,
  RosterCheck,
  RosterImported,
  School,
  SchoolSettings,
  SearchPage,
  SearchQuery,
  SetUp,
  SignIn,
  StudentDetails,
  UpdatePerson,
  UpdateSchoolSettings,
} from "@encrptalk/protocol";

/** Plain HTTP: accounts and pages. Every method rejects with `ProtocolError`, or `NetworkError` without an answer. */
export interface Api {
  school(): Promise<School>;
  setUp(input: SetUp): Promise<Me>;
  signIn(input: SignIn): Promise<Me>;
  signOut(): Promise<void>;
  /** Rejects with `unauthenticated` when nobody is signed in. */
  me(): Promise<Me>;
  saveSettings(settings: DisplaySettings): Promise<void>;
  changePassword(input: ChangePassword): Promise<void>;

  /** `token`: what stands behind the `#` of the link. */
  inspectLink(token: string): Promise<Link>;
  redeemLink(input: RedeemLink): Promise<Me>;

  devices(): Promise<Device[]>;
  /** A device for a program, and its token. */
  addProgram(name: string): Promise<AddedProgram>;
  removeDevice(deviceId: DeviceId): Promise<void>;
  signOutOthers(): Promise<void>;

  people(query?: Partial<PeopleQuery>): Promise<PeoplePage>;
  addPerson(input: AddPerson): Promise<AddedPerson>;
  updatePerson(accountId: AccountId, changes: UpdatePerson): Promise<PersonRecord>;
  deactivatePerson(accountId: AccountId): Promise<PersonRecord>;
  reactivatePerson(accountId: AccountId): Promise<PersonRecord>;
  /** A new invitation, or a reset of the password. Earlier links of the person stop working. */
  makePersonLink(accountId: AccountId): Promise<PersonLink>;

  /** What an import of a list of students would do. */
  checkRoster(roster: Roster): Promise<RosterCheck>;
  /** All rows, or none: `roster-refused`. */
  importRoster(roster: Roster): Promise<RosterImported>;
  /** New invitations for students who have not signed in. Earlier links of theirs stop working. */
  inviteStudents(input: InviteStudents): Promise<Invitations>;

  /** Group rooms by title; `archived`: those in the archive, for administrators. */
  rooms(query?: Partial<CursorQuery> & { archived?: boolean }): Promise<RoomsPage>;
  events(roomId: RoomId, query?: Partial<EventsQuery>): Promise<EventPage>;
  members(roomId: RoomId, query?: Partial<CursorQuery>): Promise<MembersPage>;

  /** Messages that one may read, newest first; `after` is the `next` of the page before. */
  search(query: Pick<SearchQuery, "q"> & Partial<SearchQuery>): Promise<SearchPage>;

  // The desk, for administrators. `client.desk` keeps its lists current.
  deskStudents(query?: Partial<DeskQuery>): Promise<DeskPage>;
  studentDetails(studentId: AccountId): Promise<StudentDetails>;
  deskCounts(): Promise<DeskCounts>;
  deskOverview(): Promise<DeskOverview>;
  /** The classes that listed students are in, by name. */
  classes(): Promise<Classes["classes"]>;

  /** Who did what, newest first, for administrators; `before` is the `next` of the page before. */
  audit(query?: Partial<AuditQuery>): Promise<AuditPage>;

  schoolSettings(): Promise<SchoolSettings>;
  /** For administrators; only the fields given change. */
  updateSchoolSettings(changes: UpdateSchoolSettings): Promise<SchoolSettings>;

  /** The key with which a browser subscribes to pushes. */
  pushKey(): Promise<PushKey>;
  /** Has this device pushed to, there and only there. */
  subscribePush(subscription: PushSubscriptionInput): Promise<void>;
  unsubscribePush(): Promise<void>;
}

/** `cookie`: a browser, same origin. `bearer`: a program's token. */
export type Authentication =
  | { readonly kind: "cookie" }
  | { readonly kind: "bearer"; readonly token: string };
