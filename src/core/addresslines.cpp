// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addresslines.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace t6 {

namespace {

struct Label
{
    std::string_view key;
    std::optional<AddressField> field;
    bool email = false;
};
constexpr std::array<Label, 44> kLabels{{{"name", AddressField::Name}, {"fullname", AddressField::Name}, {"recipient", AddressField::Name},
    {"attn", AddressField::Name}, {"attention", AddressField::Name}, {"company", AddressField::Company}, {"companyname", AddressField::Company},
    {"organization", AddressField::Company}, {"street", AddressField::Street1}, {"streetaddress", AddressField::Street1}, {"address1", AddressField::Street1},
    {"addressline1", AddressField::Street1}, {"address2", AddressField::Street2}, {"addressline2", AddressField::Street2}, {"aptsuite", AddressField::Street2},
    {"city", AddressField::City}, {"town", AddressField::City}, {"citytown", AddressField::City}, {"state", AddressField::State},
    {"province", AddressField::State}, {"stateprovince", AddressField::State}, {"county", AddressField::State}, {"zip", AddressField::PostalCode},
    {"zipcode", AddressField::PostalCode}, {"postalcode", AddressField::PostalCode}, {"postcode", AddressField::PostalCode},
    {"zippostalcode", AddressField::PostalCode}, {"pin", AddressField::PostalCode}, {"country", AddressField::Country}, {"phone", AddressField::Phone},
    {"phonenumber", AddressField::Phone}, {"tel", AddressField::Phone}, {"telephone", AddressField::Phone}, {"mobile", AddressField::Phone},
    {"cell", AddressField::Phone}, {"t", AddressField::Phone}, {"m", AddressField::Phone}, {"email", std::nullopt, true}, {"mail", std::nullopt, true},
    {"address", std::nullopt}, {"shippingaddress", std::nullopt}, {"shipto", std::nullopt}, {"deliverto", std::nullopt}, {"deliveryaddress", std::nullopt}}};

/// Legal forms, which end a company's name.
constexpr std::array<std::string_view, 31> kLegalForms{"inc", "incorporated", "llc", "llp", "lp", "pllc", "ltd", "limited", "corp", "corporation", "co", "plc",
    "pty", "gmbh", "ag", "kg", "ohg", "ug", "ev", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "aps", "oy", "kk", "sl"};
/// Words that people's names do not have.
constexpr std::array<std::string_view, 16> kCompanyWords{"university", "college", "school", "church", "company", "hospital", "institute", "foundation", "studio",
    "studios", "gallery", "office", "department", "dept", "museum", "library"};

constexpr QStringView kSeparators = u" ,;|\u00B7\u2022*-\u2013\u2014>\u3012\"";

template <std::size_t Size>
bool isOneOf(const std::array<std::string_view, Size>& words, std::string_view word) noexcept
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isSeparator(QChar c)
{
    return kSeparators.contains(c);
}

} // namespace

QString withoutSeparators(QStringView text)
{
    while (!text.isEmpty() && isSeparator(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSeparator(text.back()))
        text.chop(1);
    return text.toString();
}

QStringList addressLines(const QString& text)
{
    static const QRegularExpression lineEnds(QStringLiteral("[\\r\\n\\v\\f\\x{85}\\x{2028}\\x{2029}]+"));
    static const QRegularExpression marks(QStringLiteral("[,;|\\x{b7}\\x{2022}]"));
    const auto tidied = [](const QStringList& parts) {
        QStringList lines;
        for (const QString& part : parts) {
            if (const QString line = withoutSeparators(tidyLine(part)); !line.isEmpty())
                lines += line;
        }
        return lines;
    };
    const QStringList lines = tidied(text.split(lineEnds));
    return lines.size() == 1 ? tidied(lines.front().split(marks)) : lines;
}

std::optional<LineLabel> lineLabel(const QString& line)
{
    constexpr qsizetype kLongestLabel = 24;
    const qsizetype colon = line.indexOf(u':');
    if (colon <= 0 || colon > kLongestLabel)
        return std::nullopt;
    const std::string key = nameKey(QStringView(line).left(colon));
    const auto known = std::find_if(kLabels.begin(), kLabels.end(), [&key](const Label& label) { return label.key == key; });
    if (known == kLabels.end())
        return std::nullopt;
    return LineLabel{line.left(colon).trimmed(), known->field, known->email, withoutSeparators(QStringView(line).sliced(colon + 1))};
}

QStringList takeEmails(QString& line)
{
    static const QRegularExpression email(QStringLiteral("<?[^\\s<>(),;:]{1,64}@[^\\s<>(),;:]{1,190}\\.[A-Za-z0-9-]{2,63}>?"));
    QStringList found;
    for (QRegularExpressionMatch match = email.match(line); match.hasMatch(); match = email.match(line)) {
        found += match.captured().remove(u'<').remove(u'>');
        line.replace(match.capturedStart(), match.capturedLength(), QStringLiteral(" "));
    }
    if (!found.isEmpty())
        line = withoutSeparators(tidyLine(line));
    return found;
}

bool looksLikePhone(const QString& line)
{
    static const QRegularExpression phone(QStringLiteral("^(?:(?:tel|phone|ph|mobile|cell|fon)\\.? *)?\\+?[(\\d][\\d ().\\-/]+(?:(?:x|ext\\.?) *\\d{1,6})?$"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype kFewest = 7;
    constexpr qsizetype kMost = 20;
    const auto digits = std::count_if(line.begin(), line.end(), [](QChar c) { return c.isDigit(); });
    return digits >= kFewest && digits <= kMost && phone.match(line).hasMatch();
}

bool looksLikeStreet(const QString& line)
{
    const std::string key = nameKey(line);
    return std::any_of(line.begin(), line.end(), [](QChar c) { return c.isDigit(); }) || key.starts_with("pobox") || key.starts_with("postfach");
}

bool looksLikeCompany(const QString& line)
{
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return false;
    if (isOneOf(kLegalForms, nameKey(words.back())))
        return true;
    return !looksLikeStreet(line) && std::any_of(words.begin(), words.end(), [](const QString& word) { return isOneOf(kCompanyWords, nameKey(word)); });
}

} // namespace t6
