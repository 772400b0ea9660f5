// Canonical JSON (RFC 8785), and what each object of a transcript contains. The tables are those of
// verify_transcript.py: `field:type`, with `?` for a type or null, `*` for a list, `+` for a list that is
// not empty, `=` for one of these texts and `#` for one of these integers.

export const FORMAT = "practicum-transcript/2";
export const MAX_BYTES = 5_000_000;
const MAX_MARKS = 200_000;
const MAX_DEPTH = 10;

export const FRAME = "schema:#2 seq:number kind:name at:instant";
const PLACE = "enrollment:uuid enrollment_seq:number previous:hash?";
const SIGNED = "signer:signer statement:words authentication:authentication local:local";
const HOURS = `${PLACE} minutes:integer clients:integer ${SIGNED}`;
const PAPER = `${HOURS} category:text requirement:text occurred_on:date document:hash`;
const STUDY =
  `${PLACE} student:number name:hash number:hash program:program requirement_set:reference` +
  " status:status started_on:date target_on:date ended_on:date?";

export const KINDS = {
  requirement_set:
    "program:program edition:number citation:text rounding:rounding" +
    " minutes_per_clock_hour:#50|60 requirements:requirement* digest:hash",
  license:
    "license:uuid supervisor:number printed_name:name credential:text" +
    " license_number:text jurisdiction:text issued_on:date expires_on:date is_withdrawn:flag",
  key: "key_id:key_id previous:key_id compromised_since:instant?",
  enrollment: STUDY,
  enrollment_change: STUDY,
  sign_off:
    `${HOURS} session:session fingerprint:hash license:reference history:history` +
    " attendance:attendance?",
  transfer: PAPER,
  opening: PAPER,
  reversal: `${HOURS} reverses:reference reason:hash`,
  transcript: `${PLACE} number:number statement:hash log_size:number files:issued*`,
  revocation: `${PLACE} transcript:reference reason:hash`,
  subject_hours: `${PLACE} minutes:integer clients:#0 ${SIGNED} subject:text ends_on:date`,
  shift_closed:
    "shift:uuid site:text starts_at:instant ends_at:instant presences:count" +
    " closed_by:number",
  month_closed: `${PLACE} month:month minutes:integer`,
};

export const SHAPES = {
  file:
    `format:=${FORMAT} statement:text signature:signature key_id:key_id checkpoint:text` +
    " later:later? keys:key+ entries:entry+ openings:opened*",
  later: "checkpoint:text proof:digest*",
  key: "statement:text signature:signature endorsement:signature?",
  entry: "payload:text signature:signature key_id:key_id proof:digest*",
  opened: "commitment:hash salt:salt text:text",
  signing_key:
    "schema:#2 kind:=signing_key key_id:key_id key:jwk first_seq:number" +
    " previous:key_id? previous_compromised_since:instant? added_at:instant",
  jwk: "crv:=Ed25519 kty:=OKP x:key_id",
  stated:
    `format:=${FORMAT} number:number code:code issued_at:instant issued_by:issuer` +
    " school:school student:student study:study standard:standard? requirements:total*" +
    " chain:chain log:log",
  issuer: "name:text title:text",
  school:
    "name:text legal_name:text address:text campus:text phone:text email:text" +
    " site:text zone:text",
  student: "name:text number:text",
  study:
    "enrollment:uuid program:text edition:number citation:text started_on:date" +
    " ended_on:date? status:status minutes_per_clock_hour:#50|60",
  standard:
    "name:text jurisdiction:text authority:text citation:text minutes:count?" +
    " clinical_minutes:count? declaration:text",
  total:
    "category:text name:text citation:text required_minutes:count required_clients:count" +
    " maximum_minutes:count? minutes:count paper_minutes:count counted_minutes:count clients:count",
  chain: "length:number leaf_hash:hash",
  log: "origin:text size:number root:hash",
  program: "slug:text name:text",
  requirement:
    "category:text name:text citation:text minutes:count clients:count" +
    " maximum_minutes:count?",
  reference: "seq:number leaf_hash:hash",
  signer:
    "account:number printed_name:name credential:text license_number:text" +
    " jurisdiction:text expires_on:date?",
  words: "version:text language:text text:text",
  authentication: "method:name at:instant",
  session:
    "session:uuid version:number category:text requirement:text site:text zone:text" +
    " starts_at:instant ends_at:instant local:span break_minutes:count minutes:integer" +
    " rounding:rounding clients:count provenance:=typed|clocked|attested note:hash",
  history: "events:number digest:hash",
  attendance: "supervised_minutes:count over_ratio_minutes:count unsupervised_minutes:count",
  issued: "name:file_name sha256:hash",
  // What the school's site answers.
  standing:
    "state:=issued|superseded|revoked|unknown since:instant? statement:hash?" +
    " checkpoint:text",
  growth: "from:number to:number from_root:hash to_root:hash proof:digest*",
};

export const WORDS = {
  status: "=active|on_leave|completed|ended",
  rounding: "=none|quarter_down",
};

export const LEAST = { integer: -Number.MAX_SAFE_INTEGER, count: 0, number: 1 };

const DAY = "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
const CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
const OFFSET = `(?!-00:00)[+-]${CLOCK}`;
const LAST = "[AEIMQUYcgkosw048]"; // in base64, of 32 bytes: it leaves the two unused bits zero

export const PATTERNS = {
  text: "[\\s\\S]*",
  name: "[\\s\\S]+",
  file_name: "[0-9A-Za-z._-]+",
  hash: "[0-9a-f]{64}",
  uuid: "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
  code: "[0-7][0-9A-HJKMNP-TV-Z]{25}",
  key_id: `[0-9A-Za-z_-]{42}${LAST}`,
  digest: `[0-9A-Za-z+/]{42}${LAST}=`,
  signature: "[0-9A-Za-z+/]{85}[AQgw]==",
  salt: "[0-9A-Za-z+/]{21}[AQgw]==",
  date: DAY,
  month: "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])",
  instant: `${DAY}T${CLOCK}:[0-5][0-9]\\.[0-9]{6}Z`,
  local: `${DAY}T${CLOCK}:[0-5][0-9]${OFFSET}`,
  span: `${DAY}T${CLOCK}${OFFSET}/${DAY}T${CLOCK}${OFFSET}`,
};
const DATED = new Set(["date", "instant", "local", "span"]);
const whole = Object.entries(PATTERNS).map(([name, each]) => [name, new RegExp(`^(?:${each})$`)]);
const MATCHES = Object.fromEntries(whole);

export class Refused extends Error {
  constructor(code, params = {}) {
    super(code);
    Object.assign(this, { code, params });
  }
}

export function need(holds, code = "malformed", params = {}) {
  if (!holds) throw new Refused(code, params);
}

/** Refuse entry `seq` for the first fault that is true. */
export function refuseIf(seq, faults) {
  for (const [code, isSo] of Object.entries(faults)) need(!isSo, code, { seq });
}

/** Return the value of canonical JSON. Refuse JSON bombs before parsing them. */
export function canonical(text) {
  const bare = text.replaceAll("\\\\", "").replaceAll('\\"', "").replace(/"[^"]*"?/g, "");
  let [marks, depth, deepest] = [0, 0, 0];
  for (const [mark] of bare.matchAll(/[[\]{},]/g)) {
    marks += 1;
    depth += ("[{".includes(mark) ? 1 : 0) - ("]}".includes(mark) ? 1 : 0);
    deepest = Math.max(deepest, depth);
  }
  need(marks <= MAX_MARKS && deepest <= MAX_DEPTH, "too_large");
  const value = JSON.parse(text);
  need(written(value) === text);
  return value;
}

/** Write canonical JSON. Refuse numbers and texts that have no place in it. */
export function written(value) {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${written(name)}:${written(value[name])}`).join(",")}}`;
  }
  need(typeof value !== "number" || Number.isSafeInteger(value));
  need(typeof value !== "string" || !/\p{Surrogate}/u.test(value));
  return JSON.stringify(value);
}

export const isObject = (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Refuse a value that is not exactly of this shape. `where` is its place in the file. */
export function shaped(value, named, where) {
  const shape = SHAPES[named] ?? WORDS[named] ?? named;
  const last = shape.at(-1);
  if (shape.includes(":")) {
    need(isObject(value), "misshapen", { where });
    const fields = fieldsOf(shape);
    const names = [...Object.keys(value), ...Object.keys(fields)].sort();
    const odd = names.find((name) => !(Object.hasOwn(value, name) && Object.hasOwn(fields, name)));
    need(odd === undefined, "misshapen", { where: `${where}.${odd}` });
    for (const [name, each] of Object.entries(fields)) shaped(value[name], each, `${where}.${name}`);
  } else if (last === "?") {
    if (value !== null) shaped(value, shape.slice(0, -1), where);
  } else if (last === "*" || last === "+") {
    need(Array.isArray(value) && (value.length || last === "*"), "misshapen", { where });
    for (const [at, each] of value.entries()) shaped(each, shape.slice(0, -1), `${where}.${at + 1}`);
  } else need(isOfType(value, shape), "misshapen", { where });
}

export const fieldsOf = (shape) =>
  Object.fromEntries(shape.split(" ").map((field) => field.split(":")));

function isOfType(value, shape) {
  const allowed = shape.slice(1).split("|");
  if (shape in LEAST) return Number.isSafeInteger(value) && value >= LEAST[shape];
  if (shape === "flag") return typeof value === "boolean";
  if (shape[0] === "#") return Number.isSafeInteger(value) && allowed.includes(String(value));
  if (typeof value !== "string") return false;
  if (shape[0] === "=") return allowed.includes(value);
  const days = DATED.has(shape) ? value.match(new RegExp(DAY, "g")) ?? [] : [];
  return MATCHES[shape].test(value) && days.every(isDay);
}

function isDay(text) {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
