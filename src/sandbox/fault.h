// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QRandomGenerator>
#include <QString>

#include <optional>
#include <vector>

namespace t6::sandbox {

enum class FaultKind {
    CloseBefore, ///< the connection is closed and nothing was done
    CloseAfter, ///< it was done, then the connection is closed without an answer
    TooManyRequests, ///< 429; `time` is what X-Rate-Limit-Reset says (60 s if not given)
    ServerError, ///< 500 without a business reason, nothing was done
    ServerErrorAfter, ///< the same, but it was done
    BadGateway, ///< 502 with an HTML page of a proxy
    Late, ///< the connection is closed at once, and it is done `time` later
    Twice, ///< something on the way delivers it twice: done twice, answered once
    CloseInBody, ///< the connection is reset half-way through the body and nothing was done
    BadRequest, ///< 400 with ModelState, nothing was done
    Refuse, ///< 200 with success false in the call's own shape, nothing was done; of a createorders only order `argument`, if there is one
    OtherOrder, ///< done, but an answer that holds an order, or the first row of a createorders, holds another one
    Delay, ///< done at once, answered `time` later
    Truncate, ///< done, half of the announced body arrives
    InvalidJson, ///< done, 200, body is broken JSON
    ExpiredKey, ///< 401
    Html, ///< 200 with a web page: a server that is not ShipStation
    Redirect, ///< 307 to `argument`
    Oversize, ///< 200 with 80 MB of blanks
    Poison, ///< every answer that would hold order `argument` (an id or a number) is a 500, for ever
};

/// A rule of misbehaviour. Fires from its `first`-th match on, at most `times` times, each with `probability`.
struct Fault
{
    QByteArray method = "*";
    QByteArray pattern = "*"; ///< of the path, or of path and query when it holds a '?'; '*' stands for anything
    FaultKind kind = FaultKind::ServerError;
    QString argument;
    QString merchant; ///< empty: any
    int first = 1;
    int times = 0; ///< 0: without end
    double probability = 1;
    std::chrono::milliseconds time{0};
};

/// "METHOD PATH KIND[=ARGUMENT] [n=3] [times=1] [p=0.1] [ms=500] [merchant=NAME]"; the error names the word at fault.
/// n without times fires once.
[[nodiscard]] Result<Fault> parseFault(QStringView text);
/// "close-before", "429" …: the word of the grammar.
[[nodiscard]] QByteArray faultName(FaultKind kind);
/// The grammar with its kinds, for --help.
[[nodiscard]] QString faultGrammar();

/// The active faults and how often each has matched. Not thread-safe.
class FaultList
{
public:
    explicit FaultList(quint32 seed) : m_random(seed) {}

    void add(Fault fault) { m_entries.push_back({std::move(fault), 0, 0}); }
    void clear() { m_entries.clear(); }

    /// The first fault that fires for this request; counts the match. Poison and CloseInBody never fire here.
    [[nodiscard]] std::optional<Fault> fire(const QByteArray& method, const QByteArray& target, const QString& merchant);
    /// Whether a CloseInBody fires for a request of which only the head is known.
    [[nodiscard]] bool cutsBody(const QByteArray& method, const QByteArray& target, const QString& merchant);
    [[nodiscard]] bool hasPoison() const;
    [[nodiscard]] bool isPoisoned(qint64 orderId, const QByteArray& orderNumber, const QString& merchant) const;

private:
    struct Entry
    {
        Fault fault;
        int matches = 0;
        int fired = 0;
    };
    [[nodiscard]] bool fires(Entry& entry, const QByteArray& method, const QByteArray& target, const QString& merchant);

    std::vector<Entry> m_entries;
    QRandomGenerator m_random;
};

} // namespace t6::sandbox
