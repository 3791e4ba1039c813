// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labelpreflight.h"

#include <core/checks.h>
#include <core/ordermerge.h>
#include <shipstation/pacifictime.h>
#include <shipstation/shipments.h>

#include <QCoreApplication>

#include <algorithm>

namespace t6::operations {

namespace {

struct Labels
{
    Q_DECLARE_TR_FUNCTIONS(t6::Labels)
};

constexpr IssueMask kNamedInRequest = bit(CheckCode::CarrierMissing) | bit(CheckCode::CarrierUnknown) | bit(CheckCode::ServiceMissing) | bit(CheckCode::ServiceMismatch)
    | bit(CheckCode::PackageMissing) | bit(CheckCode::PackageUnknown) | bit(CheckCode::FundsShort);

Error refusal(const QString& why, const char* field)
{
    return {ErrorDomain::Input, ErrorCode::LabelRefused, why, 0, {}, QLatin1String(field)};
}

QString textAt(const JsonText& order, const char* path)
{
    const auto parsed = OrderPath::parse(QString::fromLatin1(path));
    const auto value = parsed ? valueAt(order, *parsed) : std::nullopt;
    return value ? value->string() : QString();
}

std::int64_t numberAt(const JsonText& order, const char* path)
{
    const auto parsed = OrderPath::parse(QString::fromLatin1(path));
    const auto value = parsed ? valueAt(order, *parsed) : std::nullopt;
    return value ? value->integer().value_or(0) : 0;
}

template <typename Offer>
const Offer* offer(const std::vector<Offer>& offers, const QString& code)
{
    const auto found = std::find_if(offers.begin(), offers.end(), [wanted = code.toStdString()](const Offer& each) { return each.code == wanted; });
    return found == offers.end() ? nullptr : &*found;
}

/// What people and others change of an order without changing what is shipped, or where to.
bool isBeside(const OrderPath& path)
{
    static const QStringList kShipped{QStringLiteral("shipTo"), QStringLiteral("items"), QStringLiteral("weight"), QStringLiteral("dimensions"), QStringLiteral("internationalOptions"),
        QStringLiteral("orderStatus"), QStringLiteral("advancedOptions.warehouseId"), QStringLiteral("advancedOptions.billToMyOtherAccount"), QStringLiteral("insuranceOptions")};
    const QString text = path.text();
    return std::none_of(kShipped.begin(), kShipped.end(), [&text](const QString& part) { return text.startsWith(part); });
}

} // namespace

QString numberOf(const QByteArray& order)
{
    const auto text = JsonText::parse(order);
    return text ? textAt(*text, "orderNumber") : QString();
}

std::int64_t walletOf(const QByteArray& order)
{
    const auto text = JsonText::parse(order);
    return text ? numberAt(*text, "advancedOptions.billToMyOtherAccount") : 0;
}

Result<LabelTerms> completeTerms(const LabelTerms& wanted, const JsonText& order, UtcTime now, const AccountFacts& facts)
{
    LabelTerms terms = wanted;
    if (!facts.carriers)
        return tl::unexpected(refusal(Labels::tr("The account's carriers are not known yet."), "carrier"));
    const Carrier* carrier = payingCarrier(*facts.carriers, terms.carrier, 0);
    if (!carrier)
        return tl::unexpected(refusal(Labels::tr("The account has no such carrier."), "carrier"));
    if (!carrier->services.empty() && !offer(carrier->services, terms.service))
        return tl::unexpected(refusal(Labels::tr("The carrier offers no such service for this order."), "service"));
    if (terms.package.isEmpty())
        terms.package = textAt(order, "packageCode");
    if (terms.package.isEmpty() || (!carrier->packages.empty() && !offer(carrier->packages, terms.package))) {
        if (!wanted.package.isEmpty() || (!carrier->packages.empty() && !offer(carrier->packages, QStringLiteral("package"))))
            return tl::unexpected(refusal(Labels::tr("The carrier has no such packaging."), "package"));
        terms.package = QStringLiteral("package"); // the plain one, of every carrier
    }
    if (terms.confirmation.isEmpty()) {
        const QString asked = textAt(order, "confirmation");
        terms.confirmation = asked.isEmpty() ? QStringLiteral("none") : asked;
    }
    if (!terms.shipDate.isValid())
        terms.shipDate = QDate::fromString(QString::fromLatin1(shipstation::toPacific(now).left(10)), Qt::ISODate);
    if (terms.test && !hasTestLabels(terms.carrier))
        return tl::unexpected(refusal(Labels::tr("This carrier prints no test labels."), "test"));
    return terms;
}

Result<shipstation::WriteRequest> rateRequest(const JsonText& order, const AccountFacts& facts, const LabelTerms& terms)
{
    const std::int64_t id = numberAt(order, "advancedOptions.warehouseId");
    std::string from;
    for (const Warehouse& warehouse : facts.warehouses.value_or(std::vector<Warehouse>())) {
        if (warehouse.id.value == id)
            from = warehouse.origin.postalCode;
    }
    return shipstation::getRates(order, from, terms.carrier, terms.package, terms.confirmation);
}

std::optional<Error> shippable(const JsonText& seen, const JsonText& now)
{
    const QString status = textAt(now, "orderStatus");
    if (status != u"awaiting_shipment" || !isEditable(now))
        return Error{ErrorDomain::ShipStation, ErrorCode::OrderLocked, status, 0, {}, {}};
    for (const OrderDifference& difference : differences(seen, now)) {
        if (!isBeside(difference.path))
            return Error{ErrorDomain::ShipStation, ErrorCode::OrderChanged, {}, 0, {}, difference.path.text()};
    }
    return std::nullopt;
}

std::optional<Error> blocker(const OrderDetails& order, const AccountFacts& facts)
{
    if (!facts.stores)
        return refusal(Labels::tr("The account's stores are not known yet."), "stores");
    const auto manual = [](const Store& store) { return store.manual && store.active; };
    if (std::none_of(facts.stores->begin(), facts.stores->end(), manual))
        return refusal(Labels::tr("The account has no active manual store: ShipStation makes no labels for it."), "stores");
    if (order.waiting)
        return refusal(Labels::tr("The merchant was asked about this order, and has not answered yet."), "waiting");
    if (!order.weight || order.weight->isMissing())
        return refusal(Labels::tr("The order has no weight."), "weight");
    for (const Issue& issue : order.issues) {
        if (issue.severity == Severity::Blocks && (bit(issue.code) & kNamedInRequest) == 0)
            return refusal(checkTitle(issue.code), checkName(issue.code));
    }
    return std::nullopt;
}

} // namespace t6::operations
