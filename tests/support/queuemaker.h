// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/queuetable.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace t6::test {

/// Believable queue entries, the same for the same seed.
class QueueMaker
{
public:
    explicit QueueMaker(std::uint32_t seed) : m_random(seed) {}

    [[nodiscard]] MerchantId merchantId(std::uint32_t number) const
    {
        return {QUuid(number + 1, 0x6006, 0x4006, 0x80, 1, 2, 3, 4, 5, 6, 7)};
    }

    [[nodiscard]] std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(m_random() % limit); }

    template <std::size_t N>
    [[nodiscard]] std::string pick(const std::array<std::string_view, N>& words)
    {
        return std::string(words[below(N)]);
    }

    /// `strange`: one of how many texts is of another script, empty or hostile; 0 = none.
    [[nodiscard]] QueueEntry entry(std::int64_t orderId, std::uint32_t strange = 0)
    {
        QueueEntry entry;
        entry.id = {orderId};
        entry.status = static_cast<OrderStatus>(1 + below(4));
        entry.readiness = static_cast<Readiness>(below(10) < 6 ? 1 : below(6));
        entry.issues = below(3) == 0 ? bit(static_cast<CheckCode>(below(kCheckCount))) | bit(static_cast<CheckCode>(below(kCheckCount))) : 0;
        entry.orderDate = 1'790'000'000 + below(60 * 24 * 3600);
        entry.shipBy = below(3) == 0 ? entry.orderDate + below(5) * 86'400 : 0;
        entry.weightMilligrams = below(20) == 0 ? 0 : 28'350 * (1 + below(64));
        entry.through6Units = static_cast<std::uint16_t>(1 + below(4));
        entry.otherUnits = static_cast<std::uint16_t>(below(4) == 0 ? below(3) : 0);
        entry.rawHash = std::uint64_t{m_random()} << 32 | m_random();
        entry.twin = m_random();
        entry.body = {1 + below(100'000), static_cast<std::uint8_t>(below(64))};
        entry.number = prefix() + std::to_string(orderId % 1'000'000);
        entry.buyer = strange != 0 && below(strange) == 0 ? pick(kStrange) : pick(kFirstNames) + ' ' + surname();
        const auto& place = kPlaces[below(kPlaces.size())];
        entry.city = strange != 0 && below(strange) == 0 ? pick(kStrange) : std::string(place[0]);
        entry.state = place[1];
        entry.country = place[2];
        entry.skus = sku();
        for (std::uint32_t more = below(4) == 0 ? 1 + below(2) : 0; more > 0; --more)
            entry.skus += ' ' + sku();
        entry.service = pick(kServices);
        entry.assignee = below(4) == 0 ? pick(kAssignees) : std::string();
        return entry;
    }

private:
    [[nodiscard]] std::string prefix() { return pick(kPrefixes); }
    [[nodiscard]] std::string sku() { return "T6-" + pick(kGoods) + '-' + pick(kColours) + '-' + pick(kSizes); }
    /// Made of syllables: as many different ones as there are in a telephone book.
    [[nodiscard]] std::string surname()
    {
        std::string name = pick(kSyllables) + pick(kSyllables) + (below(3) == 0 ? pick(kSyllables) : std::string());
        name[0] = static_cast<char>(name[0] - 0x20);
        return below(30) == 0 ? pick(kAccented) : name;
    }

    static constexpr std::array<std::string_view, 6> kPrefixes{"#", "", "1", "A-", "20-", "W"};
    static constexpr std::array<std::string_view, 64> kFirstNames{
        "James", "Mary", "Robert", "Patricia", "John", "Jennifer", "Michael", "Linda", "David", "Elizabeth", "William", "Barbara",
        "Richard", "Susan", "Joseph", "Jessica", "Anna", "Karen", "Sarah", "Lisa", "Nancy", "Daniel", "Matthew", "Ashley", "Thomas",
        "Sandra", "Charles", "Margaret", "Christopher", "Kimberly", "Anthony", "Emily", "Mark", "Donna", "Steven", "Michelle", "Andrew",
        "Carol", "Paul", "Amanda", "Joshua", "Melissa", "Kenneth", "Deborah", "Kevin", "Stephanie", "Brian", "Rebecca", "George", "Laura",
        "Timothy", "Sharon", "Ronald", "Cynthia", "Edward", "Kathleen", "Jason", "Amy", "Ryan", "Angela", "Jacob", "Shirley", "Gary",
        "Brenda"};
    static constexpr std::array<std::string_view, 32> kSyllables{"mar", "son", "ber", "lin", "ste", "hol", "ken", "wil", "dra", "gos", "har", "man", "tor", "res", "pe",
        "rez", "sa", "mo", "ri", "ley", "wood", "ford", "ton", "mc", "ha", "ja", "ko", "vic", "nor", "el", "is", "qui"};
    static constexpr std::array<std::string_view, 6> kAccented{"García", "Müller", "Łukaszewski", "Nuñez", "Straße", "Ångström"};
    static constexpr std::array<std::array<std::string_view, 3>, 12> kPlaces{{{"Los Angeles", "CA", "US"}, {"San Francisco", "CA", "US"}, {"Houston", "TX", "US"},
        {"New York", "NY", "US"}, {"Chicago", "IL", "US"}, {"Miami", "FL", "US"}, {"Toronto", "ON", "CA"}, {"London", "", "GB"}, {"Köln", "", "DE"},
        {"Springfield", "MO", "US"}, {"Saint Petersburg", "FL", "US"}, {"Portland", "OR", "US"}}};
    static constexpr std::array<std::string_view, 6> kGoods{"TEE", "HOOD", "MUG", "CAP", "POSTER", "TOTE"};
    static constexpr std::array<std::string_view, 6> kColours{"BLK", "WHT", "NVY", "RED", "GRN", "HTR"};
    static constexpr std::array<std::string_view, 5> kSizes{"S", "M", "L", "XL", "2XL"};
    static constexpr std::array<std::string_view, 7> kServices{"USPS Ground Advantage", "USPS Priority Mail", "UPS Ground", "FedEx Home Delivery", "UPS 2nd Day Air", "", "DHL Express Worldwide"};
    static constexpr std::array<std::string_view, 5> kAssignees{"Dana", "Kim Lee", "Priya", "Tom", "Zoë"};
    static constexpr std::array<std::string_view, 12> kStrange{"", "山田太郎", "Иванова Мария", "李小龍", "👩‍🎨 Zoé", "ÇELİK Şule", "\xe2\x80\xae" "evil", "a\x1f" "b\x01" "c",
        "O’Brien — Smith", "Þórður Ægisson", "αθήνα ΆΛΦΑ", "trailing   "};

    std::mt19937 m_random;
};

} // namespace t6::test
