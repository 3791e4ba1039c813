// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shippingrun.h"

namespace t6::operations {

/// Gives one label back: finds it, asks once, and reads whether it is voided.
class VoidRun : public ShippingRun
{
    Q_OBJECT

public:
    using ShippingRun::ShippingRun;

    /// `shipment` null: the order's only one that is not voided.
    [[nodiscard]] QFuture<Result<OperationReport>> start(MerchantId merchant, OrderId order, ShipmentId shipment, QUuid batch);

private:
    void reserve();
    void readOrder();
    void find(const QList<Shipment>& shipments);
    void giveBack();
    void answered(const shipstation::WriteAnswer& answer);
    void notApproved(const Error& error);
    void verify() override;
    void judge(const Shipment* shipment);
    void deny(const QString& why, const QString& field = {});
    [[nodiscard]] const Shipment* target(const QList<Shipment>& shipments) const;
};

} // namespace t6::operations
