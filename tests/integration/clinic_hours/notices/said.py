"""What each kind of notice says of what happens in `everything`, by language, without the last period,
and how the heading of its page begins.
"""

from .said_of_kiosks import KIOSKS

EIGHT, OCHO = "Mon, Nov 16, 8:00–9:00 am", "lun, 16 de nov, 8:00–9:00 a. m."
NINE, NUEVE = "Mon, Nov 16, 9:00–10:00 am", "lun, 16 de nov, 9:00–10:00 a. m."
ONE, UNA = "Mon, Nov 16, 1:00–3:00 pm", "lun, 16 de nov, 1:00–3:00 p. m."

WHEN, CUANDO = "Mon, Nov 23, 2:00–6:00 pm", "lun, 23 de nov, 2:00–6:00 p. m."

TOMORROW, MANANA = "Tue, Nov 17, 2:00–6:00 pm", "mar, 17 de nov, 2:00–6:00 p. m."
THURSDAY, JUEVES = "Thu, Nov 19, 2:00–6:00 pm", "jue, 19 de nov, 2:00–6:00 p. m."
SHIFT, TURNO = f"{WHEN} at Palm Clinic", f"{CUANDO}, Palm Clinic"
ON_SHIFTS = {
    "shift_booked": {
        "en": f"You have a place on the shift of {SHIFT}",
        "es": f"Tienes un lugar en el turno de {TURNO}",
    },
    "place_assigned": {
        "en": f"The clinic office gave you a place on the shift of {SHIFT}",
        "es": f"La oficina de la clínica te dio un lugar en el turno de {TURNO}",
    },
    "place_promoted": {
        "en": f"A place opened up: you are booked on the shift of {SHIFT}",
        "es": f"Se liberó un lugar: tienes reserva en el turno de {TURNO}",
    },
    "place_offered": {
        "en": f"A place opened up on the shift of {SHIFT}. It's yours if you accept by",
        "es": f"Se liberó un lugar en el turno de {TURNO}. Es tuyo si aceptas antes del",
    },
    "place_covered": {
        "en": f"You have a place on the shift of {SHIFT}",
        "es": f"Tienes un lugar en el turno de {TURNO}",
    },
    "place_cancelled": {
        "en": f"You no longer have a place on the shift of {SHIFT}",
        "es": f"Ya no tienes lugar en el turno de {TURNO}",
    },
    "shift_changed": {
        "en": f"Your shift at Palm Clinic was changed. It is now {WHEN}",
        "es": f"Tu turno en Palm Clinic cambió. Ahora es {CUANDO}",
    },
    "awaited_shift_changed": {
        "en": f"The shift at Palm Clinic for which you are on the waiting list was changed. It is now {WHEN}",
        "es": f"Cambió el turno en Palm Clinic en cuya lista de espera estás. Ahora es {CUANDO}",
    },
    "shift_cancelled": {
        "en": f"The shift of {SHIFT} was canceled",
        "es": f"Se canceló el turno de {TURNO}",
    },
    "cover_wanted": {
        "en": f"Can you take the shift of {SHIFT}?",
        "es": f"¿Puedes tomar el turno de {TURNO}?",
    },
    "instructor_wanted": {
        "en": f"Can you supervise the shift of {SHIFT}?",
        "es": f"¿Puedes supervisar el turno de {TURNO}?",
    },
    "cover_taken": {
        "en": f"The shift of {SHIFT} could be covered",
        "es": f"El turno de {TURNO}, podría tener reemplazo",
    },
    "cover_returned": {
        "en": f"Lucía Ferrer can no longer take the shift of {SHIFT}",
        "es": f"Lucía Ferrer ya no puede tomar el turno de {TURNO}",
    },
    "cover_agreed": {
        "en": f"The shift of {SHIFT} is covered",
        "es": f"El turno de {TURNO}, tiene reemplazo",
    },
    "cover_refused": {
        "en": f"You offered to take the shift of {SHIFT}",
        "es": f"Te ofreciste a tomar el turno de {TURNO}",
    },
    "absence": {
        "en": f"Irene Okafor can't come to the shift of {SHIFT}",
        "es": f"Irene Okafor no puede ir al turno de {TURNO}",
    },
    "duty_assigned": {
        "en": f"You now supervise the shift of {SHIFT}",
        "es": f"Ahora supervisas el turno de {TURNO}",
    },
    "duty_withdrawn": {
        "en": f"You no longer supervise the shift of {SHIFT}",
        "es": f"Ya no supervisas el turno de {TURNO}",
    },
    "instructor_changed": {
        "en": f"Max Brandt, LMT now supervises your shift of {SHIFT}",
        "es": f"Max Brandt, LMT supervisa ahora tu turno de {TURNO}",
    },
    "clock_out_missing": {
        "en": f"You did not clock out of the shift of {SHIFT}. These hours count "
        "once an instructor confirms when you left",
        "es": f"No registraste tu salida del turno de {TURNO}. Estas horas cuentan "
        "cuando un instructor confirme a qué hora saliste",
    },
    "absence_excused": {
        "en": f"Your absence from the shift of {SHIFT} is excused",
        "es": f"Tu ausencia en el turno de {CUANDO}, Palm Clinic, está justificada",
    },
    "marked_absent": {
        "en": f"You were marked absent from the shift of {SHIFT}. If you were "
        "there, ask the instructor; if you had a reason, tell the clinic office",
        "es": f"Se registró tu ausencia en el turno de {TURNO}. Si estuviste, habla "
        "con el instructor; si tuviste un motivo, avisa a la oficina de la clínica",
    },
}

SAID = {
    "session_returned": {
        "en": "Rosa Castellanos returned your session of Mon, Nov 16, 10:00–11:00 am",
        "es": "Rosa Castellanos devolvió tu sesión (lun, 16 de nov, 10:00–11:00 a. m.)",
        "page": "Mon, Nov 16, 10:00–11:00 am",
    },
    "session_signed": {
        "en": "Rosa Castellanos, LMT signed off your session of Mon, Nov 16, 11:00 am–12:00 pm: 1.00 h",
        "es": "Rosa Castellanos, LMT firmó tu sesión del lun, 16 de nov, 11:00 a. m.–12:00 p. m.: 1.00 h",
        "page": "Mon, Nov 16, 11:00 am–12:00 pm",
    },
    "hours_voided": {
        "en": "1.00 of your signed hours were voided and no longer count",
        "es": "Se anularon 1.00 horas que tenías firmadas y ya no cuentan",
        "page": "Entry",
    },
    "sessions_submitted": {
        "en": "3 sessions are waiting for your sign-off, the oldest since Mon, Nov 9",
        "es": "3 sesiones esperan tu firma, la más antigua desde el lun, 9 de nov",
        "page": "Waiting for you",
    },
    "sessions_waiting": {
        "en": "1 session has been waiting for your sign-off for 3 days or longer",
        "es": "1 sesión espera tu firma desde hace 3 días o más",
        "page": "Waiting for you",
    },
    "sessions_waiting_long": {
        "en": "1 session has been waiting for Rosa Castellanos, LMT for 5 days or longer",
        "es": "1 sesión espera la firma de Rosa Castellanos, LMT desde hace 5 días o más",
        "page": "Waiting sessions",
    },
    "session_entered": {
        "en": f"Cora Whitfield entered a session for you: {EIGHT}. Accept it, or dispute it",
        "es": f"Cora Whitfield registró una sesión en tu nombre ({OCHO}). Acéptala u objétala",
        "page": EIGHT,
    },
    "session_corrected": {
        "en": f"Rosa Castellanos corrected the times of your session: {ONE}. Accept it, or dispute it",
        "es": f"Rosa Castellanos corrigió el horario de tu sesión ({UNA}). Acéptala u objétala",
        "page": ONE,
    },
    "session_accepted": {
        "en": f"Lucía Ferrer accepted the session of {EIGHT}. It is ready to sign",
        "es": f"Lucía Ferrer aceptó la sesión ({OCHO}). Está lista para firmar",
        "page": EIGHT,
    },
    "session_disputed": {
        "en": f"Lucía Ferrer disputes the session of {ONE}. The clinic office decides",
        "es": f"Lucía Ferrer objeta la sesión ({UNA}). La oficina de la clínica decide",
        "page": ONE,
    },
    "session_decided": {
        "en": f"Cora Whitfield made a decision about a session: Lucía Ferrer, {ONE}",
        "es": f"Cora Whitfield tomó una decisión sobre una sesión (Lucía Ferrer, {UNA})",
        "page": ONE,
    },
    "session_reassigned": {
        "en": f"Cora Whitfield reassigned a session of Lucía Ferrer to you: {NINE}",
        "es": f"Cora Whitfield te reasignó una sesión de Lucía Ferrer ({NUEVE})",
        "page": NINE,
    },
    "session_handed_on": {
        "en": f"Cora Whitfield reassigned a session of Lucía Ferrer from you to Irene Okafor, LMT: {NINE}",
        "es": f"Cora Whitfield reasignó de ti a Irene Okafor, LMT una sesión de Lucía Ferrer ({NUEVE})",
        "page": "Waiting for you",
    },
    "session_reminder": {
        "en": "Cora Whitfield asks you to review the session of Lucía Ferrer, Mon, Nov 9, 1:00–4:00 pm",
        "es": "Cora Whitfield te pide que revises la sesión de Lucía Ferrer (lun, 9 de nov, 1:00–4:00 p. m.)",
        "page": "Mon, Nov 9, 1:00–4:00 pm",
    },
    "enrolled": {
        "en": "You are enrolled in Massage Therapy",
        "es": "Tienes una inscripción en Massage Therapy",
        "page": "Good evening",
    },
    "made_instructor": {
        "en": "You are now an instructor and can sign off your students' hours",
        "es": "Ahora tienes el rol de instructor y puedes firmar las horas de tus estudiantes",
        "page": "Waiting for you",
    },
    "license_expires": {
        "en": "Your license on record expires on Nov 21, 2026",
        "es": "Tu licencia registrada vence el 21 de nov de 2026",
        "page": "Waiting for you",
    },
    "instructor_license_expires": {
        "en": "The license of Omar Haddad, LMT expires on Nov 21, 2026",
        "es": "La licencia de Omar Haddad, LMT vence el 21 de nov de 2026",
        "page": "Jo Park",
    },
    "transcript_asked": {
        "en": "Lucía Ferrer asked for a transcript. It is due by Nov 26, 2026",
        "es": "Lucía Ferrer pidió una constancia. Debe emitirse a más tardar el 26 de nov de 2026",
        "page": "Transcripts",
    },
    "transcript_issued": {
        "en": "Your transcript 1 was issued",
        "es": "Se emitió tu constancia 1",
        "page": "Transcripts",
    },
    "behind_pace": {
        "en": "At your current pace, you will not finish by Apr 30, 2027",
        "es": "A tu ritmo actual, no terminarás para el 30 de abr de 2027",
        "page": "Good evening",
    },
    "students_behind": {
        "en": "2 students are behind the target for finishing",
        "es": "2 estudiantes van con retraso respecto a su meta",
        "page": "Students",
    },
    "shift_tomorrow": {
        "en": f"Reminder: you have a shift at Palm Clinic, {TOMORROW}",
        "es": f"Recordatorio: tienes un turno en Palm Clinic ({MANANA})",
        "page": TOMORROW,
    },
    "shift_uncovered": {
        "en": f"The shift of {THURSDAY} at Palm Clinic needs an instructor",
        "es": f"El turno de {JUEVES}, Palm Clinic, necesita un instructor",
        "page": THURSDAY,
    },
    "shift_open": {
        "en": f"The shift of {THURSDAY} at Palm Clinic needs an instructor, and you could take it",
        "es": f"El turno de {JUEVES}, Palm Clinic, necesita un instructor y podrías tomarlo",
        "page": THURSDAY,
    },
    "shifts_planned": {
        "en": "You supervise a new shift at Palm Clinic:",
        "es": "Supervisas un turno nuevo en Palm Clinic (",
        "page": "Shifts",
    },
    "shifts_unplanned": {
        "en": "Your shift at Palm Clinic was removed from the plan: Mon, Nov 23, 8:00–9:00 pm",
        "es": "Tu turno en Palm Clinic se quitó del plan (lun, 23 de nov, 8:00–9:00 p. m.)",
        "page": "Shifts",
    },
    **KIOSKS,
    **{kind: said | {"page": WHEN} for kind, said in ON_SHIFTS.items()},
}
