// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"

#include <core/funds.h>
#include <core/labelrules.h>

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <array>

namespace t6::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::Arguments)
};

enum class Takes { Nothing, OneValue, Values };

struct Option
{
    QLatin1String name;
    Takes takes;
    bool global = false; ///< understood by every command
};
constexpr std::array kOptions{
    Option{QLatin1String("--profile"), Takes::OneValue, true},
    Option{QLatin1String("--passphrase-file"), Takes::OneValue, true},
    Option{QLatin1String("--json"), Takes::Nothing, true},
    Option{QLatin1String("--accept-older-vault"), Takes::Nothing, true},
    Option{QLatin1String("--help"), Takes::Nothing, true},
    Option{QLatin1String("--version"), Takes::Nothing, true},
    Option{QLatin1String("--api-url"), Takes::OneValue},
    Option{QLatin1String("--credentials-file"), Takes::OneValue},
    Option{QLatin1String("--t6-sku"), Takes::Values},
    Option{QLatin1String("--t6-fulfillment-sku"), Takes::Values},
    Option{QLatin1String("--t6-location"), Takes::Values},
    Option{QLatin1String("--t6-tag"), Takes::Values},
    Option{QLatin1String("--t6-store"), Takes::Values},
    Option{QLatin1String("--login"), Takes::OneValue},
    Option{QLatin1String("--memory-only"), Takes::Nothing},
    Option{QLatin1String("--yes"), Takes::Nothing},
    Option{QLatin1String("--once"), Takes::Nothing},
    Option{QLatin1String("--merchant"), Takes::OneValue},
    Option{QLatin1String("--issue"), Takes::Values},
    Option{QLatin1String("--readiness"), Takes::Values},
    Option{QLatin1String("--format"), Takes::OneValue},
    Option{QLatin1String("--dry-run"), Takes::Nothing},
    Option{QLatin1String("--open"), Takes::Nothing},
    Option{QLatin1String("--verify"), Takes::Nothing},
    Option{QLatin1String("--export"), Takes::Nothing},
    Option{QLatin1String("--reason"), Takes::OneValue},
    Option{QLatin1String("--asked"), Takes::OneValue},
    Option{QLatin1String("--about"), Takes::OneValue},
    Option{QLatin1String("--end"), Takes::Nothing},
    Option{QLatin1String("--items"), Takes::Values},
    Option{QLatin1String("--service"), Takes::OneValue},
    Option{QLatin1String("--carrier"), Takes::OneValue},
    Option{QLatin1String("--package"), Takes::OneValue},
    Option{QLatin1String("--max-cost"), Takes::OneValue},
    Option{QLatin1String("--pdf"), Takes::OneValue},
    Option{QLatin1String("--again"), Takes::OneValue},
    Option{QLatin1String("--test"), Takes::Nothing},
    Option{QLatin1String("--shipment"), Takes::OneValue},
    Option{QLatin1String("--tracking"), Takes::OneValue},
    Option{QLatin1String("--date"), Takes::OneValue},
    Option{QLatin1String("--notify-customer"), Takes::Nothing},
    Option{QLatin1String("--notify-store"), Takes::Nothing},
};

struct Grammar
{
    Command command;
    const char* words; ///< "merchant add"
    const char* operands; ///< their names, separated by spaces; one in brackets may be left out, the last may end with "...": one or more
    const char* options; ///< besides the global ones
};
constexpr std::array kGrammar{
    Grammar{Command::VaultInit, "vault init", "", ""},
    Grammar{Command::MerchantAdd, "merchant add", "NAME", "--api-url --credentials-file --t6-sku --t6-fulfillment-sku --t6-location --t6-tag --t6-store --login --memory-only"},
    Grammar{Command::MerchantList, "merchant list", "[NAME]", ""},
    Grammar{Command::MerchantTest, "merchant test", "NAME", ""},
    Grammar{Command::MerchantRemove, "merchant remove", "NAME", "--yes"},
    Grammar{Command::MerchantChecklist, "merchant checklist", "NAME", ""},
    Grammar{Command::Balance, "balance", "[MERCHANT]", ""},
    Grammar{Command::Fund, "fund", "MERCHANT CARRIER AMOUNT", "--reason --yes"},
    Grammar{Command::Sync, "sync", "", "--once --merchant"},
    Grammar{Command::Queue, "queue", "", "--merchant --issue --readiness --format"},
    Grammar{Command::OrderShow, "order show", "MERCHANT NUMBER", ""},
    Grammar{Command::OrderCorrect, "order fix", "MERCHANT NUMBER PATH=VALUE...", "--dry-run --yes"},
    Grammar{Command::OrderCorrect, "order hold", "MERCHANT NUMBER DATE", "--reason --dry-run --yes"},
    Grammar{Command::OrderCorrect, "order unhold", "MERCHANT NUMBER", "--dry-run --yes"},
    Grammar{Command::OrderCorrect, "order tag", "MERCHANT NUMBER TAG", "--dry-run --yes"},
    Grammar{Command::OrderCorrect, "order untag", "MERCHANT NUMBER TAG", "--dry-run --yes"},
    Grammar{Command::OrderCorrect, "order assign", "MERCHANT NUMBER USER", "--dry-run --yes"},
    Grammar{Command::OrderCorrect, "order unassign", "MERCHANT NUMBER", "--dry-run --yes"},
    Grammar{Command::OrderUndo, "order undo", "MERCHANT NUMBER", "--yes"},
    Grammar{Command::OrderWaive, "order waive", "MERCHANT NUMBER ISSUE", "--reason"},
    Grammar{Command::OrderUnwaive, "order unwaive", "MERCHANT NUMBER ISSUE", ""},
    Grammar{Command::OrderWaiting, "order waiting", "MERCHANT NUMBER", "--asked --about --end"},
    Grammar{Command::OrderSplit, "order split", "MERCHANT NUMBER", "--items --dry-run --yes"},
    Grammar{Command::OrderUnsplit, "order unsplit", "MERCHANT NUMBER", "--yes"},
    Grammar{Command::Rates, "rates", "MERCHANT NUMBER", ""},
    Grammar{Command::OrderShip, "order ship", "MERCHANT NUMBER", "--service --carrier --package --max-cost --pdf --again --test --yes"},
    Grammar{Command::OrderVoid, "order void", "MERCHANT NUMBER", "--shipment --yes"},
    Grammar{Command::OrderMarkShipped, "order mark-shipped", "MERCHANT NUMBER", "--carrier --tracking --date --notify-customer --notify-store --yes"},
    Grammar{Command::OrderAsk, "order ask", "MERCHANT NUMBER", ""},
    Grammar{Command::JournalResume, "journal resume", "", ""},
    Grammar{Command::Journal, "journal", "", "--open"},
    Grammar{Command::Audit, "audit", "", "--verify --export"},
};

std::optional<OperationKind> operationOf(QLatin1String command)
{
    using Kind = OperationKind;
    constexpr std::array<std::pair<const char*, Kind>, 7> kOperations{{{"order fix", Kind::Edit}, {"order hold", Kind::Hold}, {"order unhold", Kind::Unhold}, {"order tag", Kind::AddTag},
        {"order untag", Kind::RemoveTag}, {"order assign", Kind::Assign}, {"order unassign", Kind::Unassign}}};
    for (const auto& [words, kind] : kOperations) {
        if (command == QLatin1String(words))
            return kind;
    }
    return std::nullopt;
}

const Option* findOption(QStringView name)
{
    for (const Option& option : kOptions) {
        if (option.name == name)
            return &option;
    }
    return nullptr;
}

bool belongsTo(const Option& option, const Grammar& grammar)
{
    return option.global || QString::fromLatin1(grammar.options).split(QLatin1Char(' ')).contains(option.name);
}

/// The command line sorted into words and options, without meaning yet.
struct Raw
{
    QStringList words;
    QHash<QLatin1String, QStringList> values; ///< by option; an empty list for those that take nothing
};

tl::expected<Raw, QString> split(const QStringList& arguments)
{
    Raw raw;
    bool onlyWords = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        if (onlyWords || !argument.startsWith(QLatin1Char('-')) || argument == QLatin1String("-")) {
            raw.words.append(argument);
            continue;
        }
        if (argument == QLatin1String("--")) {
            onlyWords = true;
            continue;
        }
        const qsizetype equals = argument.indexOf(QLatin1Char('='));
        const QString name = argument == QLatin1String("-h") ? QStringLiteral("--help") : argument.left(equals < 0 ? argument.size() : equals);
        const Option* option = findOption(name);
        if (!option)
            return tl::unexpected(Text::tr("unknown option %1").arg(name));
        QStringList& values = raw.values[option->name];
        if (option->takes == Takes::Nothing) {
            if (equals >= 0)
                return tl::unexpected(Text::tr("%1 takes no value").arg(name));
            continue;
        }
        if (option->takes == Takes::OneValue && !values.isEmpty())
            return tl::unexpected(Text::tr("%1 is given twice").arg(name));
        if (equals >= 0) {
            values.append(argument.mid(equals + 1));
            continue;
        }
        const auto isValue = [&](qsizetype at) { return at < arguments.size() && (!arguments[at].startsWith(QLatin1Char('-')) || arguments[at] == QLatin1String("-")); };
        if (!isValue(i + 1))
            return tl::unexpected(Text::tr("%1 needs a value").arg(name));
        values.append(arguments[++i]);
        while (option->takes == Takes::Values && isValue(i + 1))
            values.append(arguments[++i]);
    }
    return raw;
}

tl::expected<const Grammar*, QString> findCommand(QStringList& words)
{
    if (words.isEmpty())
        return tl::unexpected(Text::tr("no command given"));
    QStringList siblings;
    for (const Grammar& grammar : kGrammar) {
        const QStringList name = QString::fromLatin1(grammar.words).split(QLatin1Char(' '));
        if (words.mid(0, name.size()) == name) {
            words.remove(0, name.size());
            return &grammar;
        }
        if (name.first() == words.first())
            siblings.append(name.last());
    }
    if (siblings.isEmpty())
        return tl::unexpected(Text::tr("unknown command “%1”").arg(words.first()));
    if (words.size() == 1)
        return tl::unexpected(Text::tr("“%1” needs one of: %2").arg(words.first(), siblings.join(QStringLiteral(", "))));
    return tl::unexpected(Text::tr("unknown command “%1 %2”").arg(words[0], words[1]));
}

template <typename Id>
tl::expected<std::vector<Id>, QString> ids(const Raw& raw, QLatin1String option)
{
    std::vector<Id> result;
    for (const QString& value : raw.values.value(option)) {
        bool ok = false;
        const qint64 number = value.toLongLong(&ok);
        if (!ok || number <= 0)
            return tl::unexpected(Text::tr("%1 needs a number, not “%2”").arg(option, value));
        result.push_back(Id{number});
    }
    return result;
}

tl::expected<void, QString> readDraft(const Raw& raw, Request& request)
{
    const auto value = [&](const char* option) { return raw.values.value(QLatin1String(option)).value(0); };
    operations::MerchantDraft& draft = request.draft;
    draft.name = request.merchant.simplified();
    draft.apiUrl = value("--api-url");
    draft.login = value("--login").trimmed();
    draft.memoryOnly = raw.values.contains(QLatin1String("--memory-only"));
    draft.rule.skuPatterns = raw.values.value(QLatin1String("--t6-sku"));
    draft.rule.fulfillmentSkuPatterns = raw.values.value(QLatin1String("--t6-fulfillment-sku"));
    draft.rule.warehouseLocationPatterns = raw.values.value(QLatin1String("--t6-location"));
    const auto tags = ids<TagId>(raw, QLatin1String("--t6-tag"));
    if (!tags)
        return tl::unexpected(tags.error());
    draft.rule.tags = *tags;
    const auto stores = ids<StoreId>(raw, QLatin1String("--t6-store"));
    if (!stores)
        return tl::unexpected(stores.error());
    draft.rule.stores = *stores;
    request.credentialsFile = value("--credentials-file");
    if (draft.name.isEmpty())
        return tl::unexpected(Text::tr("NAME is empty"));
    if (request.credentialsFile.isEmpty())
        return tl::unexpected(Text::tr("merchant add needs --credentials-file FILE"));
    if (draft.rule.isEmpty())
        return tl::unexpected(Text::tr("merchant add needs --t6-sku PATTERN or another --t6 option: which items are Through6's"));
    return {};
}

tl::expected<CheckCode, QString> issueByName(const QString& name)
{
    if (const std::optional<CheckCode> code = checkByName(name.trimmed().toLower()))
        return *code;
    QStringList known;
    for (const CheckInfo& info : allChecks())
        known.append(QLatin1String(info.name));
    return tl::unexpected(Text::tr("unknown issue “%1”; there are: %2").arg(name, known.join(QStringLiteral(", "))));
}

/// What the desk remembers of an order: order waive, unwaive, waiting.
tl::expected<void, QString> readNote(const Raw& raw, Request& request)
{
    const auto value = [&](const char* option) { return raw.values.value(QLatin1String(option)).value(0).trimmed(); };
    request.asked = value("--asked");
    request.about = value("--about");
    request.end = raw.values.contains(QLatin1String("--end"));
    if (request.command == Command::OrderWaiting) {
        const bool asks = !request.asked.isEmpty() && !request.about.isEmpty();
        const bool says = raw.values.contains(QLatin1String("--asked")) || raw.values.contains(QLatin1String("--about"));
        if (request.end ? says : !asks)
            return tl::unexpected(Text::tr("order waiting needs --asked WHO and --about TEXT, or --end alone"));
        return {};
    }
    const auto code = issueByName(request.argument);
    if (!code)
        return tl::unexpected(code.error());
    request.issues = bit(*code);
    if (request.command == Command::OrderWaive && request.reason.isEmpty())
        return tl::unexpected(Text::tr("order waive needs --reason TEXT"));
    return {};
}

/// order ship, void, mark-shipped.
tl::expected<void, QString> readShipping(const Raw& raw, Request& request)
{
    const auto value = [&](const char* option) { return raw.values.value(QLatin1String(option)).value(0).trimmed(); };
    const auto has = [&](const char* option) { return raw.values.contains(QLatin1String(option)); };
    ShipOptions& ship = request.ship;
    ship.carrier = value("--carrier");
    ship.service = value("--service");
    ship.package = value("--package");
    ship.pdf = value("--pdf");
    ship.again = value("--again");
    ship.test = has("--test");
    ship.tracking = value("--tracking");
    ship.notifyCustomer = has("--notify-customer");
    ship.notifyStore = has("--notify-store");
    if (request.command == Command::OrderShip && ship.service.isEmpty())
        return tl::unexpected(Text::tr("order ship needs --service CODE; rates lists them"));
    if (request.command == Command::OrderMarkShipped && ship.carrier.isEmpty())
        return tl::unexpected(Text::tr("order mark-shipped needs --carrier CODE"));
    if (has("--max-cost")) {
        ship.maxCost = moneyOf(value("--max-cost").toUtf8());
        if (!ship.maxCost || ship.maxCost->minor <= 0)
            return tl::unexpected(Text::tr("%1 needs an amount like 4.13, not “%2”").arg(QStringLiteral("--max-cost"), value("--max-cost")));
    }
    if (has("--shipment")) {
        const auto shipment = ids<ShipmentId>(raw, QLatin1String("--shipment"));
        if (!shipment)
            return tl::unexpected(shipment.error());
        ship.shipment = shipment->front();
    }
    if (has("--date")) {
        ship.date = QDate::fromString(value("--date"), Qt::ISODate);
        if (!ship.date.isValid())
            return tl::unexpected(Text::tr("--date needs a date like 2026-05-31, not “%1”").arg(value("--date")));
    }
    return {};
}

tl::expected<void, QString> readQueueOptions(const Raw& raw, Request& request)
{
    for (const QString& name : raw.values.value(QLatin1String("--issue"))) {
        const auto code = issueByName(name);
        if (!code)
            return tl::unexpected(code.error());
        request.issues |= bit(*code);
    }
    for (const QString& word : raw.values.value(QLatin1String("--readiness"))) {
        const std::optional<Readiness> readiness = readinessByWord(word);
        if (!readiness)
            return tl::unexpected(Text::tr("unknown readiness “%1”; there are: %2").arg(word, QStringLiteral("needs-review, ready-to-ship, on-hold, awaiting-payment, waiting-on-merchant")));
        request.readiness.push_back(*readiness);
    }
    const QString format = raw.values.value(QLatin1String("--format")).value(0, QStringLiteral("table"));
    if (format != QLatin1String("table") && format != QLatin1String("csv"))
        return tl::unexpected(Text::tr("unknown format “%1”; there are: table, csv").arg(format));
    request.csv = format == QLatin1String("csv");
    if (request.csv && request.json)
        return tl::unexpected(Text::tr("--json and --format csv exclude each other"));
    return {};
}

tl::expected<void, QString> readChanges(const QStringList& words, Request& request)
{
    for (const QString& word : words) {
        const qsizetype equals = word.indexOf(QRegularExpression(QStringLiteral("=(?![^\\[]*\\])"))); // not the one of items[orderItemId=7]
        if (equals <= 0)
            return tl::unexpected(Text::tr("“%1” is no PATH=VALUE, as in shipTo.postalCode=94105").arg(word));
        request.changes.append({word.left(equals), word.mid(equals + 1)});
    }
    return {};
}

/// Money is never sent by accident.
tl::expected<void, QString> readAmount(const Request& request)
{
    const auto amount = parseMoney(request.argument);
    if (!amount || amount->minor < kLeastFunds.minor || amount->minor > kMostFunds.minor)
        return tl::unexpected(Text::tr("AMOUNT is dollars from 10 to 10000, as in 100.17, not “%1”").arg(request.argument));
    if (!request.yes)
        return tl::unexpected(Text::tr("fund charges the merchant's card and cannot be taken back: say --yes"));
    return {};
}

} // namespace

std::optional<Readiness> readinessByWord(const QString& word)
{
    QString name = word.trimmed().toLower();
    name.replace(QLatin1Char(' '), QLatin1Char('-')).replace(QLatin1Char('_'), QLatin1Char('-'));
    if (name == QLatin1String("review"))
        return Readiness::NeedsReview;
    if (name == QLatin1String("ready"))
        return Readiness::ReadyToShip;
    if (name == QLatin1String("hold"))
        return Readiness::OnHold;
    for (const Readiness readiness : {Readiness::NeedsReview, Readiness::ReadyToShip, Readiness::OnHold, Readiness::AwaitingPayment, Readiness::WaitingOnMerchant}) {
        if (name == QLatin1String(readinessName(readiness)))
            return readiness;
    }
    return std::nullopt;
}

tl::expected<Request, QString> parseArguments(const QStringList& arguments)
{
    auto raw = split(arguments);
    if (!raw)
        return tl::unexpected(raw.error());
    Request request;
    if (raw->values.contains(QLatin1String("--help")))
        return request;
    if (raw->values.contains(QLatin1String("--version"))) {
        request.command = Command::Version;
        return request;
    }
    const auto grammar = findCommand(raw->words);
    if (!grammar)
        return tl::unexpected(grammar.error());
    const QLatin1String commandName((*grammar)->words);
    request.command = (*grammar)->command;

    for (const Option& option : kOptions) {
        if (raw->values.contains(option.name) && !belongsTo(option, **grammar))
            return tl::unexpected(Text::tr("%1 does not belong to “%2”").arg(option.name, commandName));
    }
    const QStringList operands = QString::fromLatin1((*grammar)->operands).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const bool oneOrMore = !operands.isEmpty() && operands.last().endsWith(QLatin1String("..."));
    if (raw->words.size() > operands.size() && !oneOrMore)
        return tl::unexpected(Text::tr("“%1” is one word too many for “%2”; quote names that hold spaces").arg(raw->words[operands.size()], commandName));
    if (raw->words.size() < operands.size() && !operands[raw->words.size()].startsWith(QLatin1Char('[')))
        return tl::unexpected(Text::tr("“%1” needs %2").arg(commandName, operands[raw->words.size()]));

    const auto value = [&](const char* option) { return raw->values.value(QLatin1String(option)).value(0); };
    request.profileDir = value("--profile");
    request.passphraseFile = value("--passphrase-file");
    request.json = raw->values.contains(QLatin1String("--json"));
    request.acceptOlderVault = raw->values.contains(QLatin1String("--accept-older-vault"));
    request.yes = raw->values.contains(QLatin1String("--yes"));
    request.merchant = operands.isEmpty() ? value("--merchant") : raw->words.value(0);
    request.orderNumber = raw->words.value(1);
    request.operation = operationOf(commandName);
    request.argument = raw->words.value(2);
    request.reason = value("--reason").trimmed();
    request.dryRun = raw->values.contains(QLatin1String("--dry-run"));
    request.items = raw->values.value(QLatin1String("--items"));
    request.openOnly = raw->values.contains(QLatin1String("--open"));
    request.exportAudit = raw->values.contains(QLatin1String("--export"));

    tl::expected<void, QString> rest;
    if (request.command == Command::MerchantAdd)
        rest = readDraft(*raw, request);
    else if (request.command == Command::Queue)
        rest = readQueueOptions(*raw, request);
    else if (request.command == Command::OrderWaive || request.command == Command::OrderUnwaive || request.command == Command::OrderWaiting)
        rest = readNote(*raw, request);
    else if (request.command == Command::OrderShip || request.command == Command::OrderVoid || request.command == Command::OrderMarkShipped)
        rest = readShipping(*raw, request);
    else if (request.command == Command::Sync && !raw->values.contains(QLatin1String("--once")))
        rest = tl::unexpected(Text::tr("sync needs --once: it does one pass and ends"));
    else if (request.command == Command::Fund)
        rest = readAmount(request);
    else if (request.operation == OperationKind::Edit)
        rest = readChanges(raw->words.mid(2), request);
    else if (request.command == Command::Audit && request.exportAudit == raw->values.contains(QLatin1String("--verify")))
        rest = tl::unexpected(Text::tr("audit needs --verify or --export"));
    if (!rest)
        return tl::unexpected(rest.error());
    return request;
}

QString helpText()
{
    return Text::tr("T6 Console on the command line: the open orders of all merchants and what is missing in them.\n"
                    "\n"
                    "Usage: t6-console-cli [--profile DIR] [--passphrase-file FILE] [--json] [--accept-older-vault] COMMAND\n"
                    "\n"
                    "  vault init                       create the vault and print its recovery key, once\n"
                    "  merchant add NAME --credentials-file FILE --t6-sku PATTERN… [--api-url URL] [--login NAME] [--memory-only]\n"
                    "                                   test the keys with ShipStation, then connect the merchant\n"
                    "  merchant list                    connected merchants and how they are\n"
                    "  merchant test NAME               ask ShipStation with the merchant's keys\n"
                    "  merchant remove NAME [--yes]     destroy the merchant's keys and everything kept of it\n"
                    "  merchant checklist NAME          what of its set-up is done and missing, and a text that asks for it\n"
                    "  balance [MERCHANT]               funded carriers: balance, cost of the ready orders, how long it lasts\n"
                    "  fund MERCHANT CARRIER AMOUNT --yes [--reason TEXT]\n"
                    "                                   add dollars to a carrier's balance, once; there is no way back. CARRIER is a code, a name\n"
                    "                                   or a shippingProviderId; --reason: although an earlier one is in doubt\n"
                    "  sync --once [--merchant NAME]    read the orders of all merchants, or of one\n"
                    "  queue [--merchant NAME] [--issue CODE] [--readiness WORD] [--format table|csv]\n"
                    "                                   open orders with a Through6 item and their issues\n"
                    "  order show MERCHANT NUMBER       one order: facts, items, issues\n"
                    "  order fix MERCHANT NUMBER PATH=VALUE… [--dry-run] [--yes]\n"
                    "                                   correct an order, as in shipTo.postalCode=94105 weight.value=6; other people's\n"
                    "                                   changes since it was read are kept, or asked about (exit code 4)\n"
                    "  order hold MERCHANT NUMBER DATE [--reason TEXT] · unhold · tag MERCHANT NUMBER TAG · untag · assign MERCHANT NUMBER USER · unassign\n"
                    "  order undo MERCHANT NUMBER       take the latest of these back, within 24 hours\n"
                    "  order split MERCHANT NUMBER [--items SKU[:UNITS],…] [--dry-run] [--yes]\n"
                    "                                   split off what Through6 does not make, or these items; each --items becomes one order\n"
                    "  order unsplit MERCHANT NUMBER    take that back while nothing of it is shipped\n"
                    "  rates MERCHANT NUMBER            what every carrier asks for an order, now\n"
                    "  order ship MERCHANT NUMBER --service CODE [--carrier CODE] [--package CODE] [--max-cost N] [--pdf FILE] [--again REASON] [--test] [--yes]\n"
                    "                                   buy its label, once; --again says why there is to be another one\n"
                    "  order void MERCHANT NUMBER [--shipment ID] [--yes]\n"
                    "                                   give its label back\n"
                    "  order mark-shipped MERCHANT NUMBER --carrier CODE [--tracking TEXT] [--date DATE] [--notify-customer] [--notify-store] [--yes]\n"
                    "                                   shipped without a label from ShipStation\n"
                    "  order waive MERCHANT NUMBER ISSUE --reason TEXT · unwaive MERCHANT NUMBER ISSUE\n"
                    "                                   let an issue of one order be until what it rests on changes; stays on this desk\n"
                    "  order ask MERCHANT NUMBER        print a text that asks the merchant for what is missing\n"
                    "  order waiting MERCHANT NUMBER --asked WHO --about TEXT | --end\n"
                    "                                   the merchant was asked; stays on this desk\n"
                    "  journal [--open]                 what was done from here and what became of it\n"
                    "  journal resume                   find out what is still unknown, by reading the orders again\n"
                    "  audit --verify | --export        check the signed log of all acts, or print it as JSON lines\n"
                    "\n"
                    "  --profile DIR            where vault and orders lie (default: the window's profile)\n"
                    "  --passphrase-file FILE   its first line is the passphrase; - reads standard input; without it the terminal asks\n"
                    "  --json                   answers and errors as JSON\n"
                    "  --accept-older-vault     open the vault although this computer has opened a newer one: after restoring a backup\n"
                    "  --credentials-file FILE  API key and secret, a line each\n"
                    "  --t6-sku PATTERN…        items whose SKU matches are Through6's; * and ? stand for any text and any character.\n"
                    "                           Also: --t6-fulfillment-sku PATTERN…, --t6-location PATTERN…, --t6-tag ID…, --t6-store ID…\n"
                    "  --issue CODE             may be given several times, like --readiness: needs-review, ready-to-ship, on-hold,\n"
                    "                           awaiting-payment, waiting-on-merchant\n"
                    "\n"
                    "Merchants are named in full or by the beginning of their name. queue and order show only look: they work beside a\n"
                    "running window. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 outcome unknown and recorded, 4 needs a person.\n");
}

} // namespace t6::cli
