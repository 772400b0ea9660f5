"""Who gets which status in the website's admin; the table's columns are explained in `access_table`."""

ADMIN = """
#                                                   anon  stud other instr coord audit  edit super
GET  /admin/                                         302   403   403   403   200   403   200   200
GET  /admin/login/                                   302   302
GET  /admin/password_reset/                          302   302
GET  /admin/jsi18n/                                  200   200
GET  /admin/pages/                                   302   403   403   403   302   403   302   200
GET  /admin/users/                                   302   403   403   403   302   403   302   200
GET  /admin/groups/                                  302   403   403   403   302   403   302   200
GET  /admin/invitation/                              302   403   403   403   200   403   302   200
POST /admin/invitation/new/                          302   403   403   403   200   403   302   200
GET  /admin/sites/                                   302   403   403   403   302   403   302   200
GET  /admin/curriculum/program/                      302   403   403   403   302   403   302   200
GET  /admin/curriculum/licensingstandard/            302   403   403   403   302   403   302   200
GET  /admin/curriculum/requirementset/               302   403   403   403   302   403   302   200
GET  /admin/office/enrollment/                       302   403   403   403   200   403   302   200
GET  /admin/office/cohort/                           302   403   403   403   200   403   302   200
GET  /admin/office/supervisor/                       302   403   403   403   200   403   302   200
GET  /admin/office/credential/                       302   403   403   403   200   403   302   200
GET  /admin/office/clinicsite/                       302   403   403   403   200   403   302   200
GET  /admin/office/officerole/                       302   403   403   403   200   403   302   200
POST /admin/office/officerole/new/                   302   403   403   403   200   403   302   200
GET  /admin/outgoingmail/                            302   403   403   403   200   403   302   200
GET  /admin/outgoingmail/new/                        302   403   403   403   302   403   302   302
GET  /admin/deadaddress/                             302   403   403   403   200   403   302   200
POST /admin/deadaddress/new/                         302   403   403   403   200   403   302   200
GET  /admin/enquiries/                               302   403   403   403   302   403   302   200
POST /admin/enquiries/1/erase/                       302   403   403   403   302   403   302   404
GET  /admin/registrations/                           302   403   403   403   302   403   302   200
POST /admin/registrations/1/erase/                   302   403   403   403   302   403   302   404
GET  /admin/subscriber/                              302   403   403   403   302   403   302   200
GET  /admin/digest/                                  302   403   403   403   302   403   302   200
"""
