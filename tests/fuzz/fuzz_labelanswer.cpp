// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Any bytes as the answer to a label or a void: no crash, and a label that is found is a PDF, whichever way it is found.
#include <shipstation/labelanswer.h>
#include <shipstation/shipments.h>

#include <cstdint>
#include <cstdlib>

using namespace t6;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isPdfOrNothing(const QByteArray& bytes) { return bytes.isEmpty() || bytes.startsWith("%PDF-"); }

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto salvaged = shipstation::salvageLabel(bytes);
    require(isPdfOrNothing(salvaged.label) && isPdfOrNothing(salvaged.form) && salvaged.shipment.isNull());
    if (const auto answer = shipstation::decodeLabelAnswer(bytes)) {
        require(!answer->shipment.isNull());
        require(isPdfOrNothing(answer->label) && isPdfOrNothing(answer->form));
    }
    if (const auto answer = shipstation::decodeVoidAnswer(bytes))
        require(answer->message.size() <= 500);
    for (const Shipment& shipment : shipstation::decodeShipments(bytes).value_or(QList<Shipment>()))
        require(shipment.id.value > 0);
    for (const RateQuote& quote : shipstation::decodeRates(bytes, QStringLiteral("usps")).value_or(QList<RateQuote>()))
        require(!quote.service.isEmpty() && quote.carrier == QStringLiteral("usps"));
    return 0;
}
