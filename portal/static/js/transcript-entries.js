// The entries of a transcript, and what they say, as in verify_transcript.py.

import { bytes, checkSignature, fromBase64, hex, isIncluded, sha256 } from "./transcript-log.js";
import {
  FRAME,
  KINDS,
  canonical,
  fieldsOf,
  isObject,
  need,
  refuseIf,
  shaped,
  written,
} from "./transcript-shapes.js";

const STUDIES = ["enrollment", "enrollment_change"];
const PAPER = ["transfer", "opening"];
const COUNTING = ["sign_off", ...PAPER];
const TAKEN_BACK = [...COUNTING, "subject_hours"];
// Which field refers to an earlier entry, and of which kinds.
const REFERENCES = {
  enrollment: ["requirement_set", ["requirement_set"]],
  enrollment_change: ["requirement_set", ["requirement_set"]],
  sign_off: ["license", ["license"]],
  reversal: ["reverses", TAKEN_BACK],
  revocation: ["transcript", ["transcript"]],
};
const OF_THE_SET = ["edition", "citation", "minutes_per_clock_hour"];
const OF_THE_ENROLLMENT = ["started_on", "ended_on", "status"];
const ROW = ["category", "name", "citation", "minutes", "clients", "maximum_minutes"];
const STATED_ROW = [...ROW.slice(0, 3), "required_minutes", "required_clients", ROW[5]];
const OF_THE_LICENSE = [
  "printed_name",
  "credential",
  "license_number",
  "jurisdiction",
  "expires_on",
];
const SUMS = ["minutes", "paper_minutes", "clients"];
// Whether attendance must not be missing, or must be. Attested times may have it, or not.
const UNRECORDED = { typed: false, clocked: true };
const [SECOND, MINUTE] = [1_000_000n, 60_000_000n]; // in microseconds

const of = (names) => (facts) => names.map((name) => facts[name]);
const alike = (one, other) => written(one) === written(other);

export async function entryOf(record, where, now) {
  const text = record.payload;
  const said = canonical(text);
  need(isObject(said), "misshapen", { where });
  const { kind } = said;
  if (typeof kind === "string" && Object.hasOwn(KINDS, kind)) {
    shaped(said, `${FRAME} ${KINDS[kind]}`, where);
  } else {
    // Of a newer format, if it is an entry.
    const names = Object.keys(fieldsOf(FRAME)).filter((name) => Object.hasOwn(said, name));
    shaped(Object.fromEntries(names.map((name) => [name, said[name]])), FRAME, where);
  }
  const { seq } = said;
  const signature = fromBase64(record.signature);
  const spot = { seq };
  await checkSignature(now.keys, record.key_id, [seq, seq], signature, text, "entry_unsigned", spot);
  const leaf = await sha256([0], bytes(text));
  const path = record.proof.map(fromBase64);
  need(await isIncluded(leaf, seq, now.head, path), "entry_unproven", spot);
  return { ...said, leaf: hex(leaf), isNewer: !Object.hasOwn(KINDS, kind) };
}

export function checkChain(now) {
  const stated = now.said.chain;
  const { enrollment } = now.said.study;
  now.chain = now.entries.filter((entry) => entry.enrollment === enrollment);
  let before = { leaf: null, at: "" };
  for (const [at, entry] of now.chain.entries()) {
    const place = [entry.enrollment_seq, entry.previous, entry.kind === "enrollment"];
    refuseIf(entry.seq, {
      chain_broken: !alike(place, [at + 1, before.leaf, at === 0]),
      chain_backward: entry.at < before.at,
    });
    before = entry;
  }
  need(now.chain.length === stated.length, "chain_differs");
  need(before.leaf === stated.leaf_hash, "chain_differs");
  now.bySeq = new Map(now.entries.map((entry) => [entry.seq, entry]));
  now.targets = new Map(now.chain.map((entry) => [entry.seq, targetOf(entry, now)]));
  const taken = new Set();
  for (const { kind, seq } of now.chain) {
    if (kind !== "reversal" && kind !== "revocation") continue;
    const target = now.targets.get(seq).seq;
    need(!taken.has(target), "taken_twice", { seq });
    taken.add(target);
  }
  const belong = new Set([...now.chain, ...now.targets.values()].map((entry) => entry?.seq));
  for (const { seq } of now.entries) need(belong.has(seq), "entry_stray", { seq });
  return ["chain", { length: stated.length }];
}

/** Return the earlier entry that an entry refers to, or null if its kind refers to none. */
function targetOf(entry, now) {
  const [field, kinds] = REFERENCES[entry.kind] ?? [];
  if (!field) return null;
  const target = now.bySeq.get(entry[field].seq);
  const fits =
    target &&
    target.seq < entry.seq &&
    target.leaf === entry[field].leaf_hash &&
    kinds.includes(target.kind) &&
    (target.enrollment ?? entry.enrollment) === entry.enrollment;
  need(fits, "reference_wrong", { seq: entry.seq });
  return target;
}

export async function checkFacts(now) {
  const changes = now.chain.filter((entry) => STUDIES.includes(entry.kind));
  const last = changes.at(-1);
  for (const each of changes) {
    refuseIf(each.seq, {
      student_changed: each.student !== last.student,
      ends_before_start: (each.ended_on ?? each.started_on) < each.started_on,
    });
  }
  await checkOpenings(now, last);
  checkStated(now, last, now.targets.get(last.seq));
  checkEarlierTranscripts(now);
  need(now.chain.at(-1).at <= now.said.issued_at, "issued_early");
  return ["facts", {}];
}

/** The file opens what the statement shows, and nothing else. */
async function checkOpenings(now, last) {
  const { openings } = now.file;
  const opened = new Map();
  for (const { commitment, salt, text } of openings) {
    const digest = hex(await sha256(fromBase64(salt), bytes(text)));
    need(digest === commitment, "opening_wrong");
    opened.set(digest, text);
  }
  const documents = now.chain.flatMap((entry) => entry.document ?? []);
  const shown = [...new Set([last.name, last.number, ...documents])].sort();
  need(alike(openings.map((each) => each.commitment), shown), "openings_differ");
  for (const name of ["name", "number"]) {
    const holds = now.said.student[name] === opened.get(last[name]);
    need(holds, "fact_differs", { field: `student.${name}` });
  }
}

/** The statement says what the enrollment and its requirement set say. */
function checkStated(now, last, under) {
  const { study, requirements } = now.said;
  const logged = { program: last.program.name };
  for (const name of OF_THE_SET) logged[name] = under[name];
  for (const name of OF_THE_ENROLLMENT) logged[name] = last[name];
  for (const [name, value] of Object.entries(logged)) {
    need(study[name] === value, "fact_differs", { field: `study.${name}` });
  }
  const rows = requirements.map(of(STATED_ROW));
  need(alike(rows, under.requirements.map(of(ROW))), "fact_differs", { field: "requirements" });
}

function checkEarlierTranscripts(now) {
  let before = 0;
  for (const { files, kind, log_size: size, number, seq } of now.chain) {
    if (kind !== "transcript") continue;
    const names = files.map((file) => file.name);
    const ascending = alike(names, [...new Set(names)].sort());
    const fits = before < number && number < now.said.number && size < seq && ascending;
    need(fits, "transcript_wrong", { seq });
    before = number;
  }
}

export async function checkHours(now) {
  let [count, student, under, lines] = [0, null, null, null];
  const standing = new Map();
  for (const entry of now.chain) {
    const { clients, kind, minutes, seq } = entry;
    const target = now.targets.get(seq);
    if (STUDIES.includes(kind)) {
      [student, under] = [entry.student, target];
      lines = new Set(under.requirements.map((line) => written([line.category, line.name])));
    }
    if ("signer" in entry) {
      count += 1;
      checkSigning(entry, student);
    }
    if (kind === "sign_off") {
      await checkSession(entry, target, under, lines);
      standing.set(seq, entry.session);
    } else if (kind === "reversal") {
      const isOpposite = target.minutes === 0 - minutes && target.clients === 0 - clients;
      refuseIf(seq, { amount_wrong: !isOpposite });
      standing.delete(target.seq);
    } else if (PAPER.includes(kind)) {
      refuseIf(seq, {
        requirement_wrong: !lines.has(written([entry.category, entry.requirement])),
        amount_wrong: minutes < 1 || clients < 0,
      });
    } else if (kind === "subject_hours") refuseIf(seq, { amount_wrong: minutes < 1 });
  }
  checkOverlaps(standing);
  return ["hours", { count }];
}

function checkSigning(entry, student) {
  const [at, proved] = [moment(entry.at), moment(entry.authentication.at)];
  refuseIf(entry.seq, {
    local_wrong: !isLocal(entry.local, at),
    authentication_wrong: proved > at || at - proved > 5n * MINUTE,
    own_hours: entry.signer.account === student,
  });
}

async function checkSession(entry, license, under, lines) {
  const { attendance, session: said, signer } = entry;
  const [starts, ends] = [moment(said.starts_at), moment(said.ends_at)];
  const elapsed = Number((ends - starts) / MINUTE);
  const worked = elapsed - said.break_minutes;
  const rounded = said.rounding === "none" ? worked : worked - (worked % 15);
  const [start, end] = said.local.split("/");
  const day = start.slice(0, 10);
  const licensed = [license.supervisor, ...of(OF_THE_LICENSE)(license)];
  const isLicensed = alike(licensed, [signer.account, ...of(OF_THE_LICENSE)(signer)]);
  const isRecorded = UNRECORDED[said.provenance] !== (attendance === null);
  const attended = Object.values(attendance ?? {}).reduce((sum, each) => sum + each, 0);
  const fingerprint = hex(await sha256(bytes(written(said))));
  refuseIf(entry.seq, {
    fingerprint_wrong: fingerprint !== entry.fingerprint,
    amount_wrong:
      said.minutes < 1 || entry.minutes !== said.minutes || entry.clients !== said.clients,
    ends_before_start: ends <= starts,
    minutes_wrong: said.minutes !== rounded,
    local_wrong: !isLocal(start, starts) || !isLocal(end, ends),
    requirement_wrong:
      !lines.has(written([said.category, said.requirement])) || said.rounding !== under.rounding,
    license_wrong:
      !isLicensed ||
      day < license.issued_on ||
      day > license.expires_on ||
      license.is_withdrawn,
    attendance_wrong: !isRecorded || attended > elapsed,
    signed_early: entry.at < said.ends_at,
  });
}

/** Nobody is in two places. `standing` are the sessions that were not taken back. */
function checkOverlaps(standing) {
  const order = ([one, { starts_at: first }], [other, { starts_at: second }]) =>
    first === second ? one - other : first < second ? -1 : 1;
  let end = "";
  for (const [seq, said] of [...standing].sort(order)) {
    refuseIf(seq, { overlap: said.starts_at < end });
    end = said.ends_at;
  }
}

/** Return an instant or a wall time in microseconds. */
function moment(text) {
  const [seconds, fraction] = text.replace("Z", "").split(".");
  return BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction ?? 0);
}

/** Return whether a local time is an instant, cut to the minute or second that the text shows. */
function isLocal(text, at) {
  const [wall, offset] = [text.slice(0, -6), text.slice(-6)];
  const [hours, minutes] = offset.slice(1).split(":").map(BigInt);
  const ahead = (hours * 60n + minutes) * (offset[0] === "-" ? -MINUTE : MINUTE);
  const unit = wall.length > "2026-11-23T12:00".length ? SECOND : MINUTE;
  const cut = ((at % unit) + unit) % unit; // also before 1970
  return moment(wall) - (at - cut) === ahead;
}

export function checkTotals(now) {
  const rows = now.said.requirements;
  const sums = sumsOf(now);
  const stated = new Map();
  for (const { category } of rows) stated.set(category, (stated.get(category) ?? 0) + 1);
  for (const row of rows) {
    const { category, counted_minutes: counted, maximum_minutes: most, minutes } = row;
    const expected = most === null ? minutes : Math.min(minutes, most);
    need(stated.get(category) === 1, "category_twice", { category });
    need(counted === expected, "counted_wrong", { category });
    for (const name of SUMS) add(sums, category, name, -row[name]);
  }
  for (const [key, left] of sums) need(!left, "totals_differ", { category: JSON.parse(key)[0] });
  return ["totals", { minutes: rows.reduce((sum, row) => sum + row.minutes, 0), ...arisen(now) }];
}

/** Return the sums of the chain by category and name. They may be larger than a number can be. */
function sumsOf(now) {
  const sums = new Map();
  for (const entry of now.chain) {
    const source = entry.kind === "reversal" ? now.targets.get(entry.seq) : entry;
    if (!COUNTING.includes(source.kind)) continue;
    const { category } = source.session ?? source;
    add(sums, category, "minutes", entry.minutes);
    add(sums, category, "paper_minutes", PAPER.includes(source.kind) ? entry.minutes : 0);
    add(sums, category, "clients", entry.clients);
  }
  return sums;
}

/** Return the minutes by how their times arose. They sum to the total. */
function arisen(now) {
  const minutes = { clocked: 0, attested: 0, typed: 0, paper: 0 };
  for (const entry of now.chain) {
    const source = entry.kind === "reversal" ? now.targets.get(entry.seq) : entry;
    if (!COUNTING.includes(source.kind)) continue;
    minutes[source.session?.provenance ?? "paper"] += entry.minutes;
  }
  return minutes;
}

function add(sums, category, name, amount) {
  const key = written([category, name]);
  sums.set(key, (sums.get(key) ?? 0n) + BigInt(amount));
}
