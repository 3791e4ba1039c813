// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "fault.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace t6::sandbox {

namespace {

enum class Argument { None, Optional, Needed };

struct KindName
{
    FaultKind kind;
    const char* name;
    Argument argument = Argument::None;
};

constexpr std::array kKinds{
    KindName{FaultKind::CloseBefore, "close-before"},
    KindName{FaultKind::CloseAfter, "close-after"},
    KindName{FaultKind::TooManyRequests, "429"},
    KindName{FaultKind::ServerError, "500"},
    KindName{FaultKind::ServerErrorAfter, "500-after"},
    KindName{FaultKind::Late, "late"},
    KindName{FaultKind::Twice, "twice"},
    KindName{FaultKind::CloseInBody, "close-in-body"},
    KindName{FaultKind::BadRequest, "bad-request"},
    KindName{FaultKind::Refuse, "refuse", Argument::Optional},
    KindName{FaultKind::OtherOrder, "other-order"},
    KindName{FaultKind::BadGateway, "502html"},
    KindName{FaultKind::Delay, "delay"},
    KindName{FaultKind::Truncate, "truncate"},
    KindName{FaultKind::InvalidJson, "invalid-json"},
    KindName{FaultKind::ExpiredKey, "expired-key"},
    KindName{FaultKind::Html, "html"},
    KindName{FaultKind::Redirect, "redirect", Argument::Needed},
    KindName{FaultKind::Oversize, "oversize"},
    KindName{FaultKind::Poison, "poison", Argument::Needed},
};

bool matchesPattern(QByteArrayView pattern, QByteArrayView text)
{
    // '*' is the only special character; greedy with one point to fall back to.
    qsizetype p = 0, t = 0, star = -1, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

tl::unexpected<Error> bad(const QString& word, const char* rule)
{
    return failure(ErrorDomain::Input, ErrorCode::InvalidInput, QCoreApplication::translate("t6::sandbox", rule).arg(word), QStringLiteral("fault"));
}

/// Applies one "name=value" word. False when it is none that is known, or its value is no number.
bool applyOption(Fault& fault, QStringView name, QStringView value)
{
    bool ok = true;
    if (name == QLatin1StringView("n"))
        fault.first = value.toInt(&ok);
    else if (name == QLatin1StringView("times"))
        fault.times = value.toInt(&ok);
    else if (name == QLatin1StringView("p"))
        fault.probability = value.toDouble(&ok);
    else if (name == QLatin1StringView("ms"))
        fault.time = std::chrono::milliseconds(value.toInt(&ok));
    else if (name == QLatin1StringView("merchant"))
        fault.merchant = value.toString();
    else
        return false;
    return ok && fault.first >= 1 && fault.times >= 0 && fault.time.count() >= 0 && fault.probability >= 0 && fault.probability <= 1;
}

} // namespace

Result<Fault> parseFault(QStringView text)
{
    // A merchant's name may hold blanks, so "merchant=" takes the rest of the line.
    QString line = text.trimmed().toString();
    QString merchant;
    if (const qsizetype at = line.indexOf(QStringLiteral(" merchant=")); at >= 0) {
        merchant = line.mid(at + 10).trimmed();
        line.truncate(at);
    }
    const QStringList words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.size() < 3)
        return bad(line, QT_TRANSLATE_NOOP("t6::sandbox", "“%1” is not METHOD PATH KIND [n=…] [times=…] [p=…] [ms=…] [merchant=…]."));
    Fault fault;
    fault.method = words[0].toUpper().toLatin1();
    fault.pattern = words[1].toUtf8();
    fault.merchant = merchant;
    const QString kindName = words[2].section(QLatin1Char('='), 0, 0);
    fault.argument = words[2].section(QLatin1Char('='), 1);
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& known) { return kindName == QLatin1StringView(known.name); });
    if (kind == kKinds.end())
        return bad(kindName, QT_TRANSLATE_NOOP("t6::sandbox", "“%1” is no kind of fault."));
    fault.kind = kind->kind;
    if (fault.argument.isEmpty() ? kind->argument == Argument::Needed : kind->argument == Argument::None)
        return bad(words[2], QT_TRANSLATE_NOOP("t6::sandbox", "“%1” lacks its argument, or has one too many."));
    for (qsizetype i = 3; i < words.size(); ++i) {
        const qsizetype equals = words[i].indexOf(QLatin1Char('='));
        if (equals < 0 || !applyOption(fault, QStringView(words[i]).left(equals), QStringView(words[i]).mid(equals + 1)))
            return bad(words[i], QT_TRANSLATE_NOOP("t6::sandbox", "“%1” is not understood."));
    }
    const bool countsMatches = std::any_of(words.begin(), words.end(), [](const QString& word) { return word.startsWith(QStringLiteral("n=")); });
    if (countsMatches && fault.times == 0)
        fault.times = 1;
    return fault;
}

QByteArray faultName(FaultKind kind)
{
    const auto it = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& known) { return known.kind == kind; });
    return it == kKinds.end() ? QByteArray() : QByteArray(it->name);
}

QString faultGrammar()
{
    QStringList names;
    for (const KindName& kind : kKinds)
        names << QLatin1StringView(kind.name) + QLatin1StringView(kind.argument == Argument::Needed ? "=ARGUMENT" : kind.argument == Argument::Optional ? "[=ARGUMENT]" : "");
    return QCoreApplication::translate("t6::sandbox",
        "METHOD PATH KIND [n=N] [times=T] [p=P] [ms=M] [merchant=NAME], for example 'GET /orders* 500 n=3' or '* * delay ms=800 p=0.1'. "
        "METHOD and PATH may be or hold *; a PATH with ? is compared with the query too. From the N-th match on, at most T times, with "
        "probability P. KIND is one of: %1. poison=ORDER takes an order ID or number, refuse=ORDER the ID of one order of a createorders; ms is the delay, how much later a late request is applied, or the reset time of a 429.")
        .arg(names.join(QStringLiteral(", ")));
}

bool FaultList::fires(Entry& entry, const QByteArray& method, const QByteArray& target, const QString& merchant)
{
    const Fault& fault = entry.fault;
    const qsizetype mark = target.indexOf('?');
    const QByteArray path = mark < 0 ? target : target.left(mark);
    if ((fault.method != "*" && fault.method != method) || (!fault.merchant.isEmpty() && fault.merchant != merchant)
        || !matchesPattern(fault.pattern, fault.pattern.contains('?') ? target : path))
        return false;
    ++entry.matches;
    if (entry.matches < fault.first || (fault.times > 0 && entry.fired >= fault.times))
        return false;
    if (fault.probability < 1 && m_random.generateDouble() >= fault.probability)
        return false;
    ++entry.fired;
    return true;
}

std::optional<Fault> FaultList::fire(const QByteArray& method, const QByteArray& target, const QString& merchant)
{
    for (Entry& entry : m_entries) {
        if (entry.fault.kind != FaultKind::Poison && entry.fault.kind != FaultKind::CloseInBody && fires(entry, method, target, merchant))
            return entry.fault;
    }
    return std::nullopt;
}

bool FaultList::cutsBody(const QByteArray& method, const QByteArray& target, const QString& merchant)
{
    return std::any_of(m_entries.begin(), m_entries.end(),
        [&](Entry& entry) { return entry.fault.kind == FaultKind::CloseInBody && fires(entry, method, target, merchant); });
}

bool FaultList::hasPoison() const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [](const Entry& entry) { return entry.fault.kind == FaultKind::Poison; });
}

bool FaultList::isPoisoned(qint64 orderId, const QByteArray& orderNumber, const QString& merchant) const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry& entry) {
        const Fault& fault = entry.fault;
        return fault.kind == FaultKind::Poison && (fault.merchant.isEmpty() || fault.merchant == merchant)
            && (fault.argument == QString::number(orderId) || fault.argument.toUtf8() == orderNumber);
    });
}

} // namespace t6::sandbox
