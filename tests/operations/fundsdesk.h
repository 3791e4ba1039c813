// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "desk.h"
#include "onlooker.h"

namespace t6::test {

/// A desk with one merchant connected whose postage is topped up. Nothing is read of itself: each request is one of a top-up's.
class FundsDesk : public Desk
{
public:
    static constexpr int kMerchant = 2; ///< of the sandbox: one funded carrier and one that is none
    static inline const QString kCarrier = QStringLiteral("stamps_com");

    explicit FundsDesk(bool background = false)
        : Desk(sizes()), m_background(background)
    {
        reopen(true);
        createVault();
        merchant = connect(kMerchant);
        if (!background)
            sync(merchant);
        if (!QTest::qWaitFor([this] { return knownWallet() != 0; }, 20'000))
            qFatal("no carriers");
        wallet = knownWallet();
        onlooker = std::make_unique<Onlooker>(profileDir());
    }

    void reopen(bool locked = false)
    {
        console.reset();
        operations::ConsoleOptions calm = options();
        calm.actor = QStringLiteral("ann");
        calm.background = m_background;
        calm.pace.retry = std::chrono::milliseconds(4);
        calm.pace.resetUnit = std::chrono::milliseconds(20);
        calm.pace.facts = std::chrono::milliseconds(200);
        calm.pace.write.firstRecheck = std::chrono::milliseconds(20);
        console = open(calm);
        if (!locked)
            unlock();
    }
    void sync(MerchantId id) const
    {
        const auto pass = console->syncOnce({id});
        if (!QTest::qWaitFor([&] { return pass.isFinished(); }, 20'000))
            qFatal("no end of reading");
    }
    void enable(bool automatic = false, Money dayCap = {550'00})
    {
        Funding funding;
        funding.enabled = Funding::Consent();
        if (automatic)
            funding.automatic = Funding::Consent();
        funding.dayCap = dayCap;
        const auto done = await(console->setFunding(merchant, kPassphrase, funding));
        QVERIFY2(done, done ? "" : qPrintable(oneLine(done.error())));
    }
    /// ShipStation's time goes with ours.
    void forward(std::chrono::milliseconds time) const
    {
        clock.forward(time);
        shipStationClock.forward(time);
    }

    [[nodiscard]] operations::TopUpRequest request(Money amount = {100'17}) const
    {
        operations::TopUpRequest wish;
        wish.merchant = merchant;
        wish.wallet = wallet;
        wish.amount = amount;
        return wish;
    }
    [[nodiscard]] Result<operations::OperationReport> add(const operations::TopUpRequest& wish) { return await(console->addFunds(wish), 30'000); }
    [[nodiscard]] qint64 balance()
    {
        return at([this] { return Money::fromMajor(sandbox().balance(kMerchant, kCarrier)).minor; });
    }
    void setBalance(qint64 minor)
    {
        at([this, minor] { sandbox().setBalance(kMerchant, kCarrier, double(minor) / 100); });
    }
    void buyLabel(double cost)
    {
        at([this, cost] { sandbox().buyLabel(kMerchant, kCarrier, QStringLiteral("usps_ground_advantage"), cost); });
    }
    void misbehave(const QString& fault)
    {
        at([&] { sandbox().addFault(sandbox::parseFault(fault).value()); });
    }
    /// Requests that reached ShipStation, and how many of them took effect.
    struct Deliveries
    {
        int posts = 0, applied = 0;
        bool pending = false;
    };
    [[nodiscard]] Deliveries deliveries()
    {
        return at([this] {
            Deliveries found;
            int doubled = 0;
            for (const sandbox::LedgerEntry& entry : sandbox().ledger().entries()) {
                if (entry.method != "POST" || entry.target != "/carriers/addfunds")
                    continue;
                ++found.posts;
                doubled += entry.fault == "twice";
                found.applied += entry.applied;
                found.pending = found.pending || (entry.fault == "late" && entry.status == 0);
            }
            found.posts -= doubled / 2; // the way did that, not we
            return found;
        });
    }

    MerchantId merchant;
    std::int64_t wallet = 0;
    std::unique_ptr<Onlooker> onlooker;

private:
    static sandbox::SandboxOptions sizes()
    {
        sandbox::SandboxOptions options = small();
        options.orders = 30;
        return options;
    }
    [[nodiscard]] std::int64_t knownWallet() const
    {
        const auto state = console->merchant(merchant);
        for (const Carrier& carrier : state && state->facts.carriers ? *state->facts.carriers : std::vector<Carrier>()) {
            if (carrier.requiresFundedAccount)
                return carrier.shippingProviderId;
        }
        return 0;
    }
    const bool m_background;
};

} // namespace t6::test
