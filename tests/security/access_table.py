"""Who gets which status at which address. A new address fails the tests until it has a row here.

A row has a method, an address as a person would type it, and a status for each role in the order of
`ROLES`. If roles do not matter, two statuses mean "anonymous" and "anyone signed in". Names in angle
brackets belong to the student, and the other student is an outsider to them. Outsiders get 404,
insiders without permission get 403, a step that the session's state does not allow gets 409, and a form
without its fields gets 422.
"""

from tests.security.access_admin import ADMIN
from tests.security.access_site import SITE

HOURS = """
#                                                   anon  stud other instr coord audit  edit super
GET  /hours/                                         302   200   200   302   302   302   302   302
GET  /hours/desk/                                    302   405
POST /hours/desk/                                    302   303
GET  /hours/notices/                                 302   200
GET  /hours/notices/open/                            302   405
POST /hours/notices/open/                            302   404
POST /hours/notices/read/                            302   303
GET  /hours/notices/preferences/                     302   200
POST /hours/notices/preferences/                     302   422
GET  /hours/sessions/                                302   200   200   403   403   403   403   403
GET  /hours/sessions/new/                            302   200   200   403   403   403   403   403
POST /hours/sessions/new/                            302   422   422   403   403   403   403   403
POST /hours/sessions/new/check/                      302   200   200   403   403   403   403   403
GET  /hours/sessions/<session>/                      302   200   404   200   200   200   404   404
GET  /hours/sessions/<session>/edit/                 302   409   404   403   403   403   403   403
POST /hours/sessions/<session>/edit/                 302   409   404   403   403   403   403   403
POST /hours/sessions/<session>/edit/check/           302   200   404   403   403   403   403   403
POST /hours/sessions/<session>/submit/               302   409   404   403   403   403   404   404
POST /hours/sessions/<session>/take-back/            302   422   404   403   403   403   404   404
POST /hours/sessions/<session>/withdraw/             302   422   404   403   403   403   404   404
POST /hours/sessions/<session>/discard/              302   409   404   403   403   403   404   404
POST /hours/sessions/<session>/return/               302   403   404   422   403   403   404   404
POST /hours/sessions/<session>/sign-off/             302   403   404   422   403   403   404   404
POST /hours/sessions/<session>/void/                 302   403   404   409   409   403   404   404
POST /hours/sessions/<session>/correct/              302   403   404   422   403   403   404   404
POST /hours/sessions/<session>/accept/               302   409   404   403   403   403   404   404
POST /hours/sessions/<session>/dispute/              302   409   404   403   403   403   404   404
POST /hours/sessions/<session>/decide/               302   403   404   403   409   403   404   404
POST /hours/sessions/<session>/reassign/             302   403   404   403   422   403   404   404
POST /hours/sessions/<session>/remind/               302   403   404   403   422   403   404   404
GET  /hours/enrollments/<enrollment>/sessions/new/   302   403   404   200   200   403   404   404
POST /hours/enrollments/<enrollment>/sessions/new/   302   403   404   422   422   403   404   404
GET  /hours/queue/                                   302   403   403   200   403   403   403   403
POST /hours/queue/sign-off/                          302   403   403   422   403   403   403   403
GET  /hours/signed/                                  302   403   403   200   403   403   403   403
GET  /hours/today/                                   302   403   403   403   200   403   403   403
GET  /hours/waiting/                                 302   403   403   403   200   403   403   403
POST /hours/waiting/                                 302   403   403   403   200   403   403   403
POST /hours/waiting/remind/                          302   403   403   403   303   403   403   403
GET  /hours/students/                                302   403   403   200   200   200   403   403
GET  /hours/students/students.csv                    302   403   403   200   200   200   403   403
GET  /hours/enrollments/<enrollment>/                302   200   404   200   200   200   404   404
GET  /hours/enrollments/<enrollment>/requirements/<requirement>/  302  200 404 200 200 200 404 404
POST /hours/enrollments/<enrollment>/name/           302   403   404   403   403   422   404   404
GET  /hours/enrollments/<enrollment>/transcripts/    302   200   404   403   200   200   404   404
POST /hours/enrollments/<enrollment>/transcripts/    302   403   404   403   422   403   404   404
POST /hours/enrollments/<enrollment>/transcripts/request/  302  303 404 403 403 403 404 404
GET  /hours/transcripts/                             302   303   303   403   200   200   403   403
GET  /hours/enrollments/<enrollment>/hours.csv       302   200   404   403   403   403   404   404
GET  /hours/enrollments/<enrollment>/disclosures/    302   200   404   403   200   200   404   404
GET  /hours/transcripts/<transcript>.pdf             302   200   404   404   200   303   404   404
POST /hours/transcripts/<transcript>/revoke/         302   403   404   404   422   403   404   404
GET  /hours/enrollments/<enrollment>/paper-hours/    302   403   404   403   200   403   404   404
POST /hours/enrollments/<enrollment>/paper-hours/    302   403   404   403   422   403   404   404
GET  /hours/entries/<entry>/                         302   200   404   200   200   200   404   404
POST /hours/entries/<entry>/reverse/                 302   403   404   403   422   403   404   404
GET  /hours/closures/                                302   403   403   403   200   403   403   403
GET  /hours/closures/new/                            302   403   403   403   200   403   403   403
POST /hours/closures/new/                            302   403   403   403   422   403   403   403
GET  /hours/closures/<closure>/                      302   403   403   403   200   403   403   403
POST /hours/closures/<closure>/                      302   403   403   403   422   403   403   403
GET  /hours/closures/<closure>/delete/               302   403   403   403   200   403   403   403
POST /hours/closures/<closure>/delete/               302   403   403   403   303   403   403   403
GET  /hours/absences/                                302   403   403   403   200   403   403   403
GET  /hours/absences/<place>/                        302   403   403   403   200   403   403   403
POST /hours/absences/<place>/                        302   403   403   403   422   403   403   403
GET  /hours/clock-failures/                          302   403   403   403   200   403   403   403
GET  /hours/clock-failures/new/                      302   403   403   403   200   403   403   403
POST /hours/clock-failures/new/                      302   403   403   403   422   403   403   403
GET  /hours/clock-failures/1/                        302   403   403   403   404   403   403   403
POST /hours/clock-failures/1/                        302   403   403   403   404   403   403   403
GET  /hours/clock-requests/                          302   403   403   403   200   403   403   403
POST /hours/clock-requests/<person>/                 302   403   403   403   404   403   403   403
GET  /hours/enrollments/<enrollment>/attendance/     302   200   404   200   200   200   404   404
GET  /hours/devices/                                 302   403   403   403   200   403   403   403
GET  /hours/devices/<device>/revoke/                 302   403   403   403   200   403   403   403
POST /hours/devices/<device>/revoke/                 302   403   403   403   303   403   403   403
GET  /hours/pin/                                     302   200   200   200   403   403   403   403
POST /hours/pin/                                     302   422   422   422   403   403   403   403
GET  /kiosk/                                         200   200
GET  /kiosk/pair/                                    302   403   403   403   200   403   403   200
POST /kiosk/pair/                                    302   403   403   403   422   403   403   422
GET  /kiosk/service-worker.js                        200   200
POST /kiosk/punch/                                   403   403
POST /kiosk/heartbeat/                               403   403
POST /kiosk/request/                                 403   403
POST /kiosk/not-me/                                  403   403
GET  /in/clinic/1/code/                              302   422
POST /in/clinic/1/code/                              302   422
GET  /hours/calendar/                                302   200
POST /hours/calendar/make/                           302   303
POST /hours/calendar/renew/                          302   303
POST /hours/calendar/revoke/                         302   303
GET  /hours/calendar/no-such-token.ics               404   404
GET  /hours/shifts/                                  302   200   200   200   200   200   403   403
GET  /hours/shifts/book/                             302   200   200   403   403   403   403   403
GET  /hours/shifts/new/                              302   403   403   403   200   403   403   403
POST /hours/shifts/new/                              302   403   403   403   422   403   403   403
GET  /hours/shifts/copy/                             302   403   403   403   409   403   403   403
POST /hours/shifts/copy/                             302   403   403   403   409   403   403   403
GET  /hours/shifts/<shift>/edit/                     302   403   403   403   200   403   403   403
POST /hours/shifts/<shift>/edit/                     302   403   403   403   422   403   403   403
POST /hours/shifts/batches/<shift>/undo/              302   403   403   403   409   403   403   403
GET  /hours/shifts/<shift>/                          302   200   200   200   200   200   404   200
POST /hours/shifts/<shift>/clock/                    302   403   403   422   403   403   404   403
POST /hours/shifts/<shift>/times/                    302   403   403   422   422   403   404   422
POST /hours/shifts/<shift>/start/                    302   403   403   422   422   403   404   422
POST /hours/shifts/<shift>/count/                    302   403   403   422   403   403   404   403
POST /hours/shifts/<shift>/requests/<person>/        302   403   403   404   404   403   404   404
GET  /hours/shifts/<shift>/people/<person>/          302   404   404   404   404   404   404   404
POST /hours/shifts/<shift>/punches/<person>/correct/  302  403   403   404   404   403   404   404
GET  /hours/shifts/<shift>/close/                    302   403   403   200   403   403   404   403
POST /hours/shifts/<shift>/close/                    302   403   403   422   403   403   404   403
POST /hours/shifts/<shift>/reopen/                   302   403   403   403   422   403   404   422
GET  /hours/appointments/                            302   403   403   403   200   403   403   403
GET  /hours/appointments/<appointment>/              302   403   403   403   200   403   403   403
POST /hours/appointments/<appointment>/confirm/      302   403   403   403   422   403   403   403
POST /hours/appointments/<appointment>/cancel/       302   403   403   403   422   403   403   403
POST /hours/appointments/<appointment>/erase/        302   403   403   403   422   403   403   403
POST /hours/appointments/<appointment>/outcome/      302   403   403   403   422   403   403   403
GET  /hours/enrollments/<enrollment>/feedback/       302   200   404   403   200   403   404   404
POST /hours/shifts/<shift>/book/                     302   303   303   403   403   403   404   403
POST /hours/shifts/<shift>/cancel-place/             302   404   404   403   403   403   404   403
POST /hours/shifts/<shift>/offer/                    302   404   404   403   403   403   404   403
POST /hours/shifts/<shift>/cover/                    302   422   422   422   422   403   404   422
GET  /hours/shifts/<shift>/assign/                   302   403   403   403   200   403   404   200
POST /hours/shifts/<shift>/assign/                   302   403   403   403   422   403   404   422
POST /hours/shifts/<shift>/ask/                      302   403   403   403   422   403   404   422
POST /hours/shifts/<shift>/withdraw/                 302   403   403   403   422   403   404   422
POST /hours/shifts/<shift>/take-off/                 302   403   403   403   422   403   404   422
POST /hours/shifts/<shift>/cancel/                   302   403   403   403   422   403   404   422
GET  /hours/setup/                                   302   403   403   403   200   403   403   403
GET  /hours/setup/limits/                            302   403   403   403   200   403   403   403
POST /hours/setup/limits/                            302   403   403   403   422   403   403   403
GET  /hours/setup/sites/<site>/attendance/            302   403   403   403   200   403   403   403
POST /hours/setup/sites/<site>/attendance/            302   403   403   403   422   403   403   403
GET  /hours/setup/sites/                             302   403   403   403   200   403   403   403
GET  /hours/setup/sites/new/                         302   403   403   403   200   403   403   403
POST /hours/setup/sites/new/                         302   403   403   403   422   403   403   403
GET  /hours/setup/sites/<site>/                      302   403   403   403   200   403   403   403
POST /hours/setup/sites/<site>/                      302   403   403   403   422   403   403   403
GET  /hours/setup/sites/<site>/delete/               302   403   403   403   200   403   403   403
POST /hours/setup/sites/<site>/delete/               302   403   403   403   422   403   403   403
GET  /hours/setup/cohorts/                           302   403   403   403   200   403   403   403
GET  /hours/setup/cohorts/new/                       302   403   403   403   200   403   403   403
POST /hours/setup/cohorts/new/                       302   403   403   403   422   403   403   403
GET  /hours/setup/cohorts/<cohort>/                  302   403   403   403   200   403   403   403
POST /hours/setup/cohorts/<cohort>/                  302   403   403   403   422   403   403   403
GET  /hours/setup/cohorts/<cohort>/delete/           302   403   403   403   200   403   403   403
POST /hours/setup/cohorts/<cohort>/delete/           302   403   403   403   422   403   403   403
GET  /hours/setup/editions/                          302   403   403   403   200   403   403   403
GET  /hours/setup/editions/begin/1/                  302   405   405   405   405   405   405   405
GET  /hours/setup/editions/<edition>/                302   403   403   403   200   403   403   403
GET  /hours/setup/editions/<edition>/edit/           302   403   403   403   302   403   403   403
GET  /hours/setup/editions/<edition>/copy/           302   405   405   405   405   405   405   405
POST /hours/setup/editions/<edition>/publish/        302   403   403   403   422   403   403   403
GET  /hours/setup/editions/<edition>/delete/         302   403   403   403   404   403   403   403
POST /hours/setup/editions/<edition>/delete/         302   403   403   403   404   403   403   403
GET  /hours/setup/signers/                           302   403   403   403   200   403   403   403
GET  /hours/setup/signers/new/                       302   403   403   403   200   403   403   403
POST /hours/setup/signers/new/                       302   403   403   403   422   403   403   403
GET  /hours/setup/signers/<signer>/                  302   403   403   403   200   403   403   403
POST /hours/setup/signers/<signer>/                  302   403   403   403   422   403   403   403
GET  /hours/setup/signers/<signer>/delete/           302   403   403   403   200   403   403   403
POST /hours/setup/signers/<signer>/delete/           302   403   403   403   422   403   403   403
GET  /hours/setup/auditors/                          302   403   403   403   200   403   403   403
GET  /hours/setup/auditors/new/                      302   403   403   403   200   403   403   403
POST /hours/setup/auditors/new/                      302   403   403   403   422   403   403   403
GET  /hours/setup/auditors/<auditor>/                302   403   403   403   200   403   403   403
GET  /hours/setup/auditors/<auditor>/end/            302   403   403   403   200   403   403   403
POST /hours/setup/auditors/<auditor>/end/            302   403   403   403   303   403   403   403
GET  /hours/people/                                  302   403   403   403   200   403   403   403
GET  /hours/people/new-student/                      302   403   403   403   200   403   403   403
POST /hours/people/new-student/                      302   403   403   403   422   403   403   403
GET  /hours/people/new-instructor/                   302   403   403   403   200   403   403   403
POST /hours/people/new-instructor/                   302   403   403   403   422   403   403   403
GET  /hours/supervision/                             302   403   403   200   403   403   403   403
GET  /hours/supervision/hours.csv                    302   403   403   200   403   403   403   403
GET  /hours/supervision/<teacher>/                   302   403   403   403   200   403   403   403
GET  /hours/supervision/<person>/                    302   403   403   403   404   403   403   403
GET  /hours/supervision/<teacher>/hours.csv          302   403   403   403   200   403   403   403
GET  /hours/people/<person>/                         302   403   403   403   200   403   403   403
GET  /hours/people/<teacher>/edit/                   302   403   403   403   200   403   403   403
POST /hours/people/<teacher>/edit/                   302   403   403   403   422   403   403   403
GET  /hours/people/<teacher>/new-license/            302   403   403   403   200   403   403   403
GET  /hours/people/<teacher>/licenses/<license>/     302   403   403   403   200   403   403   403
GET  /hours/people/<person>/name/                    302   403   403   403   200   403   403   403
POST /hours/people/<person>/name/                    302   403   403   403   422   403   403   403
GET  /hours/people/<person>/new-document/            302   403   403   403   200   403   403   403
POST /hours/people/<teacher>/new-license/            302   403   403   403   422   403   403   403
POST /hours/people/<teacher>/licenses/<license>/     302   403   403   403   422   403   403   403
POST /hours/people/<person>/new-document/            302   403   403   403   422   403   403   403
POST /hours/people/<person>/resend/                  302   403   403   403   409   403   403   403
GET  /hours/documents/                               302   200
GET  /hours/documents/<document>/                    302   200   404   404   200   404   404   404
POST /hours/documents/<document>/check/              302   403   403   403   303   403   403   403
GET  /hours/enrollments/<enrollment>/edit/           302   403   404   403   200   403   404   404
POST /hours/enrollments/<enrollment>/edit/           302   403   404   403   422   403   404   404
GET  /hours/ledger/audit/                             302   405
GET  /hours/ledger/                                  302   403   403   403   200   200   403   403
"""

TABLE = SITE + HOURS + ADMIN

# Wagtail has many URLs and tests them itself. For each, we assert that neither visitors nor students
# get in; the rows above are those that decide who may do what.
COVERED_BY_PREFIX = ("admin/",)
