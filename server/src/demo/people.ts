const DOMAIN = "hillcrest.example.org";

const admin = (name: string, mailbox: string) => ({
  role: "admin" as const,
  name,
  email: `${mailbox}@${DOMAIN}`,
});

const student = (className: string, rollId: string, name: string, mailbox: string) => ({
  role: "student" as const,
  name,
  email: `${mailbox}@${DOMAIN}`,
  rollId,
  className,
});

export const SCHOOL_NAME = "Hillcrest School";

/** Everyone at the school, by the name that the conversations call them. */
export const PEOPLE = {
  rao: admin("Ms Rao", "rao"),
  lindqvist: admin("Mr Lindqvist", "lindqvist"),

  tane: student("9A", "S1101", "Tane Ngata", "tane.ngata"),
  leilani: student("9A", "S1102", "Leilani Kealoha", "leilani.kealoha"),
  jakub: student("9A", "S1103", "Jakub Dvořák", "jakub.dvorak"),
  wulandari: student("9A", "S1104", "Wulandari", "wulandari"),
  emily: student("9A", "S1105", "Emily Clarke", "emily.clarke"),
  liam: student("9B", "S1121", "Liam O'Connor", "liam.oconnor"),
  zainab: student("9B", "S1122", "Zainab Bello", "zainab.bello"),
  dmitri: student("9B", "S1123", "Dmitri Volkov", "dmitri.volkov"),
  maya: student("9B", "S1124", "Maya Ben-David", "maya.bendavid"),

  asha: student("10A", "S1042", "Asha Menon", "asha.menon"),
  zoe: student("10A", "S1043", "Zoë Papadaki", "zoe.papadaki"),
  weiling: student("10A", "S1044", "Tan Wei Ling", "weiling.tan"),
  mateo: student("10A", "S1045", "Mateo Hernández Ruiz", "mateo.hernandez"),
  seun: student("10A", "S1046", "Oluwaseun Adebayo", "seun.adebayo"),
  siobhan: student("10A", "S1047", "Siobhán O'Sullivan", "siobhan.osullivan"),
  arjun: student("10A", "S1048", "Arjun Singh Dhaliwal", "arjun.dhaliwal"),
  ben: student("10B", "S1061", "Ben Carter", "ben.carter"),
  chidinma: student("10B", "S1062", "Chidinma Okonkwo", "chidinma.okonkwo"),
  soren: student("10B", "S1063", "Søren Kjær", "soren.kjaer"),
  minhanh: student("10B", "S1064", "Nguyễn Thị Minh Anh", "minhanh.nguyen"),
  jiwoo: student("10B", "S1065", "Park Ji-woo", "jiwoo.park"),
  amelie: student("10B", "S1066", "Amélie Lefèvre", "amelie.lefevre"),
  yusuf: student("10B", "S1067", "Yusuf Demir", "yusuf.demir"),

  fatima: student("11A", "S0941", "Fatima Zahra El Idrissi", "fatima.elidrissi"),
  lukasz: student("11A", "S0942", "Łukasz Wiśniewski", "lukasz.wisniewski"),
  ana: student("11A", "S0943", "Ana Beatriz Gonçalves da Silva", "ana.goncalves"),
  kwame: student("11A", "S0944", "Kwame Mensah", "kwame.mensah"),
  haruka: student("11A", "S0945", "Haruka Sato", "haruka.sato"),
  priya: student("11A", "S0946", "Priya Raghunathan", "priya.raghunathan"),
  joao: student("11A", "S0947", "João Pedro Almeida", "joao.almeida"),
  aaliyah: student("11B", "S0961", "Aaliyah Hassan", "aaliyah.hassan"),
  jonas: student("11B", "S0962", "Jonas Müller", "jonas.mueller"),
  isabella: student("11B", "S0963", "Isabella Rossi", "isabella.rossi"),
  mohammed: student("11B", "S0964", "Mohammed Al-Rashid", "mohammed.alrashid"),
  oksana: student("11B", "S0965", "Oksana Shevchenko", "oksana.shevchenko"),

  thandiwe: student("12A", "S0841", "Thandiwe Nkosi", "thandiwe.nkosi"),
  eyrun: student("12A", "S0842", "Eyrún Guðmundsdóttir", "eyrun.gudmundsdottir"),
  maximiliana: student("12A", "S0843", "Maximiliana Konstantinopoulou-Featherstonehaugh", "maximiliana.kf"),
  anantha: student("12A", "S0844", "Anantha Padmanabhan Venkataraman Subramanian", "anantha.subramanian"),
  ruth: student("12A", "S0845", "Ruth Abebe", "ruth.abebe"),
  leyla: student("12A", "S0846", "Leyla Aliyeva", "leyla.aliyeva"),
  daniel: student("12A", "S0847", "Daniel Cohen", "daniel.cohen"),
} as const;

export type PersonKey = keyof typeof PEOPLE;

export const EVERYBODY = Object.keys(PEOPLE) as PersonKey[];

/** Invited, and have not chosen a password yet. */
export const NOT_HERE_YET: readonly PersonKey[] = ["leyla", "daniel"];

/** Has moved away: the account is deactivated. */
export const MOVED_AWAY: readonly PersonKey[] = ["haruka"];

/** What all of them sign in with. */
export const DEMO_PASSWORD = "open sesame";

/** Whose accounts the demo prints. */
export const INVITED_TO_TRY: readonly PersonKey[] = ["rao", "asha", "ben", "thandiwe"];
