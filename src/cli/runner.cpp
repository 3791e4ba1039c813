// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "runner.h"

#include "fundscommand.h"
#include "merchantname.h"
#include "merchantreport.h"
#include "notecommand.h"
#include "orderreport.h"
#include "output.h"
#include "secretinput.h"
#include "shipcommand.h"
#include "splitcommand.h"

#include <core/async.h>
#include <operations/process.h>
#include <operations/profilepath.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace t6::cli {

using operations::Console;
using operations::MerchantState;
using operations::OrderDetails;

Runner::Runner(Request request) : m_request(std::move(request)) {}

Runner::~Runner() = default;

namespace {

bool writes(const Request& request)
{
    switch (request.command) {
    case Command::VaultInit:
    case Command::MerchantAdd:
    case Command::MerchantRemove:
    case Command::Sync:
    case Command::OrderUndo:
    case Command::OrderUnsplit:
    case Command::OrderShip:
    case Command::OrderVoid:
    case Command::OrderMarkShipped:
    case Command::OrderWaive:
    case Command::OrderUnwaive:
    case Command::OrderWaiting:
    case Command::JournalResume:
    case Command::Fund: return true;
    case Command::OrderSplit:
    case Command::OrderCorrect: return !request.dryRun;
    default: return false;
    }
}

} // namespace

void Runner::start()
{
    if (!openConsole(!writes(m_request)))
        return;
    if (m_request.command == Command::VaultInit)
        createVault();
    else
        unlock();
}

bool Runner::openConsole(bool readOnly)
{
    operations::ConsoleOptions options;
    options.profileDir = m_request.profileDir.isEmpty() ? operations::defaultProfileDir() : m_request.profileDir;
    options.readOnly = readOnly;
    options.background = false;
    auto console = Console::open(options);
    if (!console) {
        fail(console.error());
        return false;
    }
    m_console = std::move(*console);
    return true;
}

void Runner::fail(const Error& error, const QString& about)
{
    printError(error, m_request.json, about);
    emit finished(Failed);
}

void Runner::printJson(const QJsonObject& object) const
{
    printBytes(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

// --- vault -----------------------------------------------------------------------------------------------------------

namespace {

/// From the file, or asked for; `twice` when it is a new one. The error InvalidInput says how to give it.
Result<QString> passphrase(const Request& request, bool twice)
{
    if (!request.passphraseFile.isEmpty())
        return readPassphraseFile(request.passphraseFile);
    std::optional<QString> first = askPassphrase(twice ? Runner::tr("New passphrase: ") : Runner::tr("Passphrase: "));
    if (!first)
        return failure(ErrorDomain::Vault, twice ? ErrorCode::VaultMissing : ErrorCode::VaultLocked, Runner::tr("No passphrase was given: use --passphrase-file FILE, or a terminal."));
    if (twice) {
        std::optional<QString> second = askPassphrase(Runner::tr("The same again: "));
        const bool same = second == first;
        if (second)
            operations::wipe(*second);
        if (!same) {
            operations::wipe(*first);
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, Runner::tr("The two differ."), QStringLiteral("passphrase"));
        }
    }
    return *std::move(first);
}

} // namespace

void Runner::createVault()
{
    if (m_console->state() != Console::State::Empty)
        return fail(failure(ErrorDomain::Vault, ErrorCode::AlreadyExists, tr("The profile %1 has a vault.").arg(m_console->profileDir())).value());
    auto secret = passphrase(m_request, true);
    if (!secret)
        return fail(secret.error());
    if (const QString problem = Console::passphraseProblem(*secret); !problem.isEmpty()) {
        operations::wipe(*secret);
        return fail(failure(ErrorDomain::Input, ErrorCode::InvalidInput, problem, QStringLiteral("passphrase")).value());
    }
    const auto created = m_console->createVault(*secret);
    whenDone(this, created, [this, secret = std::move(*secret)](Result<QString> key) mutable {
        operations::wipe(secret);
        if (!key)
            return fail(key.error());
        if (m_request.json)
            printJson({{QStringLiteral("recoveryKey"), *key}});
        else
            print(tr("The vault is created. This is its recovery key, shown this once: print it and keep it away from the computer.\n\n    %1\n").arg(*key));
        operations::wipe(*key);
        emit finished(Done);
    });
}

void Runner::unlock()
{
    if (m_console->state() == Console::State::Empty)
        return fail(failure(ErrorDomain::Vault, ErrorCode::VaultMissing, tr("(%1; t6-console-cli vault init makes one)").arg(m_console->profileDir())).value());
    auto secret = passphrase(m_request, false);
    if (!secret)
        return fail(secret.error());
    const auto unlocked = m_console->unlock(*secret, m_request.acceptOlderVault);
    whenDone(this, unlocked, [this, secret = std::move(*secret)](const Result<void>& result) mutable {
        operations::wipe(secret);
        if (!result)
            return fail(result.error());
        for (const operations::Problem& problem : m_console->problems())
            printProblem(problem.error, m_request.json, problem.merchantName);
        runUnlocked();
    });
}

void Runner::runUnlocked()
{
    switch (m_request.command) {
    case Command::MerchantAdd: return addMerchant();
    case Command::MerchantList: return listMerchants();
    case Command::MerchantTest: return testMerchant();
    case Command::MerchantRemove: return removeMerchant();
    case Command::MerchantChecklist: return showChecklist();
    case Command::Balance:
    case Command::Fund: return runFunds();
    case Command::Sync: return sync();
    case Command::OrderShow: return showOrder();
    case Command::OrderWaive:
    case Command::OrderUnwaive:
    case Command::OrderWaiting:
    case Command::OrderAsk: return runNote();
    case Command::OrderSplit:
    case Command::OrderUnsplit: return runSplit();
    case Command::Rates:
    case Command::OrderShip:
    case Command::OrderVoid:
    case Command::OrderMarkShipped: return runShipping();
    case Command::OrderCorrect:
    case Command::OrderUndo:
    case Command::Journal:
    case Command::JournalResume:
    case Command::Audit: return runCorrection();
    case Command::Queue:
        if (m_request.merchant.isEmpty()) {
            m_merchants = m_console->merchants();
        } else {
            const auto merchant = namedMerchant();
            if (!merchant)
                return;
            m_merchants = {*merchant};
        }
        return beginQueue();
    case Command::Help:
    case Command::Version:
    case Command::VaultInit: break; // need no unlocked vault
    }
    Q_UNREACHABLE();
}

// --- merchants -------------------------------------------------------------------------------------------------------

std::optional<MerchantState> Runner::namedMerchant()
{
    const auto merchant = merchantByName(m_console->merchants(), m_request.merchant);
    if (merchant)
        return *merchant;
    fail(merchant.error());
    return std::nullopt;
}

void Runner::addMerchant()
{
    auto credentials = readCredentialsFile(m_request.credentialsFile);
    if (!credentials)
        return fail(credentials.error());
    operations::MerchantDraft draft = m_request.draft;
    draft.apiKey = std::move(credentials->key);
    draft.apiSecret = std::move(credentials->secret);
    const auto added = m_console->addMerchant(draft);
    whenDone(this, added, [this, draft = std::move(draft)](const Result<MerchantId>& id) mutable {
        operations::wipe(draft.apiKey);
        operations::wipe(draft.apiSecret);
        if (!id)
            return fail(id.error(), m_request.draft.name);
        const std::optional<MerchantState> state = m_console->merchant(*id);
        if (!state)
            return fail(failure(ErrorDomain::Program, ErrorCode::NotFound).value(), m_request.draft.name);
        if (m_request.json)
            printJson(connectedJson(*state));
        else
            print(connectedText(*state));
        emit finished(Done);
    });
}

void Runner::listMerchants()
{
    QList<MerchantState> merchants = m_console->merchants();
    if (!m_request.merchant.isEmpty()) {
        const auto merchant = namedMerchant();
        if (!merchant)
            return;
        merchants = {*merchant};
    }
    const QueueSnapshot queue = m_console->queue();
    if (m_request.json)
        printBytes(QJsonDocument(merchantsJson(merchants, queue)).toJson(QJsonDocument::Compact) + '\n');
    else if (merchants.isEmpty())
        print(tr("No merchant is connected yet. Connect one: t6-console-cli merchant add NAME --credentials-file FILE --t6-sku PATTERN\n"));
    else
        print(merchantsTable(merchants, queue));
    emit finished(Done);
}

void Runner::showChecklist()
{
    const auto merchant = namedMerchant();
    if (!merchant)
        return;
    const auto items = m_console->setupChecklist(merchant->merchant.id);
    if (m_request.json)
        printBytes(QJsonDocument(checklistJson(items)).toJson(QJsonDocument::Compact) + '\n');
    else
        print(checklistText(items));
    emit finished(Done);
}

void Runner::runFunds()
{
    MerchantState merchant;
    if (!m_request.merchant.isEmpty()) {
        const auto named = namedMerchant();
        if (!named)
            return;
        merchant = *named;
    }
    auto* command = new FundsCommand(*m_console, m_request, this);
    connect(command, &FundsCommand::finished, this, &Runner::finished);
    if (m_request.command == Command::Fund)
        command->addFunds(merchant);
    else
        command->showBalances(merchant.merchant.id);
}

void Runner::testMerchant()
{
    const auto merchant = namedMerchant();
    if (!merchant)
        return;
    whenDone(this, m_console->testMerchant(merchant->merchant.id), [this, state = *merchant](const Result<operations::AccountSummary>& summary) {
        if (!summary)
            return fail(summary.error(), state.merchant.name);
        if (m_request.json)
            printJson(accountJson(state, *summary));
        else
            print(accountText(state, *summary));
        emit finished(Done);
    });
}

void Runner::removeMerchant()
{
    const auto merchant = namedMerchant();
    if (!merchant)
        return;
    const QString name = merchant->merchant.name;
    if (!m_request.yes && hasTerminal() && !askYesNo(tr("Remove %1? Its keys are destroyed; its orders on this computer cannot be read any more. Nothing changes at ShipStation. [y/N] ").arg(plain(name)))) {
        printWarning(tr("Nothing was removed."));
        emit finished(Failed);
        return;
    }
    whenDone(this, m_console->removeMerchant(merchant->merchant.id), [this, name](const Result<void>& result) {
        if (!result)
            return fail(result.error(), name);
        if (m_request.json)
            printJson({{QStringLiteral("removed"), name}});
        else
            print(tr("%1 is removed; its keys are destroyed.\n").arg(plain(name)));
        emit finished(Done);
    });
}

// --- orders ----------------------------------------------------------------------------------------------------------

void Runner::sync()
{
    QList<MerchantId> ids;
    if (!m_request.merchant.isEmpty()) {
        const auto merchant = namedMerchant();
        if (!merchant)
            return;
        ids.append(merchant->merchant.id);
    }
    whenDone(this, m_console->syncOnce(ids), [this](const QList<Console::SyncOutcome>& outcomes) { reportSync(outcomes); });
}

void Runner::reportSync(const QList<Console::SyncOutcome>& outcomes)
{
    QJsonArray json;
    for (const Console::SyncOutcome& outcome : outcomes) {
        QJsonObject object{{QStringLiteral("merchant"), outcome.name}, {QStringLiteral("synced"), outcome.orders.has_value()}};
        if (outcome.orders) {
            object.insert(QStringLiteral("orders"), *outcome.orders);
            if (!m_request.json)
                print(tr("%1: synced. Open orders with a Through6 item: %2\n").arg(plain(outcome.name), QString::number(*outcome.orders)));
        } else {
            object.insert(QStringLiteral("error"), errorJson(outcome.orders.error()));
            printError(outcome.orders.error(), m_request.json, outcome.name);
            m_exitCode = Failed;
        }
        const std::optional<MerchantState> state = m_console->merchant(outcome.merchant);
        const QStringList skipped = state ? state->sync.skippedOrders : QStringList();
        object.insert(QStringLiteral("skippedOrders"), QJsonArray::fromStringList(skipped));
        for (const QString& order : skipped)
            printWarning(tr("%1: ShipStation cannot deliver %2. It was left out; look at it in ShipStation.").arg(outcome.name, order));
        json.append(object);
    }
    if (m_request.json)
        printBytes(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
    else if (outcomes.isEmpty())
        print(tr("No merchant is connected yet.\n"));
    emit finished(m_exitCode);
}

bool Runner::satisfies(const OrderDetails& order) const
{
    if (!m_request.readiness.empty() && std::find(m_request.readiness.begin(), m_request.readiness.end(), order.readiness) == m_request.readiness.end())
        return false;
    return m_request.issues == 0 || std::any_of(order.issues.begin(), order.issues.end(), [this](const Issue& issue) { return (m_request.issues & bit(issue.code)) != 0; });
}

namespace {

QByteArray csvLine(const QStringList& cells)
{
    QStringList line;
    for (const QString& cell : cells)
        line.append(csvCell(cell));
    return (line.join(QLatin1Char(',')) + QLatin1Char('\n')).toUtf8();
}

} // namespace

void Runner::beginQueue()
{
    if (m_request.csv)
        printBytes(csvLine(queueHeading(true)));
    queueNext();
}

void Runner::queueNext()
{
    if (m_merchants.isEmpty())
        return endQueue();
    const MerchantState merchant = m_merchants.takeFirst();
    whenDone(this, m_console->orders(merchant.merchant.id), [this, merchant](const Result<QList<OrderDetails>>& orders) {
        if (orders) {
            addToQueue(merchant, *orders);
        } else {
            printError(orders.error(), m_request.json, merchant.merchant.name);
            m_exitCode = Failed;
        }
        queueNext();
    });
}

void Runner::addToQueue(const MerchantState& merchant, const QList<OrderDetails>& orders)
{
    if (merchant.merchant.memoryOnly)
        printWarning(tr("%1 is kept in memory only: its orders are seen in the window, not here.").arg(merchant.merchant.name));
    QByteArray text;
    for (const OrderDetails& order : orders) {
        if (!satisfies(order))
            continue;
        const QString& name = merchant.merchant.name;
        if (m_request.json) {
            text += m_printed++ == 0 ? "[" : ",\n";
            text += QJsonDocument(queueJson(name, order)).toJson(QJsonDocument::Compact);
        } else if (m_request.csv) {
            text += csvLine(queueRow(name, order));
        } else {
            m_rows.append(queueRow(name, order));
        }
    }
    printBytes(text);
}

void Runner::endQueue()
{
    if (m_request.json)
        printBytes(m_printed == 0 ? "[]\n" : "]\n");
    else if (!m_request.csv)
        print(m_rows.isEmpty() ? tr("No open order matches.\n") : alignedTable(queueHeading(false), m_rows, {1, 5, 6}));
    emit finished(m_exitCode);
}

void Runner::runCorrection()
{
    auto* command = new CorrectionCommand(*m_console, m_request, this);
    connect(command, &CorrectionCommand::finished, this, &Runner::finished);
    switch (m_request.command) {
    case Command::Journal: return command->showJournal();
    case Command::JournalResume: return command->resumeJournal();
    case Command::Audit: return command->audit();
    default: break;
    }
    if (const auto merchant = namedMerchant())
        command->correctOrder(*merchant);
}

void Runner::runNote()
{
    const auto merchant = namedMerchant();
    if (!merchant)
        return;
    auto* command = new NoteCommand(*m_console, m_request, this);
    connect(command, &NoteCommand::finished, this, &Runner::finished);
    command->run(*merchant);
}

void Runner::runSplit()
{
    const auto merchant = namedMerchant();
    if (!merchant)
        return;
    auto* command = new SplitCommand(*m_console, m_request, this);
    connect(command, &SplitCommand::finished, this, &Runner::finished);
    command->run(*merchant);
}

void Runner::runShipping()
{
    const auto merchant = namedMerchant();
    if (!merchant)
        return;
    auto* command = new ShipCommand(*m_console, m_request, this);
    connect(command, &ShipCommand::finished, this, &Runner::finished);
    command->run(*merchant);
}

void Runner::showOrder()
{
    const auto merchant = namedMerchant();
    if (!merchant)
        return;
    m_merchant = *merchant;
    const QueueSnapshot queue = m_console->queue();
    const std::string number = m_request.orderNumber.toStdString();
    if (const auto index = queue.merchantIndex(merchant->merchant.id)) {
        for (const RowId row : queue.rowsOf(*index)) {
            if (queue.number(row) == number)
                m_orders.append(OrderId{queue.row(row).id});
        }
    }
    if (m_orders.isEmpty())
        return fail(failure(ErrorDomain::Input, ErrorCode::NotFound, tr("%1 has no order “%2” in this profile; t6-console-cli sync --once reads new ones.").arg(merchant->merchant.name, m_request.orderNumber)).value());
    showNextOrder();
}

void Runner::showNextOrder()
{
    if (m_orders.isEmpty()) {
        emit finished(m_exitCode);
        return;
    }
    whenDone(this, m_console->order(m_merchant.merchant.id, m_orders.takeFirst()), [this](const Result<OrderDetails>& order) {
        if (!order)
            return fail(order.error(), m_merchant.merchant.name);
        if (m_request.json)
            printBytes(orderJson(m_merchant.merchant.name, *order) + '\n');
        else
            print((m_printed++ ? QStringLiteral("\n") : QString()) + orderText(m_merchant.merchant.name, *order));
        showNextOrder();
    });
}

} // namespace t6::cli
