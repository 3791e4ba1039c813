// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/checks.h>
#include <core/operation.h>
#include <operations/merchantstate.h>

#include <QDate>
#include <QList>
#include <QStringList>

#include <tl/expected.hpp>

#include <optional>
#include <utility>

namespace t6::cli {

enum class Command { Help, Version, VaultInit, MerchantAdd, MerchantList, MerchantTest, MerchantRemove, MerchantChecklist, Balance, Fund, Sync, Queue, OrderShow, OrderCorrect, OrderUndo, OrderWaive, OrderUnwaive, OrderWaiting, OrderAsk, OrderSplit, OrderUnsplit, Rates, OrderShip, OrderVoid, OrderMarkShipped, Journal, JournalResume, Audit };

/// What rates, order ship, void and mark-shipped were told.
struct ShipOptions
{
    QString carrier, service, package; ///< codes; may be empty
    std::optional<Money> maxCost;
    QString pdf; ///< where the label is saved
    QString again; ///< why there is to be another label
    bool test = false;
    ShipmentId shipment; ///< null: the only one
    QString tracking;
    QDate date; ///< null: today
    bool notifyCustomer = false, notifyStore = false;
};

/// A command line, understood. Holds no secret: those come from files and the terminal.
struct Request
{
    Command command = Command::Help;
    QString profileDir; ///< empty = the user's
    QString passphraseFile; ///< empty = ask on the terminal; "-" = standard input
    bool json = false;
    bool acceptOlderVault = false; ///< open a vault that is older than the one this computer opened last

    QString merchant; ///< a name, or the beginning of one; empty = all
    QString orderNumber; ///< of Fund: the carrier
    operations::MerchantDraft draft; ///< of merchant add, without keys
    QString credentialsFile;
    bool yes = false; ///< remove or send without asking
    std::optional<OperationKind> operation; ///< of OrderCorrect
    QList<std::pair<QString, QString>> changes; ///< order fix: path and value
    QString argument; ///< a date, a tag's or a user's name, an amount
    QString reason; ///< of OrderWaive and of a hold
    QString asked, about; ///< of OrderWaiting: who and what
    bool end = false; ///< OrderWaiting: no longer
    ShipOptions ship;
    QStringList items; ///< order split: "SKU" or "SKU:UNITS", comma between; each entry becomes an order of its own
    bool dryRun = false; ///< look what would be sent
    bool openOnly = false; ///< journal: what is not settled
    bool exportAudit = false;
    IssueMask issues = 0; ///< any of these; 0 = no condition
    std::vector<Readiness> readiness; ///< any of these; empty = no condition
    bool csv = false;
};

/// `arguments` without the program's name. The error is one line that names the culprit.
[[nodiscard]] tl::expected<Request, QString> parseArguments(const QStringList& arguments);

/// What --help prints.
[[nodiscard]] QString helpText();

/// "needs-review", "Ready to ship", "on_hold", "review", "ready", "hold" … in any case.
[[nodiscard]] std::optional<Readiness> readinessByWord(const QString& word);

} // namespace t6::cli
