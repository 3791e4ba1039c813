// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accountmaker.h"
#include "jsontree.h"
#include "words.h"

#include <core/checks.h>

#include <QRandomGenerator>

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace t6::sandbox {

/// Where the generator put a fault on purpose.
struct Planted
{
    qint64 orderId = 0;
    CheckCode code{};
};

/// Counts how often each fault was planted in the whole sandbox, so that every kind comes before any comes twice.
using PlantCounts = std::array<int, kCheckCount>;

/// Makes one account's orders. Deterministic by its seed and the sequence of calls.
class OrderMaker
{
public:
    OrderMaker(Account& account, Character character, IdSource& ids, PlantCounts& counts, quint32 seed);

    /// The account's whole history, oldest first, put into it. About a third of the open orders get a fault.
    void makeHistory(int count, UtcTime now);
    /// An order as it comes in at this moment; not yet in the account.
    [[nodiscard]] QJsonObject makeNew(UtcTime now);

    [[nodiscard]] const std::vector<Planted>& planted() const noexcept { return m_planted; }
    [[nodiscard]] QRandomGenerator& random() noexcept { return m_random; }

private:
    enum class Goods { Through6, Other, Mixed };
    struct Recipe
    {
        QString status;
        UtcTime created{};
        UtcTime now{};
        Goods goods = Goods::Through6;
        std::optional<CheckCode> fault{};
    };
    struct Buyer
    {
        qint64 customerId = 0;
        QString email;
        JsonTree address;
    };
    struct Line
    {
        const Article* article;
        bool through6;
        int quantity;
    };

    /// The order, which stays in m_previous until the next one is made.
    const JsonTree& make(const Recipe& recipe);
    [[nodiscard]] std::vector<Line> chooseLines(Goods goods);
    [[nodiscard]] JsonTree compose(const Recipe& recipe, const std::vector<Line>& lines, const Buyer& buyer, bool abroad);
    void becomeTwin(JsonTree& order);
    [[nodiscard]] Buyer makeBuyer(bool abroad, bool special);
    [[nodiscard]] JsonNode::List makeItems(const std::vector<Line>& lines, const Recipe& recipe, double& total);
    [[nodiscard]] JsonTree makeItem(const Line& line, const QString& created);
    [[nodiscard]] JsonTree makeDiscount(double amount, const QString& created);
    [[nodiscard]] JsonTree makeCustoms(const std::vector<Line>& lines, bool abroad);
    void chooseShipping(JsonTree& order, const Recipe& recipe);
    void applyStatus(JsonTree& order, const Recipe& recipe);
    void decorate(JsonTree& order, const Recipe& recipe);
    [[nodiscard]] OrderRecord record(const JsonTree& order) const;

    // plants.cpp: the faults of product.md
    [[nodiscard]] bool canPlant(CheckCode code) const;
    [[nodiscard]] CheckCode nextFault();
    void plant(CheckCode code, JsonTree& order, const Recipe& recipe);
    void plantAddress(CheckCode code, JsonTree& order);
    void plantShipping(CheckCode code, JsonTree& order);
    void plantCustoms(CheckCode code, JsonTree& order);
    void plantHandling(CheckCode code, JsonTree& order, const Recipe& recipe);
    [[nodiscard]] bool goesAbroad(const JsonTree& order) const;
    [[nodiscard]] qint64 faultyWarehouse(CheckCode code) const; ///< 0: this account has none

    [[nodiscard]] bool chance(int percent) { return m_random.bounded(100) < percent; }
    template <typename List>
    [[nodiscard]] const auto& any(const List& list) { return list[static_cast<size_t>(m_random.bounded(static_cast<int>(list.size())))]; }
    [[nodiscard]] QString text(std::span<const char* const> list) { return QString::fromUtf8(any(list)); }

    Account& m_account;
    Character m_character;
    IdSource& m_ids;
    PlantCounts& m_counts;
    QRandomGenerator m_random;
    int m_number; ///< of the next order
    int m_untilFault = 2; ///< open Through6 orders until the next fault
    std::deque<Buyer> m_regulars;
    std::vector<qint64> m_shops; ///< active stores that are neither manual nor Through6's own
    qint64 m_warehouse = 0; ///< the default one
    JsonTree m_previous; ///< the order made last
    bool m_repeatPrevious = false; ///< the next order is its twin
    std::vector<Planted> m_planted;
};

/// Whether only an order that leaves the country can have this fault.
[[nodiscard]] bool concernsCustoms(CheckCode code) noexcept;

} // namespace t6::sandbox
