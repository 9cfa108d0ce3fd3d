import { Download, Ellipsis, FileUp, QrCode } from "lucide";
import { useLocation } from "wouter";
import { Link } from "../app/link.tsx";
import { PHONE, useMedia } from "../app/media.ts";
import button from "../design/button.module.css";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import { MenuButton } from "../design/menu.tsx";
import { m } from "../paraglide/messages.js";

const IMPORT = "/people/import";
const INVITATIONS = "/people/invitations";
const EXPORT = "/api/roster/export";

/** What is done with all students at once; a menu where there is little room. */
export function RosterTools() {
  const [, navigate] = useLocation();
  const look = classes(button.button, button.secondary);
  if (useMedia(PHONE))
    return (
      <MenuButton
        label={m.roster_more()}
        icon={<Icon of={Ellipsis} size={20} />}
        items={() => [
          {
            label: m.roster_import(),
            icon: <Icon of={FileUp} size={18} />,
            onSelect: () => navigate(IMPORT),
          },
          {
            label: m.roster_export(),
            icon: <Icon of={Download} size={18} />,
            onSelect: () => location.assign(EXPORT),
          },
          {
            label: m.invitations_open(),
            icon: <Icon of={QrCode} size={18} />,
            onSelect: () => navigate(INVITATIONS),
          },
        ]}
      />
    );
  return (
    <>
      <Link to={IMPORT} className={look}>
        <Icon of={FileUp} size={18} />
        {m.roster_import()}
      </Link>
      <a href={EXPORT} download className={look}>
        <Icon of={Download} size={18} />
        {m.roster_export()}
      </a>
      <Link to={INVITATIONS} className={look}>
        <Icon of={QrCode} size={18} />
        {m.invitations_open()}
      </Link>
    </>
  );
}
