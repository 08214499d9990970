"""Jurisdictions by name: states, provinces and countries, in one plain spelling each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|"
    "Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming|Puerto Rico"
).split("|")
_PROVINCES = (
    "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland and Labrador|Nova Scotia|Ontario|"
    "Prince Edward Island|Quebec|Saskatchewan"
).split("|")
_AUSTRALIA = "New South Wales|Queensland|South Australia|Tasmania|Victoria|Western Australia".split("|")
_COUNTRIES = (
    "Afghanistan|Andorra|Antigua and Barbuda|Benin|Bhutan|Bosnia and Herzegovina|Burkina Faso|Burundi|Cape Verde|Chad|"
    "Comoros|Cuba|Czechia|Djibouti|Dominica|Eritrea|Eswatini|Gabon|Gambia|Grenada|Guyana|Haiti|Iran|Ivory Coast|Kosovo|"
    "Kyrgyzstan|Lesotho|Liberia|Madagascar|Malawi|Maldives|Mali|Mauritania|Micronesia|Niger|North Macedonia|Palau|"
    "Saint Lucia|Samoa|San Marino|Sierra Leone|Solomon Islands|Somalia|Sudan|Suriname|Syria|Tajikistan|Timor-Leste|"
    "Togo|Tonga|Turkmenistan|Turks and Caicos Islands|Vanuatu|Yemen|"
    "Albania|Algeria|Angola|Anguilla|Armenia|Aruba|Azerbaijan|Belarus|Belize|Botswana|Brunei|Cambodia|Cameroon|Curacao|"
    "El Salvador|Ethiopia|Fiji|Honduras|Iraq|Laos|Libya|Moldova|Mongolia|Montenegro|Mozambique|Myanmar|Namibia|Nepal|"
    "Nicaragua|Papua New Guinea|Rwanda|Senegal|Seychelles|Tanzania|Trinidad and Tobago|Uganda|Uzbekistan|Zambia|"
    "Argentina|Australia|Austria|Bahamas|Bahrain|Bangladesh|Barbados|Belgium|Bermuda|Bolivia|Brazil|"
    "British Virgin Islands|Bulgaria|Canada|Cayman Islands|Chile|Colombia|Costa Rica|Croatia|Cyprus|"
    "Czech Republic|Denmark|Dominican Republic|Ecuador|Egypt|England|Estonia|Finland|France|Germany|Ghana|"
    "Gibraltar|Greece|Guatemala|Guernsey|Hong Kong|Hungary|Iceland|India|Indonesia|Ireland|Isle of Man|Israel|"
    "Italy|Jamaica|Japan|Jersey|Jordan|Kazakhstan|Kenya|Kuwait|Latvia|Lebanon|Liechtenstein|Lithuania|"
    "Luxembourg|Macau|Malaysia|Malta|Marshall Islands|Mauritius|Mexico|Monaco|Morocco|Netherlands|New Zealand|"
    "Nigeria|Northern Ireland|Norway|Oman|Pakistan|Panama|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|"
    "Romania|Russia|Russian Federation|Saudi Arabia|Scotland|Serbia|Singapore|Slovakia|Slovenia|South Africa|"
    "South Korea|Spain|Sri Lanka|Sweden|Switzerland|Taiwan|Thailand|Tunisia|Turkey|Ukraine|"
    "United Arab Emirates|United Kingdom|United States|Uruguay|Venezuela|Vietnam|Wales|Zimbabwe"
).split("|")
_ALIASES = {
    "district of columbia": "District of Columbia",
    "washington, d.c.": "District of Columbia",
    "québec": "Quebec, Canada",
    "england and wales": "England and Wales",
    "england & wales": "England and Wales",
    "people's republic of china": "China",
    "hong kong special administrative region": "Hong Kong",
    "prc": "China",
    "p.r.c.": "China",
    "p. r. china": "China",
    "p.r. china": "China",
    "mainland china": "China",
    "china": "China",
    "republic of china": "Taiwan",
    "r.o.c.": "Taiwan",
    "republic of korea": "South Korea",
    "korea": "South Korea",
    "holland": "Netherlands",
    "uk": "United Kingdom",
    "great britain": "United Kingdom",
    "united states of america": "United States",
    "usa": "United States",
    "u.s.a.": "United States",
    "ny": "New York",
    "russian federation": "Russia",
    "eire": "Ireland",
    "czechia": "Czech Republic",
    "türkiye": "Turkey",
    "cote d'ivoire": "Ivory Coast",
}
_NAMES = (
    {name.lower(): name for name in (*_STATES, *_COUNTRIES)}
    | {name.lower(): f"{name}, Canada" for name in _PROVINCES}
    | {name.lower(): f"{name}, Australia" for name in _AUSTRALIA}
    | _ALIASES
)
NATIONS: Mapping[str, str] = MappingProxyType(
    {
        "english": "England and Wales",
        "scottish": "Scotland",
        "irish": "Ireland",
        "british": "United Kingdom",
        "german": "Germany",
        "french": "France",
        "italian": "Italy",
        "spanish": "Spain",
        "dutch": "Netherlands",
        "belgian": "Belgium",
        "swiss": "Switzerland",
        "austrian": "Austria",
        "swedish": "Sweden",
        "danish": "Denmark",
        "norwegian": "Norway",
        "finnish": "Finland",
        "polish": "Poland",
        "israeli": "Israel",
        "japanese": "Japan",
        "chinese": "China",
        "korean": "South Korea",
        "indian": "India",
        "canadian": "Canada",
        "australian": "Australia",
        "mexican": "Mexico",
        "brazilian": "Brazil",
        "russian": "Russia",
        "turkish": "Turkey",
        "hungarian": "Hungary",
        "czech": "Czech Republic",
        "portuguese": "Portugal",
        "greek": "Greece",
        "colombian": "Colombia",
        "peruvian": "Peru",
        "chilean": "Chile",
        "ukrainian": "Ukraine",
        "taiwanese": "Taiwan",
        "thai": "Thailand",
        "malaysian": "Malaysia",
        "indonesian": "Indonesia",
        "vietnamese": "Vietnam",
        "egyptian": "Egypt",
        "nigerian": "Nigeria",
        "kenyan": "Kenya",
        "romanian": "Romania",
        "bulgarian": "Bulgaria",
        "croatian": "Croatia",
        "serbian": "Serbia",
        "slovak": "Slovakia",
        "slovenian": "Slovenia",
        "estonian": "Estonia",
        "latvian": "Latvia",
        "lithuanian": "Lithuania",
        "icelandic": "Iceland",
        "maltese": "Malta",
        "cypriot": "Cyprus",
        "californian": "California",
        "argentine": "Argentina",
        "bermudian": "Bermuda",
        "luxembourgish": "Luxembourg",
        "moroccan": "Morocco",
        "pakistani": "Pakistan",
        "philippine": "Philippines",
        "scots": "Scotland",
        "singaporean": "Singapore",
        "south african": "South Africa",
        "south korean": "South Korea",
        "sri lankan": "Sri Lanka",
        "tunisian": "Tunisia",
        "welsh": "England and Wales",
    }
)
"""The country whose law "English law" and the like name."""
_PLACE = re.compile(
    r"(?<![A-Za-z])("
    + "|".join(re.escape(name).replace(r"\ ", r"\s{1,20}") for name in sorted(_NAMES, key=len, reverse=True))
    + r")(?![A-Za-z])",
    re.IGNORECASE,
)
_CAPITALISED_ONLY = frozenset({"prc", "usa", "uk", "ny"})


_ADDRESS = re.compile(
    r"(?:USA?|U\.\s?S\.(?:\s?A\.?)?|P\.\s?R\.(?:\s?C\.?)?|Calif\.?|Mass\.?|(?:[A-Z][a-z]+,?\s){0,2}(?:A[KLRZ]|"
    r"C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|"
    r"W[AIVY])(?:\s?\d{5})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}.*|(?:[A-Z]{2}\s)?[A-Z]\d[A-Z]\s?\d[A-Z]\d|"
    r"(?:Suite|Floor|Room|Building|Unit)\b.*)\.?"
)


_KINGDOM = frozenset({"England", "England and Wales", "Scotland", "Wales", "Northern Ireland"})


def lies_in(place: str, country: str) -> bool:
    """Whether ``place``, in its plain spelling, is a state, province or part of ``country``."""
    if country == "United States":
        return place in _STATES or place == "District of Columbia"
    return place.endswith(f", {country}") or (country == "United Kingdom" and place in _KINGDOM)


def is_address(words: str) -> bool:
    """Whether the words are the end of an address: a state or country, perhaps with a postal code."""
    place = _PLACE.match(words)
    rest = words[place.end() :].strip(" ,.") if place else words
    return (place is not None and (not rest or rest[0].isdigit() or is_address(rest))) or bool(
        _ADDRESS.fullmatch(words)
    )


def find_place(text: str, start: int, *, reach: int) -> str | None:
    """The jurisdiction named at most ``reach`` characters after ``start``; None where none is."""
    for match in _PLACE.finditer(text, start, min(len(text), start + reach + 60)):
        if match.start() > start + reach:
            return None
        key = " ".join(match[1].lower().split())
        if match[1][0].isupper() and (key not in _CAPITALISED_ONLY or match[1].isupper()):
            return _NAMES[key]
    return None


def last_place(text: str, end: int) -> str | None:
    """The jurisdiction named last before ``end``; None where none is."""
    places = [place for match in _PLACE.finditer(text, 0, end) if (place := find_place(text, match.start(), reach=0))]
    return places[-1] if places else None
