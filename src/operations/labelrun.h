// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shippingrun.h"

#include <store/labelbook.h>

namespace t6::operations {

/// Buys one label (design: security.md §4.5, L0 to L10): looks whether it may be bought, reads price, balance and order right before, sends once,
/// keeps the answer with its PDF before looking into it, and finds the shipment again. Never sends a second time.
class LabelRun : public ShippingRun
{
    Q_OBJECT

public:
    using ShippingRun::ShippingRun;

    /// `dayCap`: most that labels of the merchant may cost in 24 hours.
    [[nodiscard]] QFuture<Result<OperationReport>> start(LabelRequest request, Money dayCap);
    void windDown() override;

private:
    using Steady = std::chrono::steady_clock;
    void reserve();
    void lookAtEarlier();
    void readKnown();
    void readPrice(const JsonText& order);
    void readBalance(const RateQuote& price);
    void readOrder();
    void take(const QByteArray& json);
    void setAside();
    void buy();
    void beginAnew();
    void answered(const shipstation::WriteAnswer& answer);
    void keepReply(const shipstation::WriteAnswer& answer);
    void judgeAnswer(const shipstation::WriteAnswer& answer);
    [[nodiscard]] bool takeAnswer(const QByteArray& body);
    void verify() override;
    void takeUp(Next then) override;
    void giveUp(Next then) override;
    void judgeShipments(const QList<Shipment>& shipments);
    void bought(const Shipment& shipment);
    void confirm();
    void deny(const QString& why, const QString& field = {});
    [[nodiscard]] std::optional<Error> blockerOf(const OrderDetails& order) const;
    [[nodiscard]] std::int64_t wallet() const;

    LabelRequest m_request;
    Money m_dayCap;
    Steady::time_point m_readAt{};
    bool m_hadLabel = false, m_giveUpKeeping = false;
    int m_rounds = 0, m_keeping = 0;
};

/// What ShipStation sent for a label.
[[nodiscard]] vault::Place labelPlace(OperationId label);

} // namespace t6::operations
