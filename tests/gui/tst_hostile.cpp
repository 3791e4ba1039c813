// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <operations/correctiondesk.h>
#include <support/hostiletexts.h>
#include <ui/activitydialog.h>
#include <ui/bulkfixdialog.h>
#include <ui/commandpalette.h>
#include <ui/conflictdialog.h>
#include <ui/corrector.h>
#include <ui/holddialog.h>
#include <ui/longtext.h>
#include <ui/notecard.h>
#include <ui/notice.h>
#include <ui/openoperationsdialog.h>
#include <ui/ordereditor.h>
#include <ui/orderpanel.h>
#include <ui/problemsdialog.h>
#include <ui/rawdatadialog.h>
#include <ui/splitdialog.h>
#include <ui/splitprogress.h>
#include <ui/theme.h>
#include <ui/unsplitdialog.h>
#include <ui/waitingdialog.h>
#include <ui/waivedialog.h>

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>

#include <ctime>
#include <functional>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

constexpr double kStall = 0.1; ///< seconds that a text may cost beside a short one
constexpr double kNotWorthMeasuring = 0.02;
constexpr int kLongest = 10'000; ///< ShipStation takes no longer ones

/// Every text of an order, but for the words that say what it is.
QJsonValue withText(const QJsonValue& value, const QString& text)
{
    if (value.isString())
        return text;
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue& element : value.toArray())
            array.append(withText(element, text));
        return array;
    }
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() != QLatin1String("orderStatus") && (member->isString() || member->isArray() || member->isObject()))
            *member = withText(*member, text);
    }
    return value.isObject() ? object : value;
}

/// An order, what is done to it and who it belongs to, made of one text.
struct Material
{
    operations::OrderDetails order;
    QList<MergeConflict> conflicts;
    operations::OperationReport report;
    AccountFacts facts;
    operations::SplitReport split;
};

Material material(const operations::OrderDetails& like, const QString& text)
{
    Material all;
    operations::OrderDetails& order = all.order = like;
    order.raw = QJsonDocument(withText(QJsonDocument::fromJson(like.raw).object(), text).toObject()).toJson(QJsonDocument::Compact);
    order.number = order.key = order.statusText = order.shipTo.name = order.shipTo.street1 = order.shipTo.city = order.shipTo.phone = text;
    order.shipFromName = order.carrier = order.service = order.package = order.requestedService = order.confirmation = text;
    order.customerNotes = order.internalNotes = order.giftMessage = order.customField1 = order.customField2 = order.customField3 = text;
    order.storeName = order.assignee = order.customsContents = order.nonDelivery = text;
    order.tags = {text, text};
    order.customs = {{text, text, text, 1, {}}};
    for (auto& item : order.items)
        item.sku = item.name = item.warehouseLocation = text;
    order.issues = {{CheckCode::WeightMissing, Severity::Blocks, text, text}, {CheckCode::Instructions, Severity::Check, text, text}};
    order.waived = {{{CheckCode::PhoneMissing, Severity::Check, text, text}, {CheckCode::PhoneMissing, 1, text, text, {}}}};
    order.waiting = Waiting{text, text, 0, text, {}};
    order.held = Held{QStringLiteral("2030-01-02"), text, text, {}};
    const QByteArray raw = jsonString(text);
    for (const char* path : {"shipTo.city", "internalNotes", "internationalOptions.customsItems"})
        all.conflicts += MergeConflict{OrderPath::parse(QString::fromLatin1(path)).value(), raw, raw, raw};
    all.report.id = OperationId::create();
    all.report.merchant = order.merchant;
    all.report.order = order.id;
    all.report.number = all.report.argument = all.report.note = all.report.reason = text;
    all.report.kind = OperationKind::AddTag;
    all.report.state = OperationState::Conflict;
    for (const MergeConflict& conflict : all.conflicts) {
        all.report.patch.changes += OrderChange{conflict.path, raw, raw, false};
        all.report.differences += OrderDifference{conflict.path, raw, raw};
    }
    all.report.error = Error{ErrorDomain::ShipStation, ErrorCode::BusinessError, text, 400, {}, text};
    operations::SplitReport& split = all.split;
    split.id = QUuid::createUuid();
    split.merchant = order.merchant;
    split.original = order.id;
    split.actor = split.note = split.plan.number = text;
    split.plan.parent = order.id;
    split.plan.children = {{text, text, {}, {{1, text, text, 2, false}}, {}}};
    split.plan.stays = split.plan.children.first().lines;
    split.state = SplitState::NeedsPerson;
    split.proof = {{ProofCode::Units, text, false, text, text}};
    split.error = all.report.error;
    split.canUndo = true;
    return all;
}

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

void verifyPlain(const QWidget& root)
{
    for (const QLabel* label : root.findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->objectName() + QStringLiteral(" may guess HTML")));
    QVERIFY2(root.findChildren<QTextEdit*>().isEmpty(), "a QTextEdit guesses HTML");
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        const QString tip = widget->toolTip();
        QVERIFY2(!Qt::mightBeRichText(tip) || tip.startsWith(QLatin1String("<qt>")), qPrintable(widget->objectName() + tip.left(80)));
        QVERIFY2(!tip.contains(QLatin1String("<img")), qPrintable(tip.left(80)));
    }
}

} // namespace

/// No text from outside makes a dialog open a file or a connection, or holds the window up.
class TestHostile : public QObject
{
    Q_OBJECT

    using Maker = std::function<std::unique_ptr<QWidget>(const Material&, const QString&)>;
    std::unique_ptr<CorrectionDesk> m_desk;
    std::unique_ptr<Notice> m_notice;
    std::unique_ptr<Corrector> m_corrector;
    std::unique_ptr<QAction> m_action;
    operations::OrderDetails m_like;
    QMap<QByteArray, Maker> m_makers;

    /// Seconds of work to make and show one; all of its tabs.
    double work(const Maker& make, const QString& text)
    {
        const Material from = material(m_like, text);
        const double begun = threadSeconds();
        const auto widget = make(from, text);
        widget->resize(widget->sizeHint().expandedTo({700, 500}));
        widget->grab();
        if (auto* tabs = widget->findChild<QTabWidget*>()) {
            for (int tab = 1; tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                widget->grab();
            }
        }
        const double seconds = threadSeconds() - begun;
        verifyPlain(*widget);
        return seconds;
    }

private slots:
    void initTestCase()
    {
        applyTheme(*qApp, Appearance::Light);
        m_desk = std::make_unique<CorrectionDesk>();
        m_notice = std::make_unique<Notice>();
        m_corrector = std::make_unique<Corrector>(*m_desk->console, m_notice.get());
        m_action = std::make_unique<QAction>();
        m_like = m_desk->details();
        operations::Console& console = *m_desk->console;
        const Clock clock = m_desk->clock.clock();
        m_makers["order editor"] = [&, clock](const Material& from, const QString&) { return std::make_unique<OrderEditor>(console, clock, *m_corrector, from.order); };
        m_makers["conflict"] = [](const Material& from, const QString& text) { return std::make_unique<ConflictDialog>(text, from.conflicts, from.facts, 0); };
        m_makers["open operations"] = [&](const Material& from, const QString&) {
            auto made = std::make_unique<OpenOperationsDialog>(console);
            made->showOperations({from.report});
            return made;
        };
        m_makers["activity"] = [&](const Material& from, const QString& text) {
            auto made = std::make_unique<ActivityDialog>(console, from.order.merchant, from.order.id, text);
            made->showActivity({from.report, from.report}, from.facts);
            return made;
        };
        m_makers["bulk fix"] = [&, clock](const Material& from, const QString& text) {
            BulkFix wanted;
            wanted.field = BulkField::ItemWeight;
            wanted.sku = wanted.reason = text;
            wanted.argument = text;
            auto made = std::make_unique<BulkFixDialog>(console, clock, std::vector<OrderKey>(), wanted);
            made->setOrders({from.order, from.order});
            return made;
        };
        m_makers["hold"] = [](const Material&, const QString& text) { return std::make_unique<HoldDialog>(text, 0, QDate(2030, 1, 1), QDate(), text); };
        m_makers["waive"] = [&](const Material& from, const QString&) { return std::make_unique<WaiveDialog>(console, from.order, CheckCode::WeightMissing); };
        m_makers["waiting"] = [&](const Material& from, const QString&) { return std::make_unique<WaitingDialog>(console, from.order); };
        m_makers["find"] = [&](const Material& from, const QString& text) {
            m_action->setText(text);
            return std::make_unique<CommandPalette>(QList<QAction*>{m_action.get()}, QHash<MerchantId, MerchantFace>{{from.order.merchant, {text, 0}}}, console.queue());
        };
        m_makers["order panel"] = [](const Material& from, const QString& text) {
            auto made = std::make_unique<OrderPanel>();
            operations::MerchantState merchant;
            merchant.merchant.name = text;
            made->setOrder(from.order, merchant);
            return made;
        };
        m_makers["raw data"] = [](const Material& from, const QString& text) { return std::make_unique<RawDataDialog>(text, from.order.raw); };
        m_makers["errors"] = [&](const Material& from, const QString& text) {
            auto made = std::make_unique<ProblemsDialog>(console);
            made->showProblems({{1, {}, from.order.merchant, text, *from.report.error, 2}});
            return made;
        };
        m_makers["split"] = [&, clock](const Material& from, const QString&) { return std::make_unique<SplitDialog>(console, clock, from.order); };
        m_makers["split progress"] = [&](const Material& from, const QString&) {
            auto made = std::make_unique<SplitProgress>(console);
            made->showReport(from.split);
            return made;
        };
        m_makers["take split back"] = [&](const Material& from, const QString&) { return std::make_unique<UnsplitDialog>(console, from.split); };
        m_makers["note card"] = [](const Material&, const QString& text) { return std::make_unique<NoteCard>(text, QStringList{text, text}, &Tokens::hold, QStringLiteral("x"), "xButton"); };
        m_makers["long text"] = [](const Material&, const QString& text) {
            auto made = std::make_unique<LongText>(text, text);
            made->showAll();
            return made;
        };
    }
    void cleanupTestCase()
    {
        m_corrector.reset();
        m_desk.reset();
    }

    void opensNothingAndHoldsNothingUp_data()
    {
        QTest::addColumn<QByteArray>("dialog");
        for (const QByteArray& name : m_makers.keys())
            QTest::newRow(name.constData()) << name;
    }
    void opensNothingAndHoldsNothingUp()
    {
        QFETCH(QByteArray, dialog);
        const Maker make = m_makers.value(dialog);
        Trap trap;
        work(make, QStringLiteral("x")); // fonts, icons
        const double own = work(make, QStringLiteral("x"));
        double longest = 0, worst = 0;
        for (const QString& text : {QString(kLongest, QLatin1Char('x')), QStringLiteral("word ").repeated(kLongest / 5), QString(kLongest, QLatin1Char('\n'))}) {
            const double more = std::min(work(make, text), work(make, text)) - own;
            longest = std::max(longest, more);
            QVERIFY2(more < kStall, qPrintable(QStringLiteral("%1 ms more for %2 characters: %3").arg(qRound(more * 1000)).arg(text.size()).arg(text.left(40))));
        }
        // What a text says must not cost more than its letters.
        for (const QString& whole : hostileTexts(trap)) {
            const QString text = whole.left(kLongest);
            double seconds = work(make, text);
            if (seconds < own + kStall)
                continue;
            seconds = std::min(seconds, work(make, text)); // the first of a script loads its font
            const double harmless = std::max(work(make, QString(text.size(), QLatin1Char('x'))), kNotWorthMeasuring);
            worst = std::max(worst, seconds / harmless);
            QVERIFY2(seconds < 20 * harmless, qPrintable(text.left(40)));
        }
        qInfo("%.0f ms of its own, a long text %.0f ms more; dearest text: %.1f times a harmless one", own * 1000, longest * 1000, worst);
        QVERIFY(!trap.isSprung());
    }
};

QTEST_MAIN(TestHostile)
#include "tst_hostile.moc"
