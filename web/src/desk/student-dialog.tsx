import { Dialog } from "../design/dialog.tsx";
import { m } from "../paraglide/messages.js";
import { StudentFacts, type StudentFactsProps } from "./student-facts.tsx";

/** Who the student is, over the thread where there is no room for a third column. */
export const StudentDialog = ({ onClose, ...facts }: StudentFactsProps & { onClose: () => void }) => (
  <Dialog title={m.desk_details()} shape="side" onClose={onClose}>
    <StudentFacts {...facts} />
  </Dialog>
);
