// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <core/splitproof.h>

#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace t6;
using namespace t6::test;

namespace {

JsonText parsed(const QByteArray& text)
{
    const auto json = JsonText::parse(text);
    if (!json)
        qFatal("%s", text.constData());
    return *json;
}

/// The first line is Through6's, all others are not.
std::optional<SplitPlan> planOf(const JsonText& order)
{
    const auto items = order.root().member(u"items");
    const auto lines = items ? items->elements() : std::vector<JsonText::Value>();
    if (lines.size() < 2)
        return std::nullopt;
    Through6Rule rule;
    rule.skuPatterns = QStringList{lines.front().member(u"sku")->string()};
    const Through6Matcher matcher(rule);
    const auto plan = planSplit(order, suggestedSplit(order, matcher), matcher, {QStringLiteral("customField2"), QDate(2026, 11, 22)}, {});
    return plan ? std::optional(*plan) : std::nullopt;
}

QStringList broken(const QList<ProofLine>& proof)
{
    QStringList lines;
    for (const ProofLine& line : proof) {
        if (!line.holds)
            lines += line.text + QStringLiteral(": ") + line.expected + QStringLiteral(" → ") + line.found;
    }
    return lines;
}

} // namespace

/// Splits as they are planned, carried out against what answers as ShipStation does.
class TestSandboxSplit : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        sandbox::SandboxOptions options;
        options.orders = 300;
        options.rateLimit = false;
        options.clock = Clock([] { return UtcTime(std::chrono::milliseconds(1'795'000'000'000)); });
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        QVERIFY(m_sandbox->start());
    }

    void cleanup() { m_sandbox.reset(); }

    void everyGeneratedOrder()
    {
        constexpr int kMerchant = 0;
        int splits = 0;
        for (const OrderId id : m_sandbox->orderIds(kMerchant)) {
            const auto plan = planOf(parsed(get(kMerchant, id)));
            if (!plan)
                continue;
            ++splits;
            std::vector<JsonText> children;
            for (const SplitPlan::Child& child : plan->children)
                children.push_back(parsed(created(kMerchant, child.body)));
            write(kMerchant, id, plan->reduction);
            write(kMerchant, id, plan->declaration);
            const auto proof = proveSplit(*plan, parsed(get(kMerchant, id)), children, SplitStage::Held);
            QVERIFY2(holds(proof), qPrintable(broken(proof).join(u'\n')));
        }
        QVERIFY2(splits > 10, qPrintable(QString::number(splits)));
        QCOMPARE(m_sandbox->checkInvariants(), QStringList());
    }

    void everySplitTakenBack()
    {
        constexpr int kMerchant = 0;
        int splits = 0;
        for (const OrderId id : m_sandbox->orderIds(kMerchant)) {
            const auto plan = planOf(parsed(get(kMerchant, id)));
            if (!plan)
                continue;
            ++splits;
            write(kMerchant, id, plan->reduction);
            write(kMerchant, id, plan->declaration);
            const auto undo = restoration(*plan, parsed(get(kMerchant, id)));
            QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().field));
            write(kMerchant, id, *undo);
            const auto again = restoration(*plan, parsed(get(kMerchant, id)));
            QVERIFY(again && again->isEmpty());
        }
        QVERIFY2(splits > 10, qPrintable(QString::number(splits)));
        QCOMPARE(m_sandbox->checkInvariants(), QStringList());
    }

private:
    [[nodiscard]] QByteArray get(int merchant, OrderId id) const { return Client(*m_sandbox, merchant).get("/orders/" + QByteArray::number(qint64(id.value))).body; }

    [[nodiscard]] QByteArray created(int merchant, const QByteArray& body) const
    {
        const Reply reply = Client(*m_sandbox, merchant).send("POST", "/orders/createorder", body, {});
        if (reply.status != 200)
            qFatal("%s %s", qPrintable(reply.error()), body.constData());
        return reply.body;
    }

    void write(int merchant, OrderId id, const OrderPatch& patch) const
    {
        const auto body = applied(parsed(get(merchant, id)), patch);
        QVERIFY2(body, qPrintable(body ? QString() : body.error().field));
        if (!patch.isEmpty())
            (void)created(merchant, *body);
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
};

QTEST_GUILESS_MAIN(TestSandboxSplit)

#include "tst_sandboxsplit.moc"
