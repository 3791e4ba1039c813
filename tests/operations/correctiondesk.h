// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "desk.h"

#include <QJsonDocument>

namespace t6::test {

/// A desk with one merchant connected, on which orders are corrected.
class CorrectionDesk : public Desk
{
public:
    explicit CorrectionDesk(std::chrono::milliseconds quarantine = std::chrono::milliseconds(700), sandbox::SandboxOptions sizes = oneMerchant())
        : Desk(std::move(sizes)), m_quarantine(quarantine)
    {
        console.reset();
        console = open(writeOptions());
        createVault();
        merchant = connectAndLoad(0);
        order = cleanOrder(merchant);
    }

    static sandbox::SandboxOptions oneMerchant()
    {
        sandbox::SandboxOptions options = small();
        options.merchants = 1;
        options.orders = 60;
        return options;
    }

    [[nodiscard]] operations::ConsoleOptions writeOptions() const
    {
        operations::ConsoleOptions written = options();
        written.actor = QStringLiteral("ann");
        written.pace.write.quarantine = m_quarantine;
        written.pace.write.firstRecheck = std::chrono::milliseconds(100);
        written.pace.write.splitCheck = std::chrono::milliseconds(300);
        return written;
    }
    void reopen()
    {
        console.reset();
        console = open(writeOptions());
        unlock();
    }

    [[nodiscard]] operations::OrderDetails details() { return await(console->order(merchant, order)).value(); }
    [[nodiscard]] QByteArray seen() { return details().raw; }

    /// An edit of the order as it is shown now.
    [[nodiscard]] operations::Correction edit(const std::vector<std::pair<QString, QByteArray>>& values)
    {
        operations::Correction correction;
        correction.merchant = merchant;
        correction.order = order;
        correction.seen = seen();
        const JsonText base = JsonText::parse(correction.seen).value();
        for (const auto& [path, raw] : values) {
            if (!correction.patch.set(base, OrderPath::parse(path, base).value(), raw))
                qFatal("%s cannot be set", qPrintable(path));
        }
        return correction;
    }
    /// One batch: an edit of the same value in each of up to `most` orders that ShipStation lets be edited.
    [[nodiscard]] QList<operations::Correction> editMany(int most, const QString& path, const QByteArray& raw)
    {
        const QUuid batch = QUuid::createUuid();
        QList<operations::Correction> corrections;
        for (const qint64 id : shown(merchant)) {
            if (corrections.size() == most)
                break;
            if (issues(merchant, {id}) & bit(CheckCode::AddressFormat))
                continue; // ShipStation takes no order whose country is no code
            order = {id};
            corrections.append(edit({{path, raw}}));
            corrections.last().batch = batch;
        }
        return corrections;
    }
    [[nodiscard]] operations::Correction act(OperationKind kind, const QString& argument = {})
    {
        operations::Correction correction;
        correction.merchant = merchant;
        correction.order = order;
        correction.kind = kind;
        correction.seen = seen();
        correction.argument = argument;
        return correction;
    }
    [[nodiscard]] Result<operations::OperationReport> send(const operations::Correction& correction) { return await(console->correct(correction), 30'000); }

    [[nodiscard]] QJsonObject atShipStation()
    {
        return at([this] { return sandbox().order(0, order); });
    }
    [[nodiscard]] QString text(const char* part, const char* field) { return atShipStation().value(QLatin1String(part)).toObject().value(QLatin1String(field)).toString(); }
    [[nodiscard]] int writes()
    {
        return at([this] { return sandbox().ledger().count("POST", "/orders/"); });
    }
    [[nodiscard]] QStringList violations()
    {
        return at([this] { return sandbox().checkInvariants(); });
    }
    void misbehave(const QString& fault)
    {
        at([&] { sandbox().addFault(sandbox::parseFault(fault).value()); });
    }
    [[nodiscard]] OperationState state(OperationId id)
    {
        const auto activity = await(console->activity(merchant, {}));
        for (const operations::OperationReport& report : activity.value_or(QList<operations::OperationReport>())) {
            if (report.id == id)
                return report.state;
        }
        return OperationState::Count;
    }

    MerchantId merchant;
    OrderId order;

private:
    std::chrono::milliseconds m_quarantine;
};

} // namespace t6::test
