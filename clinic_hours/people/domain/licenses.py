"""The kinds of licenses that instructors hold, and who issues them.

Titles and states are official names and stay in English. A row and the log keep the abbreviation or code.
"""

from dataclasses import dataclass
from datetime import date

LICENSE_KINDS = {
    "LMT": "Licensed Massage Therapist",
    "LMBT": "Licensed Massage and Bodywork Therapist",
    "CMT": "Certified Massage Therapist",
    "RMT": "Registered Massage Therapist",
    "AP": "Acupuncture Physician",
    "L.Ac.": "Licensed Acupuncturist",
    "R.Ac.": "Registered Acupuncturist",
    "DOM": "Doctor of Oriental Medicine",
    "DC": "Doctor of Chiropractic",
    "ND": "Naturopathic Doctor",
    "PT": "Physical Therapist",
    "RN": "Registered Nurse",
    "MD": "Doctor of Medicine",
    "DO": "Doctor of Osteopathic Medicine",
}

# ISO 3166-2:US: states, the federal district and the inhabited territories, by name.
JURISDICTIONS = {
    "US-AL": "Alabama",
    "US-AK": "Alaska",
    "US-AS": "American Samoa",
    "US-AZ": "Arizona",
    "US-AR": "Arkansas",
    "US-CA": "California",
    "US-CO": "Colorado",
    "US-CT": "Connecticut",
    "US-DE": "Delaware",
    "US-DC": "District of Columbia",
    "US-FL": "Florida",
    "US-GA": "Georgia",
    "US-GU": "Guam",
    "US-HI": "Hawaii",
    "US-ID": "Idaho",
    "US-IL": "Illinois",
    "US-IN": "Indiana",
    "US-IA": "Iowa",
    "US-KS": "Kansas",
    "US-KY": "Kentucky",
    "US-LA": "Louisiana",
    "US-ME": "Maine",
    "US-MD": "Maryland",
    "US-MA": "Massachusetts",
    "US-MI": "Michigan",
    "US-MN": "Minnesota",
    "US-MS": "Mississippi",
    "US-MO": "Missouri",
    "US-MT": "Montana",
    "US-NE": "Nebraska",
    "US-NV": "Nevada",
    "US-NH": "New Hampshire",
    "US-NJ": "New Jersey",
    "US-NM": "New Mexico",
    "US-NY": "New York",
    "US-NC": "North Carolina",
    "US-ND": "North Dakota",
    "US-MP": "Northern Mariana Islands",
    "US-OH": "Ohio",
    "US-OK": "Oklahoma",
    "US-OR": "Oregon",
    "US-PA": "Pennsylvania",
    "US-PR": "Puerto Rico",
    "US-RI": "Rhode Island",
    "US-SC": "South Carolina",
    "US-SD": "South Dakota",
    "US-TN": "Tennessee",
    "US-TX": "Texas",
    "US-VI": "U.S. Virgin Islands",
    "US-UT": "Utah",
    "US-VT": "Vermont",
    "US-VA": "Virginia",
    "US-WA": "Washington",
    "US-WV": "West Virginia",
    "US-WI": "Wisconsin",
    "US-WY": "Wyoming",
}


@dataclass(frozen=True, slots=True)
class License:
    """A license as somebody states it: `kind` and `jurisdiction` are keys of the tables above."""

    kind: str
    number: str
    jurisdiction: str
    issued_on: date
    expires_on: date
