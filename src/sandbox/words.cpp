// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "words.h"

#include <algorithm>
#include <array>

namespace t6::sandbox {

namespace {

// Sorted by country: placesOf() hands out ranges.
constexpr std::array kPlaces{
    Place{"AU", "NSW", "Sydney", "2060", "%1 Blue Street", "+61 2 5550 %1"},
    Place{"AU", "VIC", "Melbourne", "3000", "%1 Collins Street", "+61 3 5550 %1"},
    Place{"BR", "SP", "São Paulo", "01310-100", "Avenida Paulista %1", "+55 11 5555-%1"},
    Place{"BR", "RJ", "Rio de Janeiro", "22041-001", "Rua Barata Ribeiro %1", "+55 21 5555-%1"},
    Place{"CA", "ON", "Toronto", "M4Y 1H5", "%1 Church Street", "+1 416 555 %1"},
    Place{"CA", "BC", "Victoria", "V8X 3X4", "%1 Cook Street", "+1 250 555 %1"},
    Place{"CA", "QC", "Montréal", "H3Z 2Y7", "%1 Rue Sherbrooke Ouest", "+1 514 555 %1"},
    Place{"CA", "AB", "Calgary", "T2P 2M5", "%1 8 Avenue SW", "+1 403 555 %1"},
    Place{"DE", "", "Berlin", "10115", "Chausseestraße %1", "+49 30 5550 %1"},
    Place{"DE", "", "München", "80331", "Sendlinger Straße %1", "+49 89 5550 %1"},
    Place{"DE", "", "Köln", "50667", "Hohe Straße %1", "+49 221 555 %1"},
    Place{"DE", "", "Görlitz", "02826", "Brüderstraße %1", "+49 3581 55 %1"},
    Place{"FR", "", "Paris", "75011", "%1 Rue de la Roquette", "+33 1 55 50 %1"},
    Place{"FR", "", "Lyon", "69002", "%1 Rue Mercière", "+33 4 55 50 %1"},
    Place{"GB", "", "London", "NW1 6XE", "%1 Baker Street", "+44 20 7946 %1"},
    Place{"GB", "", "Manchester", "M2 5BQ", "%1 Cross Street", "+44 161 496 %1"},
    Place{"GB", "", "Leeds", "LS1 4AP", "%1 Park Row", "+44 113 496 %1"},
    Place{"GB", "", "Edinburgh", "EH1 1TG", "%1 High Street", "+44 131 496 %1"},
    Place{"IL", "", "תל אביב", "6433222", "דיזנגוף %1", "+972 3 555 %1"},
    Place{"IT", "MI", "Milano", "20121", "Via Brera %1", "+39 02 5550 %1"},
    Place{"IT", "RM", "Roma", "00144", "Viale Europa %1", "+39 06 5550 %1"},
    Place{"JP", "東京都", "渋谷区", "150-0002", "渋谷2丁目%1", "+81 3 5550 %1"},
    Place{"JP", "大阪府", "大阪市北区", "530-0001", "梅田1丁目%1", "+81 6 5550 %1"},
    Place{"JP", "北海道", "札幌市中央区", "060-0001", "北一条西%1", "+81 11 555 %1"},
    Place{"NL", "", "Den Haag", "2490 AA", "Prins Clauslaan %1", "+31 70 555 %1"},
    Place{"NL", "", "Amsterdam", "1012 JS", "Damrak %1", "+31 20 555 %1"},
    Place{"SE", "", "Stockholm", "114 55", "Strandvägen %1", "+46 8 555 %1"},
    Place{"US", "CA", "San Francisco", "94105", "%1 Howard Street", "415-555-%1"},
    Place{"US", "CA", "Los Angeles", "90012", "%1 Alpine Street", "213-555-%1"},
    Place{"US", "NY", "New York", "10001", "%1 West 29th Street", "212-555-%1"},
    Place{"US", "NY", "Ithaca", "14850", "%1 Cayuga Street", "607-555-%1"},
    Place{"US", "TX", "Austin", "78703", "%1 Exposition Blvd", "512-555-%1"},
    Place{"US", "TX", "El Paso", "79901", "%1 Mesa Street", "915-555-%1"},
    Place{"US", "IL", "Elmhurst", "60126", "%1 Spring Road", "630-555-%1"},
    Place{"US", "WA", "Seattle", "98101", "%1 Pine Street", "206-555-%1"},
    Place{"US", "FL", "Miami", "33130", "%1 Flagler Street", "305-555-%1"},
    Place{"US", "MA", "Boston", "02108", "%1 Beacon Street", "617-555-%1"},
    Place{"US", "OR", "Portland", "97205", "%1 Burnside Street", "503-555-%1"},
    Place{"US", "NJ", "Edison", "08817", "%1 Plainfield Avenue", "732-555-%1"},
    Place{"US", "CO", "Denver", "80202", "%1 Larimer Street", "303-555-%1"},
    Place{"US", "NC", "Asheville", "28801", "%1 Haywood Street", "828-555-%1"},
    Place{"US", "MN", "Duluth", "55802", "%1 Superior Street", "218-555-%1"},
};

constexpr std::array kSpecial{
    Place{"US", "AE", "APO", "09012", "Unit %1", "314-555-%1"},
    Place{"US", "AP", "FPO", "96349", "PSC 476 Box %1", "315-555-%1"},
    Place{"US", "PR", "San Juan", "00901", "%1 Calle Fortaleza", "787-555-%1"},
    Place{"US", "GU", "Hagåtña", "96910", "%1 Chalan Santo Papa", "671-555-%1"},
};

constexpr std::array kCountries{"AU", "BR", "CA", "DE", "FR", "GB", "IL", "IT", "JP", "NL", "SE", "US"};

constexpr std::array kEnglishGiven{"Olivia", "Noah", "Amelia", "Theo", "Maya", "Henry", "Ruth", "Marcus", "Priya", "Leon", "Grace", "Tomás", "Zoë", "Kwame", "Siobhán", "Ivy", "Omar", "Hazel"};
constexpr std::array kEnglishFamily{"Carter", "Nguyen", "O'Brien", "Patel", "Johnson", "Ramírez", "Walsh", "Okafor", "Fischer", "Brooks", "Sato", "Hughes", "Delgado", "Whitfield", "Kowalski", "Reed", "Abebe", "van Dyk"};
constexpr std::array kGermanGiven{"Jürgen", "Käthe", "Lena", "Matthias", "Änne", "Felix", "Sophie", "Björn"};
constexpr std::array kGermanFamily{"Müller", "Weiß", "Schröder", "Krüger", "Hoffmann", "Jäger", "Groß", "Lindner"};
constexpr std::array kFrenchGiven{"Chloé", "François", "Noémie", "Étienne", "Inès", "Jérôme"};
constexpr std::array kFrenchFamily{"Lefèvre", "D'Aubigné", "Moreau", "Garçon", "Dubois", "Hébert"};
constexpr std::array kJapaneseGiven{"さくら", "健太", "美咲", "大輔", "結衣", "翔"};
constexpr std::array kJapaneseFamily{"佐藤", "鈴木", "高橋", "田中", "渡辺", "小林"};
constexpr std::array kHebrewGiven{"נועה", "יונתן", "תמר", "אורי"};
constexpr std::array kHebrewFamily{"כהן", "לוי", "מזרחי", "פרידמן"};
constexpr std::array kLatinGiven{"João", "Conceição", "Giulia", "Matteo", "Åsa", "Sjoerd", "Lucía", "Ødegård"};
constexpr std::array kLatinFamily{"Gonçalves", "Esposito", "Lindström", "de Vries", "Muñoz", "Araújo", "Nyström", "Bianchi"};

constexpr std::array kHostileNames{
    "<img src=file:///dev/zero> Anna",
    "<b>Robert</b> <script>alert(1)</script>",
    "\u202Eneves ylimE\u202C",
    "\u200Fמשה\u200F Levi",
    "👩‍👩‍👧 Family Jansen 🎁",
    "=HYPERLINK(\"http://127.0.0.1\",\"Ann\")",
    "Z\u0351a\u0351l\u0351g\u0351o\u0351 Smith",
    "田中 \U00020BB7野家",
};

constexpr std::array kHostileNotes{
    "<img src='file:///dev/tty'>Love it <a href='file:///etc/passwd'>here</a>",
    "\u202E?siht daer uoy naC\u202C 🎉🎉",
    "Grüße! ありがとう 🙏 תודה",
    "Line one\nLine two\tand a tab; \"quotes\" & <angle> brackets \\ backslash",
};

constexpr std::array kInstructionNotes{
    "Please leave the parcel at the back door, the bell does not work.",
    "Please do not deliver before Monday, we are away until then.",
    "Please cancel this order, I ordered the wrong size.",
    "Ring twice and leave with the neighbour at number 12.",
    "Need it by Friday for a birthday, please rush!",
};

constexpr std::array kHarmlessNotes{"Thank you!", "Love your shop.", "Second time I buy these, great fabric."};

constexpr std::array kGarments{
    Article{"TEE", "Organic Tee", 5.3, 24.00, "Men's cotton T-shirt, knitted", "610910"},
    Article{"HOOD", "Heavy Hoodie", 18.5, 54.00, "Hooded sweatshirt, knitted cotton", "611020"},
    Article{"CREW", "Crew Sweatshirt", 14.0, 46.00, "Crew neck sweatshirt, knitted cotton", "611020"},
    Article{"TANK", "Racer Tank", 4.4, 22.00, "Women's cotton singlet, knitted", "610910"},
    Article{"LONG", "Long Sleeve Tee", 7.1, 29.50, "Long sleeved cotton T-shirt, knitted", "610910"},
    Article{"TOTE", "Canvas Tote", 6.0, 18.00, "Tote bag of cotton canvas", "420222"},
    Article{"BABY", "Baby Bodysuit", 3.6, 19.00, "Baby bodysuit, knitted cotton", "611120"},
};

constexpr std::array kOthers{
    Article{"MUG-11", "Ceramic Mug 11 oz", 13.0, 14.50, "Ceramic mug, glazed", "691200"},
    Article{"STICKER-SET", "Sticker Set", 0.8, 6.00, "Printed vinyl stickers", "491199"},
    Article{"POSTER-A2", "Art Print A2", 9.5, 21.00, "Art print on paper", "491191"},
    Article{"CANDLE-FIG", "Fig Candle", 11.2, 26.00, "Scented soy wax candle", "340600"},
    Article{"KEYRING", "Brass Keyring", 1.4, 9.00, "Key ring of brass", "741980"},
    Article{"NOTEBOOK-A5", "Dotted Notebook", 8.2, 12.75, "Notebook, paper, bound", "482010"},
};

constexpr std::array kColours{Colour{"BLK", "Black"}, Colour{"WHT", "White"}, Colour{"NVY", "Navy"}, Colour{"SND", "Sand"}, Colour{"FRS", "Forest"}, Colour{"RST", "Rust"}};
constexpr std::array kSizes{"XS", "S", "M", "L", "XL", "2XL"};

} // namespace

std::span<const Place> placesOf(const QString& country)
{
    const auto first = std::find_if(kPlaces.begin(), kPlaces.end(), [&](const Place& place) { return country == QLatin1StringView(place.country); });
    const auto last = std::find_if(first, kPlaces.end(), [&](const Place& place) { return country != QLatin1StringView(place.country); });
    return {first, last};
}

std::span<const char* const> knownCountries() { return kCountries; }
std::span<const Place> specialPlaces() { return kSpecial; }

NameList namesOf(const QString& country)
{
    if (country == QLatin1StringView("JP"))
        return {kJapaneseGiven, kJapaneseFamily, true};
    if (country == QLatin1StringView("IL"))
        return {kHebrewGiven, kHebrewFamily};
    if (country == QLatin1StringView("DE"))
        return {kGermanGiven, kGermanFamily};
    if (country == QLatin1StringView("FR"))
        return {kFrenchGiven, kFrenchFamily};
    if (country == QLatin1StringView("BR") || country == QLatin1StringView("IT") || country == QLatin1StringView("SE") || country == QLatin1StringView("NL"))
        return {kLatinGiven, kLatinFamily};
    return {kEnglishGiven, kEnglishFamily};
}

std::span<const char* const> hostileNames() { return kHostileNames; }
std::span<const char* const> hostileNotes() { return kHostileNotes; }
std::span<const char* const> instructionNotes() { return kInstructionNotes; }
std::span<const char* const> harmlessNotes() { return kHarmlessNotes; }
std::span<const Article> garments() { return kGarments; }
std::span<const Article> otherArticles() { return kOthers; }
std::span<const Colour> colours() { return kColours; }
std::span<const char* const> sizes() { return kSizes; }

} // namespace t6::sandbox
