// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>
#include <operations/merchantstate.h>

#include <QWidget>

#include <memory>

namespace t6::ui {

namespace Ui {
class KeyPairWidget;
}

/// API key and secret: white space goes when they are pasted, and a live test says what the account holds.
class KeyPairWidget : public QWidget
{
    Q_OBJECT

public:
    explicit KeyPairWidget(QWidget* parent = nullptr);
    ~KeyPairWidget() override;

    [[nodiscard]] QString key() const;
    [[nodiscard]] QString secret() const;
    [[nodiscard]] bool isComplete() const;
    void setTesting(bool testing);
    void showSummary(const Result<operations::AccountSummary>& summary, const QString& login);
    void clear();

signals:
    void changed();
    void testRequested();

private:
    std::unique_ptr<Ui::KeyPairWidget> m_form;
};

} // namespace t6::ui
