// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/orderpatch.h>

#include <QList>
#include <QObject>

#include <functional>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QWidget;

namespace t6::ui {

/// Inputs bound to places of an order. A field counts as changed when the input says something else than it says for the order as it
/// was seen: what no input can show, e.g. a line break in a name, is not taken for a change. An emptied text becomes null.
class BoundFields : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void bind(const QString& path, QLineEdit* edit);
    void bind(const QString& path, QPlainTextEdit* edit);
    void bind(const QString& path, QComboBox* box); ///< its entries carry raw JSON: see Choice

    /// Fills the inputs from `shown`; changes count from `base`.
    void show(const JsonText& base, const JsonText& shown);
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const;
    [[nodiscard]] QWidget* input(const QString& path) const; ///< null if none is bound there

    /// An entry of a combo box.
    struct Choice
    {
        QByteArray raw;
        QString name;
    };
    /// Fills a box without saying changed(). `current` stays chosen even if it is not among the choices: then it says so.
    static void setChoices(QComboBox* box, const QList<Choice>& choices, const QByteArray& current);
    [[nodiscard]] static QByteArray chosen(const QComboBox* box); ///< raw JSON; "null" for none

signals:
    void changed();

private:
    struct Field
    {
        QString path;
        QWidget* input;
        std::function<QByteArray()> value;
        std::function<void(const QByteArray&)> setValue;
        QByteArray seen;
    };
    QList<Field> m_fields;
    bool m_showing = false;

    void say();
};

/// The raw JSON at a path; "null" where there is nothing.
[[nodiscard]] QByteArray rawAt(const JsonText& order, const QString& path);
[[nodiscard]] QString textAt(const JsonText& order, const QString& path);

} // namespace t6::ui
