#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 Through6
# SPDX-License-Identifier: Apache-2.0
"""Trains resources/zstd/order.dict, with which the store compresses orders, on made-up orders in ShipStation's V1 shape.

    packaging/train-dictionary.py [ID]    writes the file with that dictionary id (default 6001); needs the program zstd
    packaging/train-dictionary.py --samples DIR    writes the orders that it trains on instead

No text in it is a person's: names and streets are syllables put together. To replace the dictionary, keep the old file under
another name beside it (blocks name the id that they need) and train with a new id.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "resources/zstd/order.dict"
SAMPLES = 6000
SIZE = 110 * 1024

STATES = "CA NY TX FL WA OR IL PA OH GA NC MI NJ VA AZ MA TN IN MO MD WI CO MN SC AL LA KY UT NV".split()
COUNTRIES = ["US"] * 16 + ["CA", "GB", "AU", "DE", "FR", "NL", "SE", "JP", "MX", "IT"]
ARTICLES = [("T-Shirt", "TEE", "6109100012"), ("Hoodie", "HOOD", "6110202010"), ("Sweatshirt", "CREW", "6110202020"), ("Mug 11oz", "MUG", "6912005000"),
            ("Tote Bag", "TOTE", "4202923131"), ("Poster", "POST", "4911912040"), ("Sticker Pack", "STK", "4911998000"), ("Cap", "CAP", "6505002060"),
            ("Tank Top", "TANK", "6109100004"), ("Long Sleeve Tee", "LST", "6109100027"), ("Phone Case", "CASE", "3926909985"), ("Canvas Print", "CANV", "4911914000")]
COLOURS = [("Black", "BLK"), ("White", "WHT"), ("Navy", "NVY"), ("Heather Grey", "HGR"), ("Red", "RED"), ("Forest Green", "FOR"), ("Royal Blue", "ROY")]
SIZES = ["XS", "S", "M", "L", "XL", "2XL", "3XL"]
SERVICES = [("stamps_com", "usps_first_class_mail"), ("stamps_com", "usps_priority_mail"), ("stamps_com", "usps_ground_advantage"), ("ups_walleted", "ups_ground"),
            ("ups_walleted", "ups_ground_saver"), ("fedex", "fedex_ground"), ("stamps_com", "usps_first_class_mail_international"),
            ("stamps_com", "usps_priority_mail_international"), ("dhl_express_worldwide", "dhl_express_worldwide"), ("globalpost", "globalpost_economy")]
STATUS = ["awaiting_shipment"] * 12 + ["awaiting_payment", "on_hold", "shipped", "shipped", "cancelled", "pending_fulfillment"]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.order_id = 2_300_000_000

    def chance(self, percent):
        return self.r.randrange(100) < percent

    def maybe(self, percent, make):
        return make() if self.chance(percent) else None

    def word(self):
        return "".join(self.r.choice(["ba", "cor", "den", "el", "fi", "gra", "han", "il", "jo", "ka", "lin", "mar", "no", "or", "pe", "ro", "sa", "ter", "ul", "vi", "wes"])
                       for _ in range(self.r.randint(2, 4))).capitalize()

    def money(self, low, high):
        return round(self.r.uniform(low, high), 2)

    def digits(self, count):
        return "".join(self.r.choice("0123456789") for _ in range(count))

    def time(self, digits=7):
        r = self.r
        moment = f"2025-{r.randint(1, 12):02}-{r.randint(1, 28):02}T{r.randrange(24):02}:{r.randrange(60):02}:{r.randrange(60):02}"
        return f"{moment}.{r.randrange(1000):03}{'0' * (digits - 3)}"

    def weight(self):
        if self.chance(8):
            return {"value": 0.0, "units": "ounces", "WeightUnits": 1}
        return self.r.choice([{"value": round(self.r.uniform(2, 60), 1), "units": "ounces", "WeightUnits": 1}] * 3
                             + [{"value": round(self.r.uniform(80, 2000)), "units": "grams", "WeightUnits": 2}])

    def address(self, country, name):
        us = country == "US"
        return {"name": name, "company": self.maybe(15, lambda: self.word() + " LLC"),
                "street1": f"{self.r.randint(1, 19999)} {self.word()} {self.r.choice(['St', 'Ave', 'Road', 'Drive', 'Lane', 'Blvd', 'Court', 'Way'])}",
                "street2": self.maybe(25, lambda: f"Apt {self.r.randint(1, 400)}") or "", "street3": None, "city": self.word(),
                "state": self.r.choice(STATES) if us else self.r.choice(["", "ON", "BC", "NSW", "VIC"]),
                "postalCode": self.digits(5) + (self.maybe(30, lambda: "-" + self.digits(4)) or "") if us else self.digits(5), "country": country,
                "phone": self.maybe(75, lambda: self.r.choice(["+1 {}-{}-{}", "{}{}{}", "({}) {}-{}"]).format("555", self.digits(3), self.digits(4))),
                "residential": self.r.choice([True, True, True, False, None]),
                "addressVerified": self.r.choice(["Address validated successfully"] * 6 + ["Address not yet validated", "Address validation failed", "Address validation warning"])}

    def item(self, cdn):
        article, code, tariff = self.r.choice(ARTICLES)
        colour, short = self.r.choice(COLOURS)
        size = self.r.choice(SIZES)
        sku = f"{self.r.choice(['T6-', '', '', self.word()[:4].upper() + '-'])}{code}-{short}-{size}"
        created = self.time(3)
        return tariff, {
            "orderItemId": self.r.randrange(3_000_000_000, 4_000_000_000), "lineItemKey": self.digits(14), "sku": sku, "name": f"{self.word()} {article} - {colour} / {size}",
            "imageUrl": f"https://cdn.{self.r.choice(['shopify.com', 'shop.example'])}/s/files/1/{cdn}/products/{self.word().lower()}-{code.lower()}.{self.r.choice(['jpg', 'png'])}?v=17{self.digits(8)}",
            "weight": self.maybe(92, self.weight), "quantity": self.r.choice([1, 1, 1, 1, 2, 2, 3, 5]), "unitPrice": self.r.choice([14.0, 19.99, 24.0, 25.0, 29.95, 32.0, 45.0, 55.0]),
            "taxAmount": self.maybe(60, lambda: self.money(0, 5)), "shippingAmount": None, "warehouseLocation": self.maybe(30, lambda: f"Aisle {self.r.randint(1, 30)}"),
            "options": [{"name": "Color", "value": colour}, {"name": "Size", "value": size}] if self.chance(75) else [], "productId": self.r.randrange(10_000_000, 99_999_999),
            "fulfillmentSku": self.maybe(15, lambda: "T6-" + sku), "adjustment": False, "upc": self.maybe(30, lambda: self.digits(12)), "createDate": created, "modifyDate": created}

    def discount(self):
        created = self.time(3)
        return {"orderItemId": self.r.randrange(3_000_000_000, 4_000_000_000), "lineItemKey": self.r.choice([None, "discount"]), "sku": None,
                "name": self.r.choice(["WELCOME10", "Discount", "SAVE5", "Coupon"]), "imageUrl": None, "weight": {"value": 0.0, "units": "ounces", "WeightUnits": 1}, "quantity": 1,
                "unitPrice": -self.money(1, 20), "taxAmount": None, "shippingAmount": None, "warehouseLocation": None, "options": [], "productId": None, "fulfillmentSku": None,
                "adjustment": True, "upc": None, "createDate": created, "modifyDate": created}

    def order(self):
        r = self.r
        self.order_id += r.randint(1, 9999)
        country = r.choice(COUNTRIES)
        abroad = country != "US"
        name = f"{self.word()} {self.word()}"
        cdn = f"{self.digits(4)}/{self.digits(4)}"
        made = [self.item(cdn) for _ in range(r.choice([1, 1, 1, 2, 2, 3, 4, 6]))]
        items = [item for _, item in made] + ([self.discount()] if self.chance(18) else [])
        total = round(sum(item["unitPrice"] * item["quantity"] for item in items), 2)
        email = f"{self.word().lower()}{self.digits(2)}@{r.choice(['mail.example', 'example.com', 'example.net', 'post.example'])}"
        carrier, service = r.choice(SERVICES) if self.chance(45) else (None, None)
        status = r.choice(STATUS)
        created = self.time()
        return {
            "orderId": self.order_id, "orderNumber": r.choice(["", "#", "ACME-", "SO-", "W"]) + self.digits(r.randint(4, 7)),
            "orderKey": r.choice([self.digits(13), "-".join("%0*x" % (n, r.randrange(16 ** n)) for n in (8, 4, 4, 4, 12))]),
            "orderDate": created, "createDate": created, "modifyDate": self.time(), "paymentDate": None if status == "awaiting_payment" else self.time(), "shipByDate": self.maybe(40, self.time),
            "orderStatus": status, "customerId": r.randrange(100_000_000, 999_999_999), "customerUsername": r.choice([email, self.digits(13)]), "customerEmail": email,
            "billTo": {"name": name, "company": None, "street1": None, "street2": None, "street3": None, "city": None, "state": None, "postalCode": None, "country": None,
                       "phone": None, "residential": None, "addressVerified": None} if self.chance(60) else dict(self.address(country, name), residential=None, addressVerified=None),
            "shipTo": self.address(country, name), "items": items, "orderTotal": total, "amountPaid": r.choice([total, total, total, 0.0]), "taxAmount": self.money(0, 12),
            "shippingAmount": r.choice([0.0, 4.99, 5.95, 9.99, 14.5]), "customerNotes": self.maybe(10, lambda: f"Please leave at the {self.word()} door"),
            "internalNotes": self.maybe(8, lambda: f"{self.word()} called"), "gift": self.chance(6), "giftMessage": self.maybe(5, lambda: f"Happy birthday, {self.word()}!"),
            "paymentMethod": r.choice(["Credit Card", "shopify_payments", "PayPal", "Other", None]),
            "requestedShippingService": r.choice(["Standard", "Standard (3-5 days)", "Economy", "Expedited", "Free Shipping", "International Standard", "Standard Shipping"]),
            "carrierCode": carrier, "serviceCode": service, "packageCode": "package" if carrier else r.choice([None, "thick_envelope", "flat_rate_padded_envelope", "package"]),
            "confirmation": r.choice(["none", "none", "delivery", "signature"]), "shipDate": "2025-11-04" if status == "shipped" else None,
            "holdUntilDate": "2025-12-01" if status == "on_hold" else None, "weight": self.weight(),
            "dimensions": self.maybe(50, lambda: {"units": "inches", "length": float(r.randint(6, 16)), "width": float(r.randint(4, 12)), "height": r.choice([1.0, 1.5, 2.0, 4.0, 6.0])}),
            "insuranceOptions": {"provider": None, "insureShipment": False, "insuredValue": 0.0},
            "internationalOptions": {"contents": "merchandise", "customsItems": [
                {"customsItemId": r.randrange(100_000_000, 999_999_999), "description": item["name"], "quantity": item["quantity"], "value": item["unitPrice"],
                 "harmonizedTariffCode": tariff, "countryOfOrigin": r.choice(["US", "US", "CN", "HN", "MX"])} for tariff, item in made],
                "nonDelivery": r.choice(["return_to_sender", "treat_as_abandoned"])} if abroad and self.chance(70) else {"contents": None, "customsItems": None, "nonDelivery": None},
            "advancedOptions": {"warehouseId": r.randrange(10_000, 999_999), "nonMachinable": False, "saturdayDelivery": False, "containsAlcohol": False, "mergedOrSplit": self.chance(3),
                                "mergedIds": [], "parentId": None, "storeId": r.randrange(10_000, 999_999), "customField1": self.maybe(15, lambda: self.word()),
                                "customField2": None, "customField3": None, "source": r.choice(["shopify", "web", "etsy", "amazon", "woocommerce", "ebay", None]),
                                "billToParty": r.choice([None, "my_other_account"]), "billToAccount": None, "billToPostalCode": None, "billToCountryCode": None,
                                "billToMyOtherAccount": self.maybe(20, lambda: r.randrange(10_000, 999_999))},
            "tagIds": self.maybe(20, lambda: [r.randrange(1_000, 99_999)]), "userId": self.maybe(15, lambda: "%08x-0000-4000-8000-%012x" % (r.randrange(16 ** 8), r.randrange(16 ** 12))),
            "externallyFulfilled": False, "externallyFulfilledBy": None, "externallyFulfilledById": None, "externallyFulfilledByName": None, "labelMessages": None}


def write_samples(folder, seed=6):
    maker = Maker(seed)
    for i in range(SAMPLES):
        (folder / f"{i:05}.json").write_text(json.dumps(maker.order(), separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


if len(sys.argv) == 3 and sys.argv[1] == "--samples":
    write_samples(pathlib.Path(sys.argv[2]))
else:
    identity = int(sys.argv[1]) if len(sys.argv) > 1 else 6001
    with tempfile.TemporaryDirectory() as folder:
        write_samples(pathlib.Path(folder))
        subprocess.run(["zstd", "-q", "-f", "--train", "-r", folder, "--maxdict", str(SIZE), "--dictID", str(identity), "-o", str(OUTPUT)], check=True)
    print(f"{OUTPUT}: {OUTPUT.stat().st_size} bytes")
