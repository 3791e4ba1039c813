// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "carriers.h"

#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

namespace {

using Offer = CarrierKind::Offer;

constexpr std::array kStampsServices{
    Offer{"usps_ground_advantage", "USPS Ground Advantage", true, false},
    Offer{"usps_priority_mail", "USPS Priority Mail", true, false},
    Offer{"usps_priority_mail_express", "USPS Priority Mail Express", true, false},
    Offer{"usps_media_mail", "USPS Media Mail", true, false},
    Offer{"usps_first_class_mail_international", "USPS First Class Mail Intl", false, true},
    Offer{"usps_priority_mail_international", "USPS Priority Mail Intl", false, true},
    Offer{"usps_priority_mail_express_international", "USPS Priority Mail Express Intl", false, true},
};
constexpr std::array kStampsPackages{
    Offer{"package", "Package", true, true},
    Offer{"thick_envelope", "Thick Envelope", true, true},
    Offer{"large_envelope_or_flat", "Large Envelope or Flat", true, true},
    Offer{"flat_rate_envelope", "Flat Rate Envelope", true, true},
    Offer{"flat_rate_padded_envelope", "Flat Rate Padded Envelope", true, true},
    Offer{"small_flat_rate_box", "Small Flat Rate Box", true, true},
    Offer{"medium_flat_rate_box", "Medium Flat Rate Box", true, true},
    Offer{"regional_rate_box_a", "Regional Rate Box A", true, false},
};
constexpr std::array kUpsServices{
    Offer{"ups_ground", "UPS® Ground", true, false},
    Offer{"ups_3_day_select", "UPS 3 Day Select®", true, false},
    Offer{"ups_2nd_day_air", "UPS 2nd Day Air®", true, false},
    Offer{"ups_standard_international", "UPS Standard®", false, true},
    Offer{"ups_worldwide_expedited", "UPS Worldwide Expedited®", false, true},
    Offer{"ups_worldwide_saver", "UPS Worldwide Saver®", false, true},
};
constexpr std::array kUpsPackages{
    Offer{"package", "Package", true, true},
    Offer{"ups_letter", "UPS Letter", true, true},
    Offer{"ups_express_box", "UPS Express® Box", true, true},
    Offer{"ups_tube", "UPS Tube", true, true},
};
constexpr std::array kFedexServices{
    Offer{"fedex_ground", "FedEx Ground®", true, false},
    Offer{"fedex_home_delivery", "FedEx Home Delivery®", true, false},
    Offer{"fedex_2day", "FedEx 2Day®", true, false},
    Offer{"fedex_ground_international", "FedEx International Ground®", false, true},
    Offer{"fedex_international_economy", "FedEx International Economy®", false, true},
};
constexpr std::array kFedexPackages{
    Offer{"package", "Package", true, true},
    Offer{"fedex_pak", "FedEx® Pak", true, true},
    Offer{"fedex_envelope", "FedEx® Envelope", true, true},
};
constexpr std::array kCanadaServices{
    Offer{"regular_parcel", "Regular Parcel", true, false},
    Offer{"expedited_parcel", "Expedited Parcel", true, false},
    Offer{"xpresspost", "Xpresspost", true, false},
    Offer{"tracked_packet_usa", "Tracked Packet - USA", false, true},
    Offer{"xpresspost_international", "Xpresspost International", false, true},
};
constexpr std::array kRoyalServices{
    Offer{"rm_tracked_48", "Royal Mail Tracked 48", true, false},
    Offer{"rm_tracked_24", "Royal Mail Tracked 24", true, false},
    Offer{"rm_intl_tracked", "Royal Mail International Tracked", false, true},
    Offer{"rm_intl_tracked_signed", "Royal Mail International Tracked & Signed", false, true},
};
constexpr std::array kRoyalPackages{
    Offer{"package", "Parcel", true, true},
    Offer{"large_letter", "Large Letter", true, true},
};
constexpr std::array kDhlServices{
    Offer{"dhl_paket", "DHL Paket", true, false},
    Offer{"dhl_paket_international", "DHL Paket International", false, true},
    Offer{"dhl_warenpost_international", "DHL Warenpost International", false, true},
};
constexpr std::array kPlainPackages{Offer{"package", "Package", true, true}};
constexpr std::array kExpressServices{
    Offer{"express_worldwide", "DHL Express Worldwide", false, true},
    Offer{"express_domestic", "DHL Express Domestic", true, false},
};

constexpr std::array kCarriers{
    CarrierKind{"stamps_com", "Stamps.com", true, kStampsServices, kStampsPackages},
    CarrierKind{"ups", "UPS", false, kUpsServices, kUpsPackages},
    CarrierKind{"fedex", "FedEx", false, kFedexServices, kFedexPackages},
    CarrierKind{"canada_post", "Canada Post", false, kCanadaServices, kPlainPackages},
    CarrierKind{"royal_mail", "Royal Mail", false, kRoyalServices, kRoyalPackages},
    CarrierKind{"dhl_paket", "DHL Paket", false, kDhlServices, kPlainPackages},
    CarrierKind{"dhl_express_worldwide", "DHL Express", false, kExpressServices, kPlainPackages},
};

QJsonArray offersJson(const CarrierKind& carrier, std::span<const Offer> offers)
{
    QJsonArray array;
    for (const Offer& offer : offers)
        array << QJsonObject{{u"carrierCode"_s, QString::fromUtf8(carrier.code)}, {u"code"_s, QString::fromUtf8(offer.code)}, {u"name"_s, QString::fromUtf8(offer.name)},
            {u"domestic"_s, offer.domestic}, {u"international"_s, offer.international}};
    return array;
}

} // namespace

const CarrierKind* carrierKind(const QString& code)
{
    const auto it = std::find_if(kCarriers.begin(), kCarriers.end(), [&](const CarrierKind& carrier) { return code == QLatin1StringView(carrier.code); });
    return it == kCarriers.end() ? nullptr : &*it;
}

QJsonArray servicesJson(const CarrierKind& carrier) { return offersJson(carrier, carrier.services); }
QJsonArray packagesJson(const CarrierKind& carrier) { return offersJson(carrier, carrier.packages); }

} // namespace t6::sandbox
