// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "weightedit.h"

#include "boundfields.h"

#include <core/ordervalue.h>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <cmath>

namespace t6::ui {

namespace {

/// Units as staff choose them; ShipStation has no kilograms.
struct Unit
{
    const char* name;
    WeightUnit written;
    double times; ///< how many of the written unit
    double milligrams;
};
constexpr std::array kUnits{Unit{"oz", WeightUnit::Ounces, 1, Weight::kMilligramsPerOunce}, Unit{"lb", WeightUnit::Pounds, 1, 16 * Weight::kMilligramsPerOunce},
    Unit{"g", WeightUnit::Grams, 1, 1e3}, Unit{"kg", WeightUnit::Grams, 1e3, 1e6}};

const char* wireUnit(WeightUnit unit)
{
    return unit == WeightUnit::Pounds ? "\"pounds\"" : unit == WeightUnit::Grams ? "\"grams\"" : "\"ounces\"";
}

double valueIn(const Weight& weight, const Unit& unit)
{
    return static_cast<double>(weight.milligrams) / unit.milligrams;
}

const Unit& unitOf(WeightUnit written)
{
    return written == WeightUnit::Pounds ? kUnits[1] : written == WeightUnit::Grams ? kUnits[2] : kUnits[0];
}

/// Four places at most, none that say nothing.
QByteArray decimal(double value)
{
    QByteArray digits = QByteArray::number(value, 'f', 4);
    while (digits.endsWith('0'))
        digits.chop(1);
    if (digits.endsWith('.'))
        digits.chop(1);
    return digits;
}

QString shownNumber(const std::optional<Weight>& weight, const Unit& unit)
{
    if (!weight || weight->isMissing())
        return {};
    QString digits = QString::fromLatin1(decimal(valueIn(*weight, unit)));
    return digits.replace(QLatin1Char('.'), QLocale().decimalPoint());
}

std::optional<double> typedNumber(const QString& text)
{
    bool ok = false;
    double value = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok)
        value = QLocale::c().toDouble(text.trimmed(), &ok);
    return ok && std::isfinite(value) && value > 0 ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<Weight> typedWeight(const QString& text)
{
    const QString typed = text.trimmed();
    const auto letter = std::find_if(typed.begin(), typed.end(), [](QChar c) { return c.isLetter(); });
    const auto digits = static_cast<qsizetype>(letter - typed.begin());
    const QString name = digits == typed.size() ? QString::fromLatin1(kUnits[0].name) : typed.mid(digits).toLower();
    const auto unit = std::find_if(kUnits.begin(), kUnits.end(), [&name](const Unit& known) { return name == QLatin1String(known.name); });
    const std::optional<double> value = typedNumber(typed.left(digits));
    return value && unit != kUnits.end() ? std::optional(Weight::from(*value * unit->times, unit->written)) : std::nullopt;
}

std::optional<Weight> weightAt(const JsonText& order, const OrderPath& path)
{
    const auto place = valueAt(order, path);
    const auto value = place ? place->member(u"value") : std::nullopt;
    const auto units = place ? place->member(u"units") : std::nullopt;
    bool ok = false;
    const double number = value ? value->raw().toByteArray().toDouble(&ok) : 0;
    return ok ? std::optional(Weight::from(number, weightUnit(units ? shownValue(units->raw()).toStdString() : std::string()))) : std::nullopt;
}

std::optional<Weight> orderWeight(const JsonText& order)
{
    const auto path = OrderPath::parse(u"weight", order);
    return path ? weightAt(order, *path) : std::nullopt;
}

Result<void> setWeight(OrderPatch& patch, const JsonText& base, const Weight& weight, WeightUnit unit)
{
    const auto value = OrderPath::parse(u"weight.value", base);
    const auto units = OrderPath::parse(u"weight.units", base);
    if (!value || !units)
        return tl::unexpected(value ? units.error() : value.error());
    const Result<void> set = patch.set(base, *value, decimal(valueIn(weight, unitOf(unit))));
    return set ? patch.set(base, *units, wireUnit(unit)) : set;
}

Result<void> setItemWeight(OrderPatch& patch, const JsonText& base, int item, const Weight& each)
{
    const QByteArray value = decimal(valueIn(each, unitOf(each.unit)));
    const auto path = OrderPath::parse(QStringLiteral("items[%1].weight").arg(item), base);
    if (!path)
        return tl::unexpected(path.error());
    const auto now = valueAt(base, *path);
    if (!now || !now->isObject())
        return patch.set(base, *path, "{\"value\":" + value + ",\"units\":" + wireUnit(each.unit) + '}');
    const auto member = [&path](const QString& name) {
        OrderPath below = *path;
        below.steps += OrderPath::Step{name, {}};
        return below;
    };
    const Result<void> set = patch.set(base, member(QStringLiteral("value")), value);
    return set ? patch.set(base, member(QStringLiteral("units")), wireUnit(each.unit)) : set;
}

WeightEdit::WeightEdit(QWidget* parent)
    : QWidget(parent)
    , m_number(new QLineEdit(this))
    , m_unit(new QComboBox(this))
{
    m_number->setObjectName(QStringLiteral("weightNumberEdit"));
    m_number->setAccessibleName(tr("Weight of the parcel"));
    m_number->setMaxLength(12);
    m_number->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    m_unit->setObjectName(QStringLiteral("weightUnitBox"));
    m_unit->setAccessibleName(tr("Unit of weight"));
    for (const Unit& unit : kUnits)
        m_unit->addItem(QString::fromLatin1(unit.name));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_number);
    layout->addWidget(m_unit);
    setFocusProxy(m_number);
    connect(m_number, &QLineEdit::textChanged, this, &WeightEdit::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &WeightEdit::changed);
}

void WeightEdit::setWeight(const JsonText& base, const JsonText& shown)
{
    const QSignalBlocker quiet(this);
    const std::optional<Weight> seen = orderWeight(base), now = orderWeight(shown);
    m_seenNumber = shownNumber(seen, kUnits[0]);
    m_seenUnit = seen ? seen->unit : WeightUnit::Unknown;
    const bool otherUnit = now && now->unit != m_seenUnit && now->unit != WeightUnit::Unknown;
    const Unit& unit = otherUnit ? unitOf(now->unit) : kUnits[0];
    m_unit->setCurrentIndex(static_cast<int>(&unit - kUnits.data()));
    m_number->setText(shownNumber(now, unit));
}

void WeightEdit::enter(const Weight& weight)
{
    m_number->setText(shownNumber(weight, kUnits[static_cast<std::size_t>(m_unit->currentIndex())]));
}

std::optional<Weight> WeightEdit::weight() const
{
    const Unit& unit = kUnits[static_cast<std::size_t>(m_unit->currentIndex())];
    const std::optional<double> value = typedNumber(m_number->text());
    return value ? std::optional(Weight::from(*value * unit.times, unit.written)) : std::nullopt;
}

bool WeightEdit::isTouched() const
{
    return m_unit->currentIndex() != 0 || m_number->text() != m_seenNumber;
}

bool WeightEdit::isValid() const
{
    return !isTouched() || weight();
}

Result<void> WeightEdit::addTo(OrderPatch& patch, const JsonText& base) const
{
    const std::optional<Weight> entered = weight();
    if (!isTouched() || !entered)
        return {};
    const bool keepsUnit = m_unit->currentIndex() == 0 && m_seenUnit != WeightUnit::Unknown;
    return ui::setWeight(patch, base, *entered, keepsUnit ? m_seenUnit : entered->unit);
}

} // namespace t6::ui
