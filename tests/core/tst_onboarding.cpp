// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/onboarding.h>

#include <support/bundledaddresses.h>

#include <QTest>

#include <functional>
#include <set>

using namespace t6;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20) + 18h;

struct Scene
{
    Merchant merchant;
    AccountFacts facts;
    MerchantHealth health;
};

/// Nothing is missing.
Scene complete()
{
    Scene scene;
    scene.merchant.login = QStringLiteral("ACME_T6");
    scene.merchant.keysExpire = kNow + 24h * 90;
    for (int point = 0; point < static_cast<int>(ChecklistPoint::Count); ++point)
        scene.merchant.checklist.push_back({static_cast<ChecklistPoint>(point), kNow - 24h, QStringLiteral("dana")});
    Carrier carrier;
    carrier.code = carrier.name = "stamps_com";
    carrier.services = {{"ground", "Ground", true, false}};
    carrier.packages = {{"package", "Package", true, true}};
    scene.facts.carriers = std::vector{carrier};
    const PostalAddress origin{"Acme", "", "1 Elm Street", "", "", "Austin", "TX", "78701", "US", "512 555 0100"};
    PostalAddress office = origin;
    office.street1 = "9 Oak Avenue";
    scene.facts.warehouses = std::vector{Warehouse{{1}, "Main", origin, office, true}};
    scene.facts.stores = std::vector{Store{{1}, "Manual", "", true, true}};
    scene.facts.users = std::vector{User{"1", "acme_t6", "Through6"}};
    scene.health.lastSync = kNow - 1min;
    return scene;
}

struct Row
{
    const char* name;
    SetupPoint point;
    SetupState state;
    std::function<void(Scene&)> change;
};

void untick(Scene& scene, ChecklistPoint point)
{
    std::erase_if(scene.merchant.checklist, [point](const ChecklistMark& mark) { return mark.point == point; });
}

std::vector<Row> rows()
{
    using P = SetupPoint;
    using S = SetupState;
    return {
        {"rejected", P::Keys, S::Missing, [](Scene& s) { s.health.keysRejected = true; }},
        {"never read", P::Keys, S::Unknown, [](Scene& s) { s.health.lastSync.reset(); }},
        {"end not entered", P::KeyExpiry, S::Missing, [](Scene& s) { s.merchant.keysExpire.reset(); }},
        {"ends soon", P::KeyExpiry, S::Missing, [](Scene& s) { s.merchant.keysExpire = kNow + 24h * 29; }},
        {"ended", P::KeyExpiry, S::Missing, [](Scene& s) { s.merchant.keysExpire = kNow - 1h; }},
        {"another login", P::LoginName, S::Missing, [](Scene& s) { s.merchant.login = QStringLiteral("acme"); }},
        {"no such user", P::LoginName, S::Missing, [](Scene& s) { s.facts.users = std::vector{User{"1", "boss", ""}}; }},
        {"users not shown", P::LoginName, S::Done, [](Scene& s) { s.facts.users.reset(); }},
        {"permissions", P::Permissions, S::Missing, [](Scene& s) { untick(s, ChecklistPoint::UserPermissions); }},
        {"no carrier", P::Carriers, S::Missing, [](Scene& s) { s.facts.carriers->clear(); }},
        {"carriers not read", P::Carriers, S::Unknown, [](Scene& s) { s.facts.carriers.reset(); }},
        {"no services", P::Services, S::Missing, [](Scene& s) { s.facts.carriers->front().services.clear(); }},
        {"no packages", P::Packages, S::Missing, [](Scene& s) { s.facts.carriers->front().packages.clear(); }},
        {"no city", P::Warehouses, S::Missing, [](Scene& s) { s.facts.warehouses->front().origin.city.clear(); }},
        {"no default", P::Warehouses, S::Missing, [](Scene& s) { s.facts.warehouses->front().isDefault = false; }},
        {"no warehouse", P::Warehouses, S::Missing, [](Scene& s) { s.facts.warehouses->clear(); }},
        {"returns to the origin", P::ReturnAddress, S::Missing, [](Scene& s) { s.facts.warehouses->front().returnAddress = s.facts.warehouses->front().origin; }},
        {"returns to Through6", P::ReturnAddress, S::Missing, [](Scene& s) { s.facts.warehouses->front().returnAddress.company = "Through6"; }},
        {"return address not confirmed", P::ReturnAddressConfirmed, S::Missing, [](Scene& s) { untick(s, ChecklistPoint::ReturnAddress); }},
        {"international", P::International, S::Missing, [](Scene& s) { untick(s, ChecklistPoint::InternationalSettings); }},
        {"funding", P::AutoFunding, S::Missing, [](Scene& s) { untick(s, ChecklistPoint::PostageFunding); }},
        {"no manual store", P::ManualStore, S::Missing, [](Scene& s) { s.facts.stores->front().manual = false; }},
        {"manual store is off", P::ManualStore, S::Missing, [](Scene& s) { s.facts.stores->front().active = false; }},
        {"rules", P::AutomationRules, S::Missing, [](Scene& s) { untick(s, ChecklistPoint::AutomationRules); }},
    };
}

std::vector<SetupItem> checklist(const Scene& scene)
{
    static const test::BundledAddresses kAddresses;
    return setupChecklist(scene.merchant, scene.facts, scene.health, kAddresses.rules, kNow);
}

} // namespace

class TestOnboarding : public QObject
{
    Q_OBJECT

private slots:
    void complete()
    {
        const auto items = checklist(::complete());
        QCOMPARE(items.size(), static_cast<std::size_t>(SetupPoint::Count));
        std::set<SetupPoint> points;
        for (const SetupItem& item : items) {
            QVERIFY2(item.state == SetupState::Done, setupPointName(item.point));
            QVERIFY(!setupPointTitle(item.point).isEmpty());
            QCOMPARE(item.mark.has_value(), item.ticked.has_value());
            points.insert(item.point);
        }
        QCOMPARE(points.size(), items.size());
        QVERIFY(setupText(items).isEmpty());
    }
    void point_data()
    {
        QTest::addColumn<int>("row");
        const auto all = rows();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << static_cast<int>(i);
    }
    /// One thing is wrong: one point says so, and the letter asks for what is the merchant's.
    void point()
    {
        QFETCH(int, row);
        const Row changed = rows()[static_cast<std::size_t>(row)];
        Scene scene = ::complete();
        changed.change(scene);
        const auto items = checklist(scene);
        for (const SetupItem& item : items) {
            if (item.point != changed.point)
                continue;
            QCOMPARE(QString::fromLatin1(setupStateName(item.state)), QString::fromLatin1(setupStateName(changed.state)));
            QVERIFY(item.state == SetupState::Done || !item.finding.isEmpty());
            const QString letter = setupText(items);
            QCOMPARE(letter.contains(item.ask) && !letter.isEmpty(), changed.state == SetupState::Missing);
            if (changed.state == SetupState::Missing)
                QVERIFY2(item.ask.contains(QStringLiteral("Settings, ")), "it must say where to click");
        }
    }
    void reminders_data()
    {
        QTest::addColumn<int>("hours");
        QTest::addColumn<int>("due");
        const std::vector<std::pair<int, int>> rows{{24 * 31, -1}, {24 * 30, 30}, {24 * 15, 30}, {24 * 14, 14}, {24 * 7, 7}, {24 * 3 + 1, 7}, {24 * 3, 3}, {1, 3}, {0, 0}, {-50, 0}};
        for (const auto& [hours, due] : rows)
            QTest::addRow("%d hours", hours) << hours << due;
    }
    void reminders()
    {
        QFETCH(int, hours);
        QFETCH(int, due);
        QCOMPARE(keyReminder(kNow + std::chrono::hours(hours), kNow).value_or(-1), due);
    }
};

QTEST_GUILESS_MAIN(TestOnboarding)
#include "tst_onboarding.moc"
