// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/checks.h>

#include <QtTest>

#include <functional>
#include <set>

using namespace t6;
using namespace std::chrono_literals;

namespace {

struct Scene
{
    Merchant merchant;
    AccountFacts facts;
    MerchantHealth health;
};

constexpr UtcTime kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20) + 18h;

/// A merchant with nothing to complain of.
Scene healthy()
{
    Scene scene;
    scene.merchant.name = QStringLiteral("Acme");
    scene.merchant.login = QStringLiteral("ACME_T6");
    scene.merchant.rule.skuPatterns = {QStringLiteral("TEE-*")};
    scene.merchant.keysExpire = kNow + 24h * 90;
    scene.merchant.connectedAt = kNow - 24h * 30;
    for (int point = 0; point < static_cast<int>(ChecklistPoint::Count); ++point)
        scene.merchant.checklist.push_back({static_cast<ChecklistPoint>(point), kNow - 24h * 29, QStringLiteral("dana")});
    Carrier carrier;
    carrier.code = "stamps_com";
    carrier.name = "Stamps.com";
    carrier.requiresFundedAccount = true;
    carrier.balance = Money::fromMajor(25);
    scene.facts.carriers = std::vector{carrier};
    scene.facts.stores = std::vector{Store{{1}, "Manual", "", true, true}};
    scene.facts.users = std::vector{User{"1", "acme_t6", "Through6"}};
    scene.health.lastSync = kNow - 1min;
    return scene;
}

struct Row
{
    const char* name;
    MerchantCheckCode code;
    bool raises;
    std::function<void(Scene&)> change;
};

std::vector<Row> rows()
{
    using enum MerchantCheckCode;
    return {
        {"401", KeysRejected, true, [](Scene& s) { s.health.keysRejected = true; }},
        {"accepted", KeysRejected, false, [](Scene&) {}},
        {"in a week", KeysExpiring, true, [](Scene& s) { s.merchant.keysExpire = kNow + 24h * 7; }},
        {"already", KeysExpiring, true, [](Scene& s) { s.merchant.keysExpire = kNow - 1h; }},
        {"in three months", KeysExpiring, false, [](Scene&) {}},
        {"not told", KeysExpiring, false, [](Scene& s) { s.merchant.keysExpire.reset(); }},
        {"an hour ago", SyncStale, true, [](Scene& s) { s.health.lastSync = kNow - 1h; s.health.failingSince = kNow - 50min; }},
        {"never since connecting", SyncStale, true, [](Scene& s) { s.health.lastSync.reset(); }},
        {"still loading", SyncStale, false, [](Scene& s) { s.health.lastSync.reset(); s.merchant.connectedAt = kNow - 2min; }},
        {"a minute ago", SyncStale, false, [](Scene&) {}},
        {"paused", SyncStale, false, [](Scene& s) { s.health.lastSync = kNow - 1h; s.merchant.paused = true; }},
        {"the keys are the cause", SyncStale, false, [](Scene& s) { s.health.lastSync = kNow - 1h; s.health.keysRejected = true; }},
        {"none", NoCarrier, true, [](Scene& s) { s.facts.carriers->clear(); }},
        {"one", NoCarrier, false, [](Scene&) {}},
        {"unreadable", NoCarrier, false, [](Scene& s) { s.facts.carriers.reset(); }},
        {"none", NoManualStore, true, [](Scene& s) { s.facts.stores->clear(); }},
        {"inactive", NoManualStore, true, [](Scene& s) { s.facts.stores->front().active = false; }},
        {"not manual", NoManualStore, true, [](Scene& s) { s.facts.stores->front().manual = false; }},
        {"one", NoManualStore, false, [](Scene&) {}},
        {"unreadable", NoManualStore, false, [](Scene& s) { s.facts.stores.reset(); }},
        {"another form", LoginName, true, [](Scene& s) { s.merchant.login = QStringLiteral("acme"); }},
        {"ending alone", LoginName, true, [](Scene& s) { s.merchant.login = QStringLiteral("_T6"); }},
        {"none entered, none exists", LoginName, true, [](Scene& s) { s.merchant.login.clear(); s.facts.users->clear(); }},
        {"none entered, one exists", LoginName, false, [](Scene& s) { s.merchant.login.clear(); }},
        {"lower case", LoginName, false, [](Scene& s) { s.merchant.login = QStringLiteral("acme_t6"); }},
        {"a cent below", BalanceLow, true, [](Scene& s) { s.facts.carriers->front().balance = {2499}; }},
        {"25 dollars", BalanceLow, false, [](Scene&) {}},
        {"carrier that sends a bill", BalanceLow, false, [](Scene& s) { s.facts.carriers->front().balance = {21}; s.facts.carriers->front().requiresFundedAccount = false; }},
        {"no rule", ChecklistOpen, true, [](Scene& s) { s.merchant.rule = {}; }},
        {"no expiry date", ChecklistOpen, true, [](Scene& s) { s.merchant.keysExpire.reset(); }},
        {"no login", ChecklistOpen, true, [](Scene& s) { s.merchant.login.clear(); }},
        {"a point not ticked", ChecklistOpen, true, [](Scene& s) { s.merchant.checklist.pop_back(); }},
        {"complete", ChecklistOpen, false, [](Scene&) {}},
    };
}

} // namespace

class TestMerchantChecks : public QObject
{
    Q_OBJECT

private slots:
    void healthyMerchantHasNothingToFind()
    {
        const Scene scene = healthy();
        QVERIFY(checkMerchant(scene.merchant, scene.facts, scene.health, kNow).empty());
    }

    void everyCheckHasRowsForBothOutcomes()
    {
        std::set<MerchantCheckCode> raising, silent;
        for (const Row& row : rows())
            (row.raises ? raising : silent).insert(row.code);
        QCOMPARE(raising.size(), static_cast<std::size_t>(MerchantCheckCode::Count));
        QCOMPARE(silent.size(), static_cast<std::size_t>(MerchantCheckCode::Count));
    }

    void check_data()
    {
        QTest::addColumn<int>("row");
        m_rows = rows();
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            QTest::addRow("%s: %s", checkName(m_rows[i].code), m_rows[i].name) << static_cast<int>(i);
    }

    void check()
    {
        QFETCH(int, row);
        const Row& wanted = m_rows[static_cast<std::size_t>(row)];
        Scene scene = healthy();
        wanted.change(scene);
        const auto issues = checkMerchant(scene.merchant, scene.facts, scene.health, kNow);
        const auto found = std::find_if(issues.begin(), issues.end(), [&](const MerchantIssue& issue) { return issue.code == wanted.code; });
        QCOMPARE(found != issues.end(), wanted.raises);
        if (wanted.raises) {
            QVERIFY(found->text.size() > 5 && !found->text.contains(u'%'));
            QVERIFY(found->fix.endsWith(u'.'));
            QVERIFY(found->severity != Severity::Info);
        }
    }

private:
    std::vector<Row> m_rows;
};

QTEST_GUILESS_MAIN(TestMerchantChecks)
#include "tst_merchantchecks.moc"
