/** How many people there are, and in which rooms. */
export interface Layout {
  people: number;
  rooms: number;
  /** Of each room. */
  members: number;
}

/** Everybody in one room. */
export const oneRoom = (members: number): Layout => ({ people: members, rooms: 1, members });

/**
 * The members of each room, by the person's number: neighbours in a ring of all people, so that everybody is in equally
 * many rooms, and no two rooms have the same members where there are enough people.
 */
export function membersOfRooms({ people, rooms, members }: Layout): number[][] {
  if (members > people) throw new Error(`A room of ${members} members needs as many people.`);
  return Array.from({ length: rooms }, (_, room) => {
    const first = Math.floor((room * people) / rooms);
    return Array.from({ length: members }, (_, place) => (first + place) % people);
  });
}

/** The other way round: the rooms of each person. `names`: of the rooms, one for each. */
export function roomsOfPeople(layout: Layout, names: readonly string[]): string[][] {
  const rooms = Array.from({ length: layout.people }, (): string[] => []);
  for (const [room, members] of membersOfRooms(layout).entries())
    for (const person of members) rooms[person]?.push(names[room] ?? "");
  return rooms;
}
