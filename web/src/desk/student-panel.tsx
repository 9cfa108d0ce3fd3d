import header from "../app/pane-header.module.css";
import { m } from "../paraglide/messages.js";
import { StudentFacts, type StudentFactsProps } from "./student-facts.tsx";

/** Who the student is: the third column. */
export const StudentPanel = (facts: StudentFactsProps) => (
  <>
    <header className={`${header.header} ${header.ruled}`}>
      <h2 className={header.title}>{m.desk_details()}</h2>
    </header>
    <StudentFacts {...facts} />
  </>
);
