// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <memory>

namespace t6::ui {

namespace Ui {
class NewPassphraseWidget;
}

/// A new passphrase, typed twice, with words about its strength and a suggestion.
class NewPassphraseWidget : public QWidget
{
    Q_OBJECT

public:
    explicit NewPassphraseWidget(QWidget* parent = nullptr);
    ~NewPassphraseWidget() override;

    [[nodiscard]] QString passphrase() const;
    [[nodiscard]] bool isAcceptable() const; ///< good enough and twice the same
    void clear();

signals:
    void changed();
    void submitted(); ///< Enter in the last field

private:
    void judge();
    void suggest();

    std::unique_ptr<Ui::NewPassphraseWidget> m_form;
};

} // namespace t6::ui
