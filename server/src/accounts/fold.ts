/** A roll ID as it is compared. */
export const foldRollId = (rollId: string): string => rollId.trim().normalize("NFKC").toLowerCase();
