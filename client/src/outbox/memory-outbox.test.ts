import { MemoryOutbox, Shelf } from "./memory-outbox.ts";
import { describeOutboxStorage } from "./outbox-storage.contract.ts";

describeOutboxStorage("memory", async () => {
  const shelf = new Shelf();
  return {
    open: async () => new MemoryOutbox(shelf),
    wipe: () => new MemoryOutbox(shelf).wipe(),
  };
});
